package io.reglament.process.engine;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deploys the bundled models, all in one deployment, when they changed; never silently over a model that somebody
 * deployed later (design.md section 8).
 */
@Service
public class ModelDeployment implements SmartLifecycle {

    /** Name of our deployments in the engine. */
    static final String NAME = "Reglament";

    /** Before it stands in the deployment's {@code source}, the hash of its files after it. */
    static final String SOURCE = "reglament:";

    private static final Logger LOG = LoggerFactory.getLogger(ModelDeployment.class);

    private final ProcessEngine engine;
    private final EngineMessages messages;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final boolean supersede;
    private final String name;
    private volatile ModelState state = ModelState.NONE;

    @Autowired
    ModelDeployment(
            ProcessEngine engine,
            EngineMessages messages,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            @Value("${reglament.models.supersede:false}") boolean supersede) {
        this(engine, messages, transaction, jdbc, supersede, NAME);
    }

    /** @param name of our deployments; the models of another name are somebody else's */
    ModelDeployment(
            ProcessEngine engine,
            EngineMessages messages,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            boolean supersede,
            String name) {
        this.engine = engine;
        this.messages = messages;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.supersede = supersede;
        this.name = name;
    }

    /** What {@link #deployFolder} did. */
    public enum Outcome {
        DEPLOYED,
        UNCHANGED
    }

    /** Models that cannot go live; what was live before stays. The message says what is wrong, for an analyst. */
    public static class FaultyModels extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FaultyModels(RuntimeException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Deploys the bundled models if they changed; before anything that may start an instance. */
    @Override
    public void start() {
        deployBundle(ModelFiles.ofClassPath(ModelDeployment.class.getClassLoader(), messages.language()), supersede);
    }

    /**
     * Deploys the models and forms of a folder, all or none of them.
     *
     * @param root folder that holds {@code processes} and {@code forms}, as a checkout does
     * @throws FaultyModels if one of the files, or a reference between them, is faulty
     */
    public Outcome deployFolder(Path root) {
        try {
            ModelFiles files = ModelFiles.ofFolder(root, messages.language()).in(messages.language());
            Outcome outcome = transaction.execute(status -> {
                lock();
                Optional<Deployment> ours = latestOfOurs();
                if (isSame(ours, files) && laterModels(files, ours).isEmpty()) {
                    return Outcome.UNCHANGED;
                }
                deploy(files);
                return Outcome.DEPLOYED;
            });
            state = ModelState.LIVE;
            return outcome;
        } catch (ProcessEngineException | IllegalArgumentException | FormTranslation.MissingText e) {
            throw new FaultyModels(e);
        }
    }

    ModelState deployBundle(ModelFiles bundle, boolean overLaterModels) {
        ModelFiles files = bundle.in(messages.language());
        state = files.isEmpty()
                ? ModelState.NONE
                : transaction.execute(status -> {
                    lock();
                    Optional<Deployment> ours = latestOfOurs();
                    SortedSet<String> later = laterModels(files, ours);
                    if (isSame(ours, files)) {
                        return new ModelState(true, true, List.copyOf(later));
                    }
                    if (!later.isEmpty() && !overLaterModels) {
                        LOG.warn(messages.text("models.kept", String.join(", ", later)));
                        return new ModelState(true, false, List.copyOf(later));
                    }
                    deploy(files);
                    LOG.info("Deployed {} models and forms", files.byName().size());
                    return ModelState.LIVE;
                });
        return state;
    }

    /**
     * @return models whose live version is neither ours, nor what these files hold, nor what our last deployment held:
     *     somebody changed them outside of the release
     */
    private SortedSet<String> laterModels(ModelFiles files, Optional<Deployment> ours) {
        SortedSet<String> later = new TreeSet<>();
        files.byName().forEach((file, bytes) -> {
            try {
                for (ModelKey key : ModelContent.read(file, bytes).defines()) {
                    live(key)
                            .filter(live -> differs(live, bytes, file, ours))
                            .ifPresent(live -> later.add(messages.text(
                                    "models.later",
                                    key.toString(),
                                    live.version(),
                                    String.valueOf(live.deploymentName()))));
                }
            } catch (ModelContent.Unreadable e) {
                throw new IllegalArgumentException(messages.text("unreadable", file, e.getMessage()), e);
            }
        });
        return later;
    }

    private boolean differs(LiveModels.Live live, byte[] bytes, String file, Optional<Deployment> ours) {
        boolean foreign = !name.equals(live.deploymentName())
                || live.source() == null
                || !live.source().startsWith(SOURCE);
        return foreign
                && !Arrays.equals(live.bytes(), bytes)
                && ours.map(deployment -> !Arrays.equals(live.bytes(), ourBytes(deployment, file)))
                        .orElse(true);
    }

    private byte[] ourBytes(Deployment ours, String file) {
        return engine.getRepositoryService().getDeploymentResources(ours.getId()).stream()
                .filter(resource -> resource.getName().equals(file))
                .map(Resource::getBytes)
                .findFirst()
                .orElse(null);
    }

    private Optional<LiveModels.Live> live(ModelKey key) {
        CommandExecutor commands = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired();
        return commands.execute(context -> LiveModels.find(context, key));
    }

    private Optional<Deployment> latestOfOurs() {
        return engine
                .getRepositoryService()
                .createDeploymentQuery()
                .deploymentName(name)
                .orderByDeploymentTime()
                .desc()
                .listPage(0, 100)
                .stream()
                .filter(deployment ->
                        deployment.getSource() != null && deployment.getSource().startsWith(SOURCE))
                .findFirst();
    }

    private static boolean isSame(Optional<Deployment> ours, ModelFiles files) {
        return ours.filter(deployment -> deployment.getSource().equals(SOURCE + files.hash()))
                .isPresent();
    }

    private void deploy(ModelFiles files) {
        RepositoryService repository = engine.getRepositoryService();
        DeploymentBuilder builder = repository.createDeployment().name(name).source(SOURCE + files.hash());
        files.byName().forEach((file, bytes) -> builder.addInputStream(file, new ByteArrayInputStream(bytes)));
        builder.deploy();
    }

    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(StartLocks.MODELS)
                .query((rs, i) -> "")
                .list();
    }

    ModelState state() {
        return state;
    }

    @Override
    public void stop() {
        state = ModelState.NONE;
    }

    @Override
    public boolean isRunning() {
        return state != ModelState.NONE;
    }

    /** Before the web server, mail and jobs, which all start in later phases. */
    @Override
    public int getPhase() {
        return 0;
    }
}
