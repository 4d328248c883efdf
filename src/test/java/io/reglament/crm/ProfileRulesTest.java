package io.reglament.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reglament.crm.ProductProfile.AssignmentItem;
import io.reglament.crm.ProductProfile.Category;
import io.reglament.crm.ProductProfile.ConfirmationModel;
import io.reglament.crm.ProductProfile.Mark;
import io.reglament.crm.ProductProfile.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The five profiles say what the regulations say, and a profile that breaks a rule is refused in plain words. */
class ProfileRulesTest {

    private static final Path FOLDER = Path.of("processes/profiles");

    @ParameterizedTest
    @ValueSource(strings = {"bonus", "cis", "ecrm", "meet", "otk"})
    void every_profile_of_the_product_fulfils_the_rules(String code) throws IOException {
        assertThat(profile(code).mailbox()).isEqualTo(code + "@support.example.org");
    }

    @Test
    @DisplayName("BONUS-10.1-14…22, BONUS-10.4-01, C-14, C-34: the profile of БонусПлюс")
    void bonus() throws IOException {
        ProductProfile p = profile("bonus");
        assertThat(p.confirmation().model()).isEqualTo(ConfirmationModel.MANAGER_CHECK);
        assertThat(p.confirmation().autoCloseDays()).isEqualTo(3);
        assertThat(p.rework().days()).isEqualTo(3);
        assertThat(p.assignmentRequired()).containsExactlyInAnyOrder(AssignmentItem.values());
        assertThat(p.labels())
                .containsEntry("ASSIGNED", "Назначена")
                .containsEntry("ASSIGNED_REWORK", "Назначен")
                .containsEntry("DONE", "Выполнено")
                .containsEntry("CLOSED", "Закрыт")
                .containsEntry("QUEUED", "в очередь");
        assertThat(p.marks()).containsEntry(Mark.REFUSED, "В консультации отказано");
        assertThat(p.acknowledgement().oral()).isTrue();
        assertThat(services(p))
                .containsExactly(
                        "CUSTOMER_STAFF_SUPPORT",
                        "CONSULTATION",
                        "MONITORING",
                        "UPDATE",
                        "SETUP",
                        "NON_CRITICAL_ERRORS");
        assertThat(p.allGroups())
                .containsExactly("account-manager", "vendor-support", "vendor-admin", "rework-analyst", "programmer");
    }

    @ParameterizedTest
    @CsvSource({"otk, Приложения, tech-support, false", "meet, Системы, support-service, true"})
    @DisplayName("OTK-2-05…10, OTK-3-06…09, OTK-3-15, MEET-2-05…10, MEET-3-06…09, MEET-3-14: OTK and MEET")
    void otk_and_meet(String code, String object, String group, boolean contract) throws IOException {
        ProductProfile p = profile(code);
        assertThat(p.contractRequired()).isEqualTo(contract);
        assertThat(p.confirmation().model()).isEqualTo(ConfirmationModel.NONE);
        assertThat(p.labels()).containsEntry("DONE", "Обработано");
        assertThat(p.terms().vendor()).isEqualTo("Разработчик");
        assertThat(p.groups().firstLine()).isEqualTo(group);
        assertThat(p.services()).hasSize(6);
        assertThat(p.services().get(0).label().ru()).isEqualTo("помощь в установке " + object);
        assertThat(p.categories().stream().map(c -> c.definition().ru()))
                .containsExactly(
                        "произошедший сбой в системе у одного Пользователя со стороны Заказчика",
                        "сбой, повлекший за собой остановку работы/потерю работоспособности " + object,
                        "запрос на предоставление информации",
                        "запрос на проведение доработок " + object);
        assertThat(p.clarificationArtefacts().get(0).ru()).isEqualTo("журнал событий из компонентов");
    }

    @Test
    @DisplayName("ECRM-2.8-01, ECRM-3.5-01…05: the profile of eCRM")
    void ecrm() throws IOException {
        ProductProfile p = profile("ecrm");
        assertThat(p.confirmation().model()).isEqualTo(ConfirmationModel.CUSTOMER_CONFIRMS_TWICE);
        assertThat(p.confirmation().autoCloseDays()).isNull();
        assertThat(p.customerMayWithdraw()).isTrue();
        assertThat(services(p)).containsExactly("MAINTENANCE", "MODIFICATION", "REWORK", "OPTIMISATION");
        assertThat(p.labels()).containsEntry("COMPLETED", "Завершенный").containsEntry("CLOSED", "закрыт");
        assertThat(p.allGroups()).containsExactly("ecrm-team");
    }

    @Test
    @DisplayName("CIS-A.1…A.4, CIS-B.1…B.3, C-24: all posts of both tables stay apart")
    void cis() throws IOException {
        ProductProfile p = profile("cis");
        assertThat(p.allGroups())
                .containsExactly(
                        "tech-support", "system-admin", "dbms-admin", "appserver-admin", "ais-admin", "db-admin");
        assertThat(p.categories().stream().map(Category::code))
                .containsExactly("INCIDENT", "PROBLEM", "SERVICE", "DEVELOPMENT");
    }

