package io.reglament.process.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table reply-intent on what customers answer to a solution (/ = new line). A wrong CONFIRM closes a request. */
class ReplyIntentTest {

    private static final String REPLIES = """
            CONFIRM | Подтверждаю
            CONFIRM | Подтверждаем выполнение. Спасибо!
            CONFIRM | Подтверждаю, что проблема решена.
            CONFIRM | Добрый день! Всё работает, спасибо большое за помощь. / С уважением, Иван Петров, главный бухгалтер
            CONFIRM | Спасибо, всё заработало!
            CONFIRM | Все в порядке, заявку можно закрыть
            CONFIRM | Вопрос решён
            CONFIRM | Здравствуйте, коллеги! Проблема устранена, благодарим.
            CONFIRM | Замечаний нет
            CONFIRM | Ошибка исправлена, закрывайте
            CONFIRM | Да
            CONFIRM | Да, спасибо!
            CONFIRM | да, подтверждаю
            CONFIRM | Согласен
            CONFIRM | Можно закрывать.
            CONFIRM | Прошу закрыть запрос, спасибо
            CONFIRM | Confirmed, thank you!
            CONFIRM | Hi team, it works now. Thanks a lot!
            CONFIRM | I confirm.
            CONFIRM | Yes
            CONFIRM | Everything works, please close the request. / Best regards, John
            CONFIRM | The issue is resolved. Thank you for the quick help.
            CONFIRM | All good, you can close it.
            CONFIRM | No remarks
            CONFIRM | Thanks, works fine.
            REMARKS | Не работает
            REMARKS | Ничего не изменилось, отчёт по-прежнему пустой.
            REMARKS | Спасибо, но ошибка осталась.
            REMARKS | Проблема не решена
            REMARKS | Не подтверждаю, итог за октябрь опять не сходится
            REMARKS | Добрый день! К сожалению, не помогло. Когда исправите?
            REMARKS | Снова та же ошибка при печати.
            REMARKS | Есть замечания: в столбце 3 неверная сумма.
            REMARKS | неработает!!!
            REMARKS | Нельзя закрывать, баллы так и не начислены
            REMARKS | It still does not work
            REMARKS | The problem still persists.
            REMARKS | Doesn't work for me, same error.
            REMARKS | Unfortunately the issue came back this morning.
            REMARKS | We cannot confirm. The total is wrong.
            REMARKS | We have some remarks, see the attached file.
            REMARKS | not fixed
            WITHDRAW | Ответ больше не нужен, спасибо.
            WITHDRAW | Добрый день! Вопрос уже не актуален, разобрались сами.
            WITHDRAW | Прошу закрыть, запрос неактуален
            WITHDRAW | Отзываем нашу заявку
            WITHDRAW | Thanks, the answer is no longer needed.
            WITHDRAW | Please cancel the request, we found it ourselves.
            UNCLEAR | Ответ больше не нужен?
            UNCLEAR | Если к пятнице не успеете, ответ уже не нужен
            UNCLEAR | We no longer need the report, but the other one is empty
            UNCLEAR |
            THANKS | Спасибо!
            THANKS | Thanks
            WITHDRAW | Уже не нужно
            WITHDRAW | Разобрались сами
            WITHDRAW | Отзываем заявку
            WITHDRAW | No longer needed
            UNCLEAR | Не работает, но больше не нужно
            UNCLEAR | Это поле больше не нужно, удалите
            UNCLEAR | [forwarded message] Всё работает
            UNCLEAR | Ок
            UNCLEAR | Принято в работу, проверим завтра.
            UNCLEAR | Всё работает, но есть вопрос по отчёту
            UNCLEAR | Всё работает? / Мы ещё не смотрели.
            UNCLEAR | Подтверждаю получение письма
            UNCLEAR | Подтверждаем, если исправите итог
            UNCLEAR | Раньше не работало, теперь всё работает.
            UNCLEAR | Всё работает, кроме печати
            UNCLEAR | Вроде всё работает
            UNCLEAR | Всё работает. Подключите ещё новую кассу
            UNCLEAR | Можно закрыть доступ уволенному сотруднику
            UNCLEAR | Рано закрывать, посмотрим до пятницы
            UNCLEAR | Да, а когда будет обновление?
            UNCLEAR | Решено отложить проверку до понедельника
            UNCLEAR | Всё работает, только медленно
            UNCLEAR | Проверю и напишу
            UNCLEAR | Добавьте, пожалуйста, и вторую кассу
            UNCLEAR | It works, but the report is slow.
            UNCLEAR | Works now except printing
            UNCLEAR | Can you please confirm?
            UNCLEAR | I will confirm tomorrow
            UNCLEAR | Please close the access of Mr Smith
            UNCLEAR | It seems to be solved
            UNCLEAR | Yes, if you also fix the footer
            UNCLEAR | Confirmed receipt of your mail
            UNCLEAR | Solved for one user, not for the others
            UNCLEAR | Not yet checked
            REMARKS | I don't confirm anything before Friday
            UNCLEAR | It didn't work before, it works now
            UNCLEAR | Works now. Add a new cashier
            UNCLEAR | Автоответ: я в отпуске
            """;

    static Stream<Arguments> rows() {
        return REPLIES.lines().map(line -> {
            String[] part = line.split("\\|", 2);
            return Arguments.of(part[0].trim(), part[1].trim());
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rows")
    @DisplayName("ECRM-3.5-01…03, BONUS-10.4-04, BONUS-10.1-25: what a reply means")
    void a_reply_is_read(String intent, String reply) {
        assertThat(read(reply)).isEqualTo(intent);
    }

    @Test
    @DisplayName("ECRM-3.5-01: a confirmation with any doubt, condition, question or wish is no confirmation")
    void doubt_beats_confirmation() {
        String[] doubts = {
            " не ",
            " но ",
            " однако ",
            " кроме одного",
            "?",
            " если ",
            " пока ",
            " только у меня",
            " почти ",
            " сначала ",
            " but ",
            " however ",
            " except one",
            " if ",
            " not ",
            " until Monday",
            " almost ",
            " why ",
            " also "
        };
        for (String confirmation : new String[] {"Подтверждаю", "Всё работает", "Да", "It works", "Confirmed", "Yes"}) {
            assertThat(read(confirmation)).as(confirmation).isEqualTo("CONFIRM");
            for (String doubt : doubts) {
                assertThat(read(confirmation + doubt)).as(confirmation + doubt).isNotEqualTo("CONFIRM");
                assertThat(read(doubt + confirmation)).as(doubt + confirmation).isNotEqualTo("CONFIRM");
            }
        }
    }

    @Test
    @DisplayName("ECRM-3.5-01: a long reply confirms nothing, but clear remarks stay remarks")
    void long_replies() {
        String story = "вчера мы с коллегами встречались в офисе и обсуждали планы на следующий год. ".repeat(4);
        assertThat(read("Всё работает, спасибо. " + story)).isEqualTo("UNCLEAR");
        assertThat(read(story + " Отчёт не работает.")).isEqualTo("REMARKS");
    }

    @Test
    @DisplayName("ECRM-3.5-01: no text, no confirmation")
    void no_text() {
        assertThat(Tables.evaluate("reply-intent", Tables.inputs("replyText", null)))
                .containsEntry("replyIntent", "UNCLEAR");
    }

    static Object read(String reply) {
        String text = reply.replace(" / ", "\n").toLowerCase(Locale.ROOT);
        return Tables.evaluate("reply-intent", Tables.inputs("replyText", text)).get("replyIntent");
    }
}
