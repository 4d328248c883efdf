package io.reglament.process.engine;

import java.util.function.Predicate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderCaseInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderHistoricDecisionInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderProcessInstanceContext;

/**
 * Makes products the engine's tenants: definitions are shared, each instance belongs to the product in its variable
 * {@code product}. An instance without a tenant would be visible to everybody, so it is refused.
 */
final class ProductTenants implements TenantIdProvider {

    static final String PRODUCT = "product";

    private final Predicate<String> known;

    ProductTenants(Predicate<String> known) {
        this.known = known;
    }

    /** @throws NotValidException if the instance names no product or an unknown one */
    @Override
    public String provideTenantIdForProcessInstance(TenantIdProviderProcessInstanceContext context) {
        DelegateExecution caller = context.getSuperExecution();
        Object product = caller == null ? context.getVariables().get(PRODUCT) : caller.getTenantId();
        if (!(product instanceof String code) || !known.test(code)) {
            throw new NotValidException("A process instance of "
                    + context.getProcessDefinition().getKey()
                    + " needs the variable product with the code of a product; it has "
                    + product);
        }
        return code;
    }

    /** @throws NotValidException always: cases are switched off */
    @Override
    public String provideTenantIdForCaseInstance(TenantIdProviderCaseInstanceContext context) {
        throw new NotValidException("Case instances are not used here");
    }

    /**
     * @return the tenant of the process instance that decides; null for a decision outside of any process, which the
     *     engine evaluates without telling us its variables: these decide about mail before it belongs to a product
     */
    @Override
    public String provideTenantIdForHistoricDecisionInstance(TenantIdProviderHistoricDecisionInstanceContext context) {
        DelegateExecution execution = context.getExecution();
        return execution == null ? null : execution.getTenantId();
    }
}
