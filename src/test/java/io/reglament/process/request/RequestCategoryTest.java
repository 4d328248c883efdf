package io.reglament.process.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table request-category on what customers write: product, proposal, subject and text (/ = new line). */
class RequestCategoryTest {

    private static final String MAILS = """
            bonus | DEVELOPMENT UPDATE REWORK LOW | login-4711 Техническое задание / Направляем ТЗ на новый отчёт по начисленным баллам, файл во вложении.
            bonus | DEVELOPMENT UPDATE REWORK LOW | Technical assignment, login client7 / Please find attached the specification of a new report.
            bonus | DEVELOPMENT UPDATE REWORK LOW | Доработка личного кабинета / Просим добавить возможность выгружать историю покупок в Excel.
            bonus | DEVELOPMENT UPDATE REWORK LOW | Интеграция с 1С / Нужна интеграция бонусной системы с 1С:Розница, готовы обсудить сроки.
            bonus | DEVELOPMENT UPDATE NEW_FUNCTION LOW | Новый модуль / Просим разработать новый модуль подарочных сертификатов.
            bonus | DEVELOPMENT UPDATE NEW_FUNCTION LOW | New block / We suggest a new functional block for gift cards.
            bonus | DEVELOPMENT UPDATE REWORK LOW | Wish / It would be great to see the expiry date of points in the mobile app.
            bonus | INCIDENT MONITORING CRITICAL_ERROR HIGH | СРОЧНО! Ничего не работает / Во всех магазинах не проходит списание бонусов, очереди на кассах!
            bonus | INCIDENT MONITORING CRITICAL_ERROR HIGH | Критическая ошибка / При закрытии смены система выдаёт критический сбой и теряет чеки.
            bonus | INCIDENT MONITORING CRITICAL_ERROR HIGH | Система недоступна / С 9 утра система не отвечает, клиенты не могут списать баллы.
            bonus | INCIDENT MONITORING CRITICAL_ERROR HIGH | URGENT: loyalty system is down / Nobody can redeem points since this morning.
            bonus | INCIDENT MONITORING CRITICAL_ERROR HIGH | Critical error / Points are taken twice from every card.
            bonus | SERVICE CUSTOMER_STAFF_SUPPORT CUSTOMER_WORKPLACE LOW | Касса / На рабочем месте в 1С перестало открываться окно оплаты бонусами.
            bonus | SERVICE CUSTOMER_STAFF_SUPPORT CUSTOMER_WORKPLACE LOW | МойСклад / У кассира МойСклад пишет, что модуль бонусов не подключен.
            bonus | SERVICE CUSTOMER_STAFF_SUPPORT CUSTOMER_WORKPLACE LOW | Фронтал на второй кассе / Не печатает скидку в чеке
            bonus | INCIDENT MONITORING INFRASTRUCTURE HIGH | Место на диске / На сервере приложений заканчивается место на диске, посмотрите пожалуйста.
            bonus | INCIDENT MONITORING INFRASTRUCTURE HIGH | Нет связи / Филиал в Твери потерял связь с бонусным сервером.
            bonus | INCIDENT MONITORING INFRASTRUCTURE HIGH | Connection lost / The data channel between our office and your server drops every hour.
            bonus | SERVICE CUSTOMER_STAFF_SUPPORT USER_RIGHTS LOW | Новый сотрудник / Прошу завести пользователя Петрову А.А. с правами кассира.
            bonus | SERVICE CUSTOMER_STAFF_SUPPORT USER_RIGHTS LOW | Заблокировать доступ / Сотрудник уволен, закройте доступ к системе.
            bonus | SERVICE CUSTOMER_STAFF_SUPPORT USER_RIGHTS LOW | Password / Our new employee cannot log in, please reset the password of cashier 12.
            bonus | INCIDENT CUSTOMER_STAFF_SUPPORT VENDOR_WORKPLACE MEDIUM | Сканер карт / На втором рабочем месте сканер не читает карты лояльности.
            bonus | INCIDENT CUSTOMER_STAFF_SUPPORT VENDOR_WORKPLACE MEDIUM | Workstation / The client does not start on the workstation of our call centre.
            bonus | INCIDENT NON_CRITICAL_ERRORS OTHER MEDIUM | Ошибка в отчёте / В отчете по продажам неверно считается итог за октябрь.
            bonus | INCIDENT NON_CRITICAL_ERRORS OTHER MEDIUM | Не критичная ошибка / На странице клиента некорректно отображается дата рождения.
            bonus | INCIDENT NON_CRITICAL_ERRORS OTHER MEDIUM | Баллы / Клиенту не начислились баллы за покупку 12 ноября, сбой?
            bonus | INCIDENT NON_CRITICAL_ERRORS OTHER MEDIUM | Error in statement / The statement shows a wrong balance for card 778, a non-critical bug.
            bonus | SERVICE CONSULTATION QUESTION LOW | Вопрос / Подскажите, как посмотреть историю начислений по карте клиента?
            bonus | SERVICE CONSULTATION QUESTION LOW | Инструкция / Где взять инструкцию для нового администратора акции?
            bonus | SERVICE CONSULTATION QUESTION LOW | Question about reports / How do I see which cards were never used?
            bonus | SERVICE CONSULTATION QUESTION LOW | Карты / Сколько карт можно выпустить в месяц?
            bonus | SERVICE SETUP OTHER MEDIUM | Новый магазин / Просим настроить правила начисления для магазина в Казани с 1 декабря.
            bonus | SERVICE SETUP OTHER MEDIUM | Set up / Please configure a birthday discount of 7 % for gold cards.
            bonus | SERVICE UPDATE OTHER LOW | Обновление / Просим обновить систему до последней версии в ночь на вторник.
            bonus | INCIDENT NON_CRITICAL_ERRORS OTHER MEDIUM | Помогите / Есть проблема с акцией, кассиры не могут её применить.
            bonus | SERVICE CUSTOMER_STAFF_SUPPORT OTHER MEDIUM | Акт сверки / Направляем подписанный акт за октябрь.
            bonus | SERVICE CUSTOMER_STAFF_SUPPORT OTHER MEDIUM |
            otk | PROBLEM OPERATION CRITICAL_ERROR HIGH | CRM не работает / У всех менеджеров CRM не открывается, работа отдела продаж остановилась.
            otk | PROBLEM OPERATION CRITICAL_ERROR HIGH | Outage / The application is down, nobody can work.
            otk | PROBLEM OPERATION CRITICAL_ERROR HIGH | Приложение не запускается / После ночи приложение не запускается, работа встала.
            otk | INCIDENT OPERATION OTHER MEDIUM | Приложение не запускается / У меня приложение не запускается, у коллег всё нормально.
            otk | INCIDENT OPERATION OTHER MEDIUM | Сделка / Не сохраняется карточка сделки, скриншот приложил.
            otk | INCIDENT OPERATION OTHER MEDIUM | Export fails / Exporting the price list to Excel ends with an error.
            otk | INCIDENT OPERATION OTHER MEDIUM | Коммерческое предложение / Не печатается коммерческое предложение, пустая страница.
            otk | INCIDENT UPDATE_FAULTS OTHER MEDIUM | После обновления / После вчерашнего обновления пропали фильтры в списке заказов.
            otk | INCIDENT UPDATE_FAULTS OTHER MEDIUM | Update failed / The update to the new version stopped with an error at 80 %.
            otk | INCIDENT INSTALLATION OTHER MEDIUM | Установка / При установке приложения на новый ноутбук выдаёт ошибку 1603.
            otk | SERVICE SETUP_ADMINISTRATION USER_RIGHTS LOW | Доступ / Прошу предоставить доступ новому менеджеру Сидорову.
            otk | SERVICE SETUP_ADMINISTRATION USER_RIGHTS LOW | Password / I forgot my password, please reset it.
            otk | DEVELOPMENT OPERATION PROPOSAL LOW | Предложение по улучшению / Предлагаю выводить телефон клиента прямо в списке сделок.
            otk | DEVELOPMENT OPERATION PROPOSAL LOW | Idea / It would be nice to sort the orders by weight.
            otk | DEVELOPMENT OPERATION CODE_CHANGE LOW | Доработка / Нужно добавить поле «Причина отказа» в карточку заявки.
            otk | DEVELOPMENT OPERATION CODE_CHANGE LOW | New report / We need a new report with sales per region.
            otk | SERVICE UPDATE_INSTALLATION OTHER LOW | Обновление / Помогите, пожалуйста, поставить обновление приложения.
            otk | SERVICE SOFTWARE_CHOICE QUESTION LOW | Сервер / Какой сервер порекомендуете для 50 пользователей?
            otk | SERVICE SOFTWARE_CHOICE QUESTION LOW | Performance / The lists are slow, which browser do you recommend?
            otk | SERVICE INSTALLATION OTHER LOW | Установка / Нужна помощь в установке приложения на три компьютера.
            otk | SERVICE SETUP_ADMINISTRATION OTHER LOW | Настройка / Помогите настроить почтовые уведомления.
            otk | INCIDENT OPERATION OTHER MEDIUM | Помогите / Возникла проблема при работе с заказом 1182.
            otk | SERVICE OPERATION QUESTION LOW | Вопрос / Подскажите, как объединить две карточки клиента?
            otk | SERVICE OPERATION QUESTION LOW | Where is the archive? / I cannot find where closed deals are kept.
            otk | SERVICE OPERATION OTHER LOW | Документы / Высылаем реквизиты нашей организации.
            meet | PROBLEM SETUP_ADMINISTRATION SERVER HIGH | Сервер упал / Виртуальный сервер недоступен, никто не может забронировать переговорную.
            meet | PROBLEM OPERATION CRITICAL_ERROR HIGH | Бронирование / Никто не может забронировать переговорную, у всех ошибка 500.
            meet | PROBLEM OPERATION CRITICAL_ERROR HIGH | Booking is impossible / Everyone gets an error when booking a room.
            meet | INCIDENT SETUP_ADMINISTRATION SERVER MEDIUM | Server part / The server writes errors to its log every night.
            meet | SERVICE SETUP_ADMINISTRATION SERVER LOW | Перенос / Планируем перенести систему на другую виртуальную машину, нужна помощь.
            meet | SERVICE SOFTWARE_CHOICE QUESTION LOW | Сервер / Какой сервер выбрать для 200 переговорных?
            meet | INCIDENT OPERATION OTHER MEDIUM | Переговорная 5 / У меня не открывается календарь переговорной 5.
            meet | INCIDENT UPDATE_FAULTS OTHER MEDIUM | После обновления / После установки обновления пропали фотографии переговорных.
            meet | INCIDENT INSTALLATION OTHER MEDIUM | Installation on a tablet / The app for the door tablet does not install, error 403.
            meet | DEVELOPMENT OPERATION PROPOSAL LOW | Suggestion / I suggest showing the free rooms on the start page.
            meet | DEVELOPMENT OPERATION CODE_CHANGE LOW | Интеграция / Нужна интеграция с календарём Exchange.
            meet | SERVICE OPERATION QUESTION LOW | Повтор / Как сделать еженедельную бронь переговорной?
            meet | SERVICE OPERATION QUESTION LOW | Booking rules / Is it possible to limit a booking to two hours?
            meet | SERVICE OPERATION OTHER LOW | Re: встреча / Спасибо за вчерашнюю встречу!
            ecrm | INCIDENT MAINTENANCE CRITICAL_ERROR HIGH | Чат лежит / Сервис недоступен у всех операторов, клиенты уходят.
            ecrm | INCIDENT MAINTENANCE OTHER MEDIUM | Виджет / На iPhone 14 (iOS 17) виджет чата не открывается после нажатия.
            ecrm | INCIDENT MAINTENANCE OTHER MEDIUM | Messages are duplicated / Every message of the visitor is shown twice in Chrome 119.
            ecrm | SERVICE OPTIMISATION OTHER MEDIUM | Медленно / Список диалогов долго открывается, особенно утром.
            ecrm | SERVICE OPTIMISATION OTHER MEDIUM | Slow search / Search over dialogues takes too long.
            ecrm | SERVICE REWORK REWORK LOW | Доработка / Добавить кнопку «Перевести на старшего оператора».
            ecrm | SERVICE REWORK REWORK LOW | Export / Please add a button that sends the dialogue to our mail.
            ecrm | SERVICE MODIFICATION CODE_CHANGE LOW | Виджет / Просим поменять цвет и логотип виджета под новый бренд.
            ecrm | SERVICE MODIFICATION CODE_CHANGE LOW | Greeting / Please change the greeting of the widget.
            ecrm | INCIDENT MAINTENANCE OTHER MEDIUM | Оператор / Оператор не может ответить клиенту.
            ecrm | SERVICE MAINTENANCE QUESTION LOW | Статистика / Подскажите, где посмотреть среднее время ответа?
            ecrm | SERVICE MAINTENANCE OTHER MEDIUM | Contract / Signed contract attached.
            cis | PROBLEM INCIDENT_RESOLUTION CRITICAL_ERROR HIGH | Авария / Система полностью недоступна во всех офисах.
            cis | PROBLEM INCIDENT_RESOLUTION CRITICAL_ERROR HIGH | Down / The server is down since 7:00.
            cis | INCIDENT NETWORK INFRASTRUCTURE MEDIUM | Сеть / В бухгалтерии пропала сеть.
            cis | INCIDENT NETWORK INFRASTRUCTURE MEDIUM | VPN / The VPN to the CIS site disconnects.
            cis | INCIDENT HARDWARE INFRASTRUCTURE MEDIUM | Принтер / Сломался принтер этикеток на складе.
            cis | INCIDENT HARDWARE INFRASTRUCTURE MEDIUM | Disk / One disk of the storage reports a failure.
            cis | SERVICE USER_ADMINISTRATION USER_RIGHTS LOW | Пользователь / Создайте учётную запись для нового бухгалтера.
            cis | SERVICE USER_ADMINISTRATION USER_RIGHTS LOW | Access rights / Please give Mr Smith the permission to approve orders.
            cis | INCIDENT DATABASE OTHER MEDIUM | База данных / Ночью резервное копирование базы данных завершилось с ошибкой.
            cis | SERVICE DATABASE OTHER LOW | Backup / Please keep the backup of Friday for the audit.
            cis | SERVICE CLIENT_SOFTWARE OTHER LOW | Клиентское ПО / Установите клиентскую программу на новое место кладовщика.
            cis | INCIDENT INCIDENT_RESOLUTION OTHER MEDIUM | Заказ / При проведении заказа выдаёт ошибку «период закрыт».
            cis | DEVELOPMENT REQUIREMENT_POOL PROPOSAL LOW | Требование / Хотелось бы видеть остатки по складам в одном окне.
            cis | SERVICE SYSTEM_SETUP OTHER LOW | Настройка АИС / Настройте, пожалуйста, нумерацию договоров на новый год.
            cis | SERVICE SYSTEM_SETUP OTHER LOW | Patch / Please install patch 12 this weekend.
            cis | INCIDENT INCIDENT_RESOLUTION OTHER MEDIUM | Trouble / We have trouble with the order list.
            cis | SERVICE USER_CONSULTATION QUESTION LOW | Вопрос / Можно ли провести документ задним числом?
            cis | SERVICE USER_CONSULTATION OTHER LOW | Спасибо / Благодарим за обучение сотрудников.
            other | SERVICE null OTHER MEDIUM | Hello / Nothing works.
            """;

