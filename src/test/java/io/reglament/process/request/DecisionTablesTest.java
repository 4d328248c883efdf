package io.reglament.process.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every decision table: form, annotations, codes, and that no row is dead. */
class DecisionTablesTest {

    private static final Pattern REQUIREMENT = Pattern.compile(
            "\\b(BONUS-\\d|OTK-\\d|MEET-\\d|ECRM-\\d|CIS-[AB]|C-\\d\\d|P-\\d|RT-\\d|S-\\d\\d)|^otherwise\\b");
    private static final Set<String> TOPICS = Set.of(
            "CUSTOMER_WORKPLACE",
            "VENDOR_WORKPLACE",
            "INFRASTRUCTURE",
            "CRITICAL_ERROR",
            "USER_RIGHTS",
            "REWORK",
            "NEW_FUNCTION",
            "CODE_CHANGE",
            "PROPOSAL",
            "SERVER",
            "QUESTION",
            "OTHER");
    private static final Set<String> LEVELS = Set.of("LOW", "MEDIUM", "HIGH");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request-category",
                "request-priority",
                "request-routing",
                "reply-intent",
                "mail-disposition",
                "notification-rules",
                "service-nature",
                "workplace-responsibility",
                "close-policy"
            })
    void a_table_is_complete_and_explains_each_row(String table) {
        DmnModelInstance model = model(table);
        assertThat(decision(model, table).getName()).isNotBlank();
        for (Decision decision : model.getModelElementsByType(Decision.class)) {
            assertThat(decision.getVersionTag()).isEqualTo("0.1.0");
            assertThat(decision.getCamundaHistoryTimeToLiveString()).isEqualTo("P180D");
        }
        for (Input input : model.getModelElementsByType(Input.class)) {
            assertThat(input.getLabel()).isNotBlank();
            assertThat(input.getInputExpression().getTypeRef()).isNotBlank();
        }
        for (Output output : model.getModelElementsByType(Output.class)) {
            assertThat(output.getLabel()).isNotBlank();
            assertThat(output.getName()).isNotBlank();
            assertThat(output.getTypeRef()).isNotBlank();
        }
        for (DecisionTable decisionTable : model.getModelElementsByType(DecisionTable.class)) {
            List<Rule> rules = List.copyOf(decisionTable.getRules());
            for (Rule rule : rules) {
                assertThat(rule.getDescription()).as(rule.getId()).isNotNull();
                assertThat(rule.getDescription().getTextContent())
                        .as(rule.getId())
                        .containsPattern(REQUIREMENT);
            }
            assertThat(rules.get(rules.size() - 1).getDescription().getTextContent())
                    .startsWith("otherwise");
        }
    }

    @Test
    void hit_policies_are_as_agreed() {
        Map.of(
                        "request-category", HitPolicy.FIRST,
                        "request-priority", HitPolicy.UNIQUE,
                        "request-routing", HitPolicy.FIRST,
                        "reply-intent", HitPolicy.FIRST,
                        "mail-disposition", HitPolicy.FIRST,
                        "notification-rules", HitPolicy.UNIQUE,
                        "service-nature", HitPolicy.UNIQUE,
                        "workplace-responsibility", HitPolicy.FIRST,
                        "close-policy", HitPolicy.FIRST)
                .forEach((table, policy) ->
                        assertThat(table(table, table).getHitPolicy()).as(table).isEqualTo(policy));
    }

    @ParameterizedTest
    @MethodSource("tests")
    @DisplayName("every row of every table applies to at least one case of the tests: no row is dead, none is untested")
    void every_row_applies_once(String table, Stream<Arguments> cases, Consumer<Object[]> evaluate) {
        Set<String> rules = new TreeSet<>();
        model(table).getModelElementsByType(Rule.class).forEach(rule -> rules.add(rule.getId()));

        cases.forEach(row -> rules.removeAll(Tables.fired(() -> evaluate.accept(row.get()))));

        assertThat(rules).as("rows of %s that no case reaches", table).isEmpty();
    }

    static Stream<Arguments> tests() {
        return Stream.of(
                test(
                        "request-category",
                        RequestCategoryTest.rows(),
                        row -> RequestCategoryTest.propose((String) row[0], (String) row[1])),
                test(
                        "request-priority",
                        RequestPriorityTest.rows(),
                        row -> RequestPriorityTest.priority((String) row[1], (String) row[2], (String) row[3], "LOW")),
                test(
                        "request-routing",
                        RequestRoutingTest.rows(),
                        row -> RequestRoutingTest.route(
                                (String) row[1], (String) row[2], (Boolean) row[3], (String) row[4], (String) row[5])),
                test("reply-intent", ReplyIntentTest.rows(), row -> ReplyIntentTest.read((String) row[1])),
                test("mail-disposition", MailDispositionTest.rows(), row -> MailDispositionTest.place((Set<?>) row[2])),
                test(
                        "notification-rules",
                        NotificationRulesTest.rows(),
                        row -> NotificationRulesTest.decide((String) row[2], (String) row[3], (Boolean) row[4])),
                test(
                        "service-nature",
                        RulingTablesTest.natures(),
                        row -> RulingTablesTest.nature(
                                (String) row[2],
                                (String) row[3],
                                (String) row[4],
                                (String) row[5],
                                (String) row[6],
                                (String) row[7])),
                test(
                        "workplace-responsibility",
                        RulingTablesTest.workplaces(),
                        row -> RulingTablesTest.workplace((String) row[2], (String) row[3], (String) row[4])),
                test(
                        "close-policy",
                        RulingTablesTest.closings(),
                        row -> RulingTablesTest.closing(
                                (String) row[3], (String) row[4], (String) row[5], (Integer) row[6])));
    }

    private static Arguments test(String table, Stream<Arguments> cases, Consumer<Object[]> evaluate) {
        return Arguments.of(table, cases, evaluate);
    }

    @Test
    @DisplayName("S-11, S-10: each proposal's category, service and criticality exist in the product's profile")
    void proposals_exist_in_the_profiles() throws IOException {
        for (Rule rule : table("request-category").getRules()) {
            List<String> outputs = texts(rule.getOutputEntries());
            for (String product : products(rule)) {
                JsonNode profile = profile(product);
                assertThat(codes(profile.get("categories"))).as(rule.getId()).contains(outputs.get(0));
                assertThat(codes(profile.get("services"))).as(rule.getId()).contains(outputs.get(1));
            }
            assertThat(TOPICS).as(rule.getId()).contains(outputs.get(2));
            assertThat(LEVELS).as(rule.getId()).contains(outputs.get(3));
        }
    }

    @Test
    @DisplayName(
            "C-52: each group belongs to the product's profile; topics, services and categories in conditions exist")
    void conditions_and_groups_exist_in_the_profiles() throws IOException {
        for (Rule rule : table("request-routing").getRules()) {
            List<String> inputs = texts(rule.getInputEntries());
            List<String> outputs = texts(rule.getOutputEntries());
            for (String product : products(rule)) {
                assertThat(groups(profile(product))).as(rule.getId()).contains(outputs.get(0));
            }
            assertThat(Set.of("ALLOWED", "FORBIDDEN", "CUSTOMER", "AT_ONCE")).contains(outputs.get(1));
            assertThat(TOPICS).as(rule.getId()).containsAll(strings(inputs.get(3)));
            assertThat(LEVELS).as(rule.getId()).containsAll(strings(inputs.get(4)));
        }
        for (Rule rule : table("request-priority").getRules()) {
            List<String> inputs = texts(rule.getInputEntries());
            for (String product : products(rule)) {
                assertThat(codes(profile(product).get("services"))).containsAll(strings(inputs.get(1)));
                assertThat(codes(profile(product).get("categories"))).containsAll(strings(inputs.get(2)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"request-category, request-signs, 1", "reply-intent, reply-signs, 0"})
    @DisplayName("every sign that a table asks for is set by a row, none is set in vain, none is part of another")
    void signs_are_set_and_asked_for(String file, String signs, int firstColumn) {
        Set<String> set = new HashSet<>();
        table(file, signs).getRules().forEach(rule -> set.addAll(texts(rule.getOutputEntries())));
        Set<String> asked = new HashSet<>(Set.of("ANY"));
        for (Rule rule : table(file).getRules()) {
            asked.addAll(strings(texts(rule.getInputEntries()).get(firstColumn)));
            asked.addAll(strings(texts(rule.getInputEntries()).get(firstColumn + 1)));
        }
        assertThat(asked).isEqualTo(set);
        for (String sign : set) {
            assertThat(set).noneMatch(other -> !other.equals(sign) && other.contains(sign));
        }
    }

    private static DmnModelInstance model(String table) {
        return Dmn.readModelFromFile(Tables.FOLDER.resolve(table + ".dmn").toFile());
    }

    private static Decision decision(DmnModelInstance model, String id) {
        return model.getModelElementById(id);
    }

    private static DecisionTable table(String id) {
        return table(id, id);
    }

    private static DecisionTable table(String file, String id) {
        return (DecisionTable) decision(model(file), id).getExpression();
    }

    private static List<String> products(Rule rule) {
        String cell = texts(rule.getInputEntries()).get(0);
        return cell.startsWith("not(") ? List.of() : List.copyOf(strings(cell));
    }

    /** @return the cells' texts, a string literal without its quotes where the cell is nothing else */
    private static List<String> texts(Collection<? extends org.camunda.bpm.model.dmn.instance.DmnElement> entries) {
        return entries.stream()
                .map(entry -> entry.getTextContent().trim())
                .map(text -> entries.iterator().next() instanceof OutputEntry ? text.replace("\"", "") : text)
                .toList();
    }

    /** @return the string literals of a cell */
    private static Set<String> strings(String cell) {
        Set<String> found = new HashSet<>();
        Pattern.compile("\"([^\"]*)\"").matcher(cell).results().forEach(match -> found.add(match.group(1)));
        return found;
    }

    private static JsonNode profile(String product) throws IOException {
        return new YAMLMapper().readTree(Files.readString(Path.of("processes/profiles", product + ".yaml")));
    }

    private static Set<String> codes(JsonNode list) {
        Set<String> codes = new HashSet<>();
        list.forEach(item -> codes.add(item.get("code").asText()));
        return codes;
    }

    private static Set<String> groups(JsonNode profile) {
        JsonNode groups = profile.get("groups");
        Set<String> all = new HashSet<>();
        all.add(groups.get("firstLine").asText());
        all.add(groups.get("closer").asText());
        groups.get("specialists").forEach(group -> all.add(group.asText()));
        return all;
    }
}
