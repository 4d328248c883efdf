package io.reglament.process.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.CacheFactory;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.repository.DecisionDefinition;

/**
 * The engine's deployment cache, which also knows which version of a decision table is meant: the engine itself asks the
 * database at each evaluation, a dozen times a request. A version bound by deployment never changes. The newest version
 * is looked up again after a second, so that a table that another node has deployed holds here as well.
 */
final class KnownTables extends DeploymentCache {

    private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();

    private record Name(String key, String tenant) {}

    private record Bound(String deployment, String key) {}

    private record Newest(String id, long foundAt) {}

    private final Map<Name, Newest> newest = new ConcurrentHashMap<>();
    private final Map<Bound, String> bound = new ConcurrentHashMap<>();
    /** Replaced at each deployment: what was looked up before it is not kept after it. */
    private volatile Object state = new Object();

    KnownTables(CacheFactory factory, int capacity) {
        super(factory, capacity);
    }

    @Override
    public DecisionDefinition findDeployedLatestDecisionDefinitionByKeyAndTenantId(String key, String tenant) {
        Name name = new Name(key, Objects.requireNonNullElse(tenant, ""));
        Newest known = newest.get(name);
        if (known != null && System.nanoTime() - known.foundAt() < LONGEST_NANOS) {
            DecisionDefinition definition = findDecisionDefinitionFromCache(known.id());
            if (definition != null) {
                return definition;
            }
        }
        Object before = state;
        long now = System.nanoTime();
        DecisionDefinition found = super.findDeployedLatestDecisionDefinitionByKeyAndTenantId(key, tenant);
        newest.put(name, new Newest(found.getId(), now));
        forgetUnless(before);
        return found;
    }

    @Override
    public DecisionDefinition findDeployedDecisionDefinitionByDeploymentAndKey(String deployment, String key) {
        Bound binding = new Bound(deployment, key);
        String known = bound.get(binding);
        DecisionDefinition definition = known == null ? null : findDecisionDefinitionFromCache(known);
        if (definition != null) {
            return definition;
        }
        Object before = state;
        DecisionDefinition found = super.findDeployedDecisionDefinitionByDeploymentAndKey(deployment, key);
        bound.put(binding, found.getId());
        forgetUnless(before);
        return found;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        super.deploy(deployment);
        changed();
    }

    @Override
    public void removeDeployment(String deployment) {
        super.removeDeployment(deployment);
        changed();
    }

    @Override
    public void discardDecisionDefinitionCache() {
        super.discardDecisionDefinitionCache();
        forget();
    }

    /** At once for this transaction, and once more when the others can see it. */
    private void changed() {
        forget();
        Context.getCommandContext()
                .getTransactionContext()
                .addTransactionListener(TransactionState.COMMITTED, context -> forget());
    }

    private void forget() {
        state = new Object();
        newest.clear();
        bound.clear();
    }

    private void forgetUnless(Object before) {
        if (state != before) {
            forget();
        }
    }
}