    @ParameterizedTest(name = "[{index}] {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            code: bonus                                | code: Bonus                     | code                          | value is Bonus; allowed: 2 to 16 lower-case letters
            code: bonus                                | code: bonus2                    | code                          | value is bonus2; allowed: the file's name
            code: bonus                                | ``                              | code                          | is missing; allowed: 2 to 16
            name: БонусПлюс                            | name: ' '                       | name                          | is missing; allowed: a value
            fullName: Система «БонусПлюс»              | ``                              | fullName                      | is missing; allowed: a value
            mailbox: bonus@support.example.org         | mailbox: bonus                  | mailbox                       | value is bonus; allowed: an e-mail address
            terms: {vendor: Исполнитель}               | ``                              | terms.vendor                  | is missing; allowed: a value
            firstLine: account-manager                 | firstLine: Account Manager      | groups.firstLine              | value is Account Manager; allowed: lower-case
            closer: account-manager                    | closer: ''                      | groups.closer                 | value is ; allowed: lower-case
            rework-analyst, programmer]                | rework_analyst]                 | groups.specialists            | value is rework_analyst; allowed: lower-case
            rework-analyst, programmer]                | vendor-admin]                   | groups.specialists            | vendor-admin stands twice; allowed: each value once
            [vendor-support, vendor-admin, rework-analyst, programmer] | []              | groups.specialists            | is empty; allowed: at least one entry
            channels: {                                | channels: # {                   | channels                      | is missing; allowed: a value
            request: [EMAIL, PHONE]                    | request: []                     | channels.request              | is empty; allowed: at least one entry
            request: [EMAIL, PHONE]                    | request: [FAX]                  | channels.request              | value is FAX; allowed: one of [EMAIL, PHONE, WEB]
            consultation: [PHONE, EMAIL]               | consultation: [PHONE, PHONE]    | channels.consultation         | PHONE stands twice; allowed: each value once
            mandatory: [description]                   | mandatory: [color]              | fields.mandatory              | value is color; allowed: one of [subject, description
            mandatory: [description]                   | mandatory: []                   | fields.mandatory              | is empty; allowed: at least one entry
            optional: []                               | optional: [color]               | fields.optional               | value is color; allowed: one of [subject, description
            , optional: []                             | ``                              | fields.optional               | is missing; allowed: a list
            clarificationArtefacts: []                 | ``                              | clarificationArtefacts        | is missing; allowed: a list
            clarificationArtefacts: []                 | clarificationArtefacts: [{ru: Журнал}] | clarificationArtefacts[0] | lacks a language; allowed: a text under ru and one under en
            acknowledgement: {                         | acknowledgement: # {            | acknowledgement               | is missing; allowed: a value
            oral: true                                 | oral: perhaps                   | acknowledgement.oral          | value is perhaps; allowed: true or false
            contractRequired: true                     | ``                              | contractRequired              | Cannot map `null` into type `boolean`
            code: SERVICE                              | code: service                   | categories[1].code            | value is service; allowed: upper-case
            code: SERVICE                              | code: INCIDENT                  | categories[1].code            | INCIDENT stands twice; allowed: each code once
            {ru: Инцидент, en: Incident}               | {ru: Инцидент}                  | categories[0].label           | lacks a language; allowed: a text under ru and one under en
            {ru: Обслуживание системы или предоставление информации, | {               | categories[1].definition      | lacks a language; allowed: a text under ru and one under en
            code: MONITORING                           | code: 24H                       | services[2].code              | value is 24H; allowed: upper-case
            en: Elimination of non-critical errors     | en:                             | services[5].label             | lacks a language; allowed: a text under ru and one under en
            defaultPriority: MEDIUM                    | defaultPriority: URGENT         | defaultPriority               | value is URGENT; allowed: one of [LOW, MEDIUM, HIGH]
            defaultPriority: MEDIUM                    | ``                              | defaultPriority               | is missing; allowed: one of [LOW, MEDIUM, HIGH]
            assignmentRequired: [SERVICE,              | assignmentRequired: [STATUS,    | assignmentRequired[0]         | value is STATUS; allowed: one of [SERVICE, CATEGORY
            assignmentRequired: [                      | assignmentRequired: # [         | assignmentRequired            | is missing; allowed: a list of [SERVICE, CATEGORY
            model: MANAGER_CHECK                       | model: MAYBE                    | confirmation.model            | value is MAYBE; allowed: one of [NONE, MANAGER_CHECK
            model: MANAGER_CHECK,                      | ``                              | confirmation.model            | is missing; allowed: one of [NONE, MANAGER_CHECK
            confirmation: {                            | confirmation: # {               | confirmation                  | is missing; allowed: a value
            autoCloseDays: 3                           | autoCloseDays: 0                | confirmation.autoCloseDays    | value is 0; allowed: 1 or more
            model: MANAGER_CHECK                       | model: NONE                     | confirmation.autoCloseDays    | value is 3; allowed: 1 or more, and none for model NONE
            model: MANAGER_CHECK, autoCloseDays: 3     | model: NONE                     | rework.allowed                | value is true; allowed: false for confirmation.model NONE
            rework: {allowed: true, days: 3            | rework: {allowed: true, days: 0 | rework.days                   | value is 0; allowed: 1 or more
            days: 3, followUp                          | days: some, followUp            | rework.days                   | value is some; allowed: int
            rework: {                                  | rework: # {                     | rework                        | is missing; allowed: a value
            reprioritise: [FIRST_LINE, CLOSER, HEAD]   | reprioritize: [HEAD]            | actions.reprioritize          | unknown action; allowed: one of [start, note
            start: [ASSIGNEE]                          | start: []                       | actions.start                 | names nobody; allowed: a list of [FIRST_LINE
            start: [ASSIGNEE]                          | start: [BOSS]                   | actions.start[0]              | value is BOSS; allowed: one of [FIRST_LINE
            start: [ASSIGNEE]                          | handOver: [ASSIGNEE]            | actions.handOver              | cannot be done here; allowed: a group under groups.development
            start: [ASSIGNEE]                          | waitForRelease: [ASSIGNEE]      | actions.waitForRelease        | cannot be done here; allowed: noticeAfterRelease: true
            rescheduleByConsent: true                  | rescheduleByConsent: false      | actions.reschedule            | value is [FIRST_LINE, CLOSER, ASSIGNEE, HEAD]; allowed: FIRST_LINE, CLOSER and HEAD, unless
            autoCloseDays: 3, merge: false             | autoCloseDays: 3, merge: true   | confirmation.merge            | value is true; allowed: false unless
            queue: true                                | ``                              | queue                         | Cannot map `null` into type `boolean`
            closer: account-manager                    | closer: account-manager\\n  development: testers | groups.development | value is testers; allowed: one of [vendor-support
            reminders: {                               | reminders: # {                  | reminders                     | is missing; allowed: a value
            reminders: {afterDays: 2, count: 1         | reminders: {afterDays: 0, count: 1 | reminders.afterDays        | value is 0; allowed: 1 or more
            reminders: {afterDays: 2, count: 1         | reminders: {afterDays: 2, count: 99 | reminders.count           | value is 99; allowed: 0 to 20
            then: ASK                                  | then: WAIT                      | reminders.then                | value is WAIT; allowed: one of [CLOSE, KEEP, ASK]
            DONE: Выполнено                            | FINISHED: Выполнено             | labels.DONE                   | is missing; allowed: a value
            DONE: Выполнено                            | DONE: Выполнено\\n  FINISHED: Х | labels.FINISHED               | unknown state; allowed: one of [REGISTERED
            REJECTED: Отклонен                         | # REJECTED: Отклонен            | marks.REJECTED                | is missing; allowed: a value
            REFUSED: В консультации отказано           | # REFUSED                       | marks.REFUSED                 | is missing; allowed: a value
            REFUSED: В                                 | LOST: В                         | marks                         | value is LOST; allowed: one of [REJECTED, REFUSED, WITHDRAWN]
            regulationYear: 2021                       | regulationYear: 2021\\ncolour: red | colour                     | unknown key; allowed: one of [
            regulationYear: 2021                       | code: otk                       | (whole file)                  | is not valid YAML: Duplicate field 'code'
            intake: 24x7                               | intake: 9x5                     | intake                        | value is 9x5; allowed: 24x7, or no such key
            value: <phone>                             | value: ''                       | regulation.contacts[0].value  | is missing; allowed: a value
            meaning: {ru: Система «БонусПлюс», en      | meaning: {en                    | regulation.glossary[0].meaning | lacks a language; allowed: a text under ru and one under en
            group: programmer                          | group: painter                  | regulation.roles[5].group     | value is painter; allowed: one of [account-manager
            regulationYear: 2021                       | '{'                             | (whole file)                  | is not valid YAML
            """)
    @DisplayName("requirements 7.2: a broken rule is named with file, key and what is allowed")
    void a_broken_rule_is_named(String line, String broken, String key, String message) throws IOException {
        String yaml = Files.readString(FOLDER.resolve("bonus.yaml"));
        assertThat(yaml).contains(line);
        String changed = yaml.replace(line, broken.replace("\\n", "\n"));

        assertThatThrownBy(() -> parse("bonus", changed))
                .isInstanceOf(InvalidProfile.class)
                .hasMessageStartingWith("processes/profiles/bonus.yaml: " + key + ": ")
                .hasMessageContaining(message)
                .hasMessageContaining("; allowed: ");
    }

    @Test
    void an_empty_file_is_refused() {
        assertThatThrownBy(() -> parse("bonus", "# nothing\n"))
                .isInstanceOf(InvalidProfile.class)
                .hasMessageStartingWith("processes/profiles/bonus.yaml: (whole file): ");
    }

    private static List<String> services(ProductProfile p) {
        return p.services().stream().map(Service::code).toList();
    }

    private static ProductProfile profile(String code) throws IOException {
        return parse(code, Files.readString(FOLDER.resolve(code + ".yaml")));
    }

    private static ProductProfile parse(String code, String yaml) {
        return ProductProfiles.parse("processes/profiles/" + code + ".yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }
}
