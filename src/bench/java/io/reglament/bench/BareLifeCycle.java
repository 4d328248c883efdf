package io.reglament.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;

/**
 * The same model and decision tables on an engine without us: no Spring, no tenants, no authorisations, and delegates and
 * listeners that do nothing. What delegates would have found out is handed over as variables.
 */
final class BareLifeCycle implements LifeCycle, AutoCloseable {

    private static final Pattern BEAN = Pattern.compile("elegateExpression=\"\\$\\{(\\w+)}\"");
    private static final Path MODELS = Path.of("processes", "request");

    private final ProcessEngine engine;
    private final AtomicLong numbers = new AtomicLong();

    BareLifeCycle(DataSource ownDatabase) {
        ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl)
                ProcessEngineConfiguration.createStandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("bare");
        configuration.setDataSource(ownDatabase);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        configuration.setJobExecutorActivate(false);
        configuration.setMetricsEnabled(false);
        configuration.setTaskMetricsEnabled(false);
        configuration.setCmmnEnabled(false);
        configuration.setStandaloneTasksEnabled(false);
        configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
        configuration.setFailedJobRetryTimeCycle("PT1M,PT5M,PT30M,PT2H,PT6H");
        configuration.setBeans(idleBeans());
        engine = configuration.buildProcessEngine();
        deploy();
    }

    @Override
    public String name() {
        return "bare engine";
    }

    @Override
    public void runOne() {
        long id = numbers.incrementAndGet();
        ProcessInstance instance = engine.getRuntimeService()
                .startProcessInstanceByKey("request-lifecycle", "BARE-2026-%06d".formatted(id), found(id));
        complete(instance, "Task_ClassifyRequest", SampleRequest.assignment());
        complete(instance, "Task_ProcessRequest", SampleRequest.solution());
        complete(instance, "Task_VerifySolution", SampleRequest.acceptance());
        engine.getRuntimeService()
                .createMessageCorrelation("request.customerConfirmed")
                .processInstanceId(instance.getId())
                .correlate();
        if (engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance.getId())
                        .count()
                != 0) {
            throw new IllegalStateException(instance.getBusinessKey() + " has not ended");
        }
    }

    @Override
    public void close() {
        engine.close();
    }

    private void complete(ProcessInstance instance, String taskDefinitionKey, Map<String, Object> fields) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(instance.getBusinessKey())
                .taskDefinitionKey(taskDefinitionKey)
                .singleResult();
        engine.getTaskService().complete(task.getId(), fields);
    }

    private static Map<String, Object> found(long id) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("requestId", id);
        variables.put("product", SampleRequest.PRODUCT);
        variables.put("requestText", Variables.stringValue(SampleRequest.TEXT.toLowerCase(), true));
        variables.put("configuredPriority", "MEDIUM");
        variables.put("confirmationModel", "MANAGER_CHECK");
        variables.put("confirmationStep", "SECOND");
        variables.put("routingStage", "INTAKE");
        variables.put("answeredByArticle", false);
        variables.put("remindersThen", "ASK");
        variables.put("supportGroup", null);
        variables.put("takenBack", false);
        variables.put("byRepresentative", false);
        variables.put("autoCloseAt", Date.from(Instant.now().plus(3, ChronoUnit.DAYS)));
        return variables;
    }

    private void deploy() {
        DeploymentBuilder deployment =
                engine.getRepositoryService().createDeployment().name("benchmark");
        for (Path file : models()) {
            deployment.addString(file.toString().replace('\\', '/'), read(file));
        }
        deployment.deploy();
    }

    private static List<Path> models() {
        try (Stream<Path> files = Stream.concat(Files.list(MODELS), Files.list(Path.of("forms")))) {
            return files.filter(file -> file.toString().matches(".*\\.(bpmn|dmn|form)"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Object, Object> idleBeans() {
        Map<Object, Object> beans = new HashMap<>();
        Matcher names = BEAN.matcher(models().stream()
                .filter(file -> file.toString().endsWith(".bpmn"))
                .map(BareLifeCycle::read)
                .collect(Collectors.joining()));
        while (names.find()) {
            beans.put(names.group(1), new Idle());
        }
        beans.put("requestTasks", new FixedAnswers());
        return beans;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Idle implements JavaDelegate, TaskListener {

        @Override
        public void execute(DelegateExecution execution) {}

        @Override
        public void notify(DelegateTask task) {}
    }

    /** What the model asks by expression. */
    public static final class FixedAnswers {
        public String firstLine(String product) {
            return "account-manager";
        }

        public String closer(String product) {
            return "account-manager";
        }

        public int rank(String priority) {
            return 50;
        }

        public Date dateOrNever(Date date) {
            return date;
        }

        public boolean firstLineBusy(String product) {
            return false;
        }

        public boolean isLastConfirmation(String confirmationStep, String product, Boolean byRepresentative) {
            return "SECOND".equals(confirmationStep);
        }

        public boolean asksRepresentative(Long requestId) {
            return false;
        }

        public String reminders(String product) {
            return "R1/P2D";
        }

        public Date patienceEnds(String product) {
            return Date.from(Instant.now().plus(4, ChronoUnit.DAYS));
        }

        public boolean hasRepresentative(Long requestId) {
            return true;
        }

        public String intent(String outcome) {
            return outcome;
        }
    }
}
