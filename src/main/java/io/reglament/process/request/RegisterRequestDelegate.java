package io.reglament.process.request;

import io.reglament.crm.ContractState;
import io.reglament.crm.Customers;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfile.Level;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.ContractNotices;
import io.reglament.request.Archive;
import io.reglament.request.ExternalCards;
import io.reglament.request.NewRequest.Channel;
import io.reglament.request.RequestView;
import io.reglament.request.RequestWork;
import io.reglament.request.Requests;
import io.reglament.request.Suspensions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Reads what the product's profile and the customer's contract set for this request (C-02, P-10), and tells the account
 * managers where that contract has expired. Orders the card in the external tracker where one is wanted (ECRM-3.4-01).
 */
@Component
class RegisterRequestDelegate implements JavaDelegate {

    private final Requests requests;
    private final ProductProfiles profiles;
    private final Customers customers;
    private final Suspensions suspensions;
    private final RequestWork work;
    private final ContractNotices notices;
    private final ExternalCards cards;
    private final ExternalCardOrders cardOrders;

    RegisterRequestDelegate(
            Requests requests,
            ProductProfiles profiles,
            Customers customers,
            Suspensions suspensions,
            RequestWork work,
            ContractNotices notices,
            ExternalCards cards,
            ExternalCardOrders cardOrders) {
        this.suspensions = suspensions;
        this.work = work;
        this.requests = requests;
        this.profiles = profiles;
        this.customers = customers;
        this.notices = notices;
        this.cards = cards;
        this.cardOrders = cardOrders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        RequestView request = requests.get(step.requestId());
        ProductProfile profile = profiles.get(step.product());
        Level configured =
                customers.contractPriority(request.customerId(), step.product()).orElse(profile.defaultPriority());
        customers
                .contract(request.customerId(), step.product(), request.registeredAt())
                .filter(ContractState::expired)
                .ifPresent(contract -> notices.expired(request.id(), contract, step.cause()));
        step.set(Variables.CONFIRMATION_MODEL, profile.confirmation().model().name());
        step.set(Variables.CONFIGURED_PRIORITY, configured == null ? null : configured.name());
        step.set(Variables.ROUTING_STAGE, request.channel().equals(Channel.MONITORING.name()) ? "SIGNAL" : "INTAKE");
        step.set(Variables.ANSWERED_BY_ARTICLE, false);
        step.set(Variables.ASSIGNEE, null);
        step.set(Variables.DUE_AT, null);
        step.set(Variables.COMPLEXITY, null);
        step.set(Variables.SUPPORT_GROUP, null);
        step.set(Variables.BY_REPRESENTATIVE, false);
        if (cards.isWanted(step.product())) {
            cardOrders.order(request);
        }
        // Force majeure of the customer's whole contract covers what comes meanwhile (BONUS-10.5-02).
        suspensions
                .current(step.requestId())
                .ifPresent(period -> work.suspend(step.requestId(), period.from(), Archive.SYSTEM, step.cause()));
    }
}
