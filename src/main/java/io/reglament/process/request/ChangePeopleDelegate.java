package io.reglament.process.request;

import io.reglament.crm.Customers;
import io.reglament.request.Act;
import io.reglament.request.RequestPeople;
import io.reglament.request.RequestView;
import io.reglament.request.Requests;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Hands a running request to somebody else, or to the right customer (CIS-A.1-02). */
@Component
class ChangePeopleDelegate implements JavaDelegate {

    private final RequestPeople people;
    private final Requests requests;
    private final Customers customers;
    private final OpenTasks tasks;

    ChangePeopleDelegate(RequestPeople people, Requests requests, Customers customers, OpenTasks tasks) {
        this.people = people;
        this.requests = requests;
        this.customers = customers;
        this.tasks = tasks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Step step = Step.of(execution);
        Act act = step.act();
        String assignee = step.text(Variables.NEW_ASSIGNEE);
        switch (PeopleChange.valueOf(step.text(Variables.PEOPLE_CHANGE))) {
            case REASSIGN -> people.reassign(step.requestId(), assignee, step.text(Variables.NEW_GROUP), act);
            case DELEGATE -> people.delegate(step.requestId(), assignee, act);
            case GIVE_BACK -> people.giveBack(step.requestId(), act);
            case CUSTOMER -> {
                people.correctCustomer(
                        step.requestId(), customers.contact((Long) execution.getVariable(Variables.NEW_CONTACT)), act);
                return;
            }
        }
        RequestView now = requests.get(step.requestId());
        step.set(Variables.ASSIGNEE, now.assignee());
        step.set(Variables.CANDIDATE_GROUP, now.assignedGroup());
        tasks.hand(now.number(), now.assignee(), now.assignedGroup());
    }
}