    static Stream<Arguments> rows() {
        return MAILS.lines().map(line -> {
            String[] part = line.split("\\|", 3);
            String[] proposal = part[1].trim().split(" ");
            return Arguments.of(part[0].trim(), part[2].trim(), proposal[0], proposal[1], proposal[2], proposal[3]);
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rows")
    @DisplayName(
            "BONUS-10.1-18, BONUS-10.1-17, OTK-3-06…09, MEET-3-06…09, S-10, S-11: category, service, topic, criticality")
    void a_mail_gets_its_proposal(
            String product, String mail, String category, String service, String topic, String criticality) {
        Map<String, Object> proposal = propose(product, mail);
        assertThat(Arrays.asList(
                        proposal.get("category"),
                        String.valueOf(proposal.get("service")),
                        proposal.get("topic"),
                        proposal.get("criticality")))
                .containsExactly(category, service, topic, criticality);
    }

    @Test
    @DisplayName("BONUS-2-05, BONUS-2-09, C-43: \"not critical\" is not critical, in any spelling")
    void not_critical() {
        for (String text : new String[] {
            "не критичная ошибка",
            "некритичная ошибка",
            "a non-critical error",
            "an error, not critical",
            "noncritical bug"
        }) {
            assertThat(propose("bonus", text)).as(text).containsEntry("service", "NON_CRITICAL_ERRORS");
        }
    }

    @Test
    @DisplayName("OTK-3-06, OTK-3-07: the same words of one user are an incident, of all users a problem")
    void one_user_or_all() {
        assertThat(propose("otk", "У одного менеджера не работает поиск")).containsEntry("category", "INCIDENT");
        assertThat(propose("otk", "Ни у кого не работает поиск")).containsEntry("category", "PROBLEM");
        assertThat(propose("meet", "The calendar fails for one user")).containsEntry("category", "INCIDENT");
        assertThat(propose("meet", "The calendar fails for all users")).containsEntry("category", "PROBLEM");
    }

    static Map<String, Object> propose(String product, String mail) {
        String text = mail.replace(" / ", "\n").toLowerCase(Locale.ROOT);
        return Tables.evaluate("request-category", Tables.inputs("product", product, "requestText", text));
    }
}
