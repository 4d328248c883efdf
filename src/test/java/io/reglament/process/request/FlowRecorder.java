package io.reglament.process.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.springframework.stereotype.Component;

/** Records which sequence flows were taken, for the tests that have to walk all of them. */
@Component
public class FlowRecorder extends AbstractProcessEnginePlugin {

    private static final Set<String> TAKEN = ConcurrentHashMap.newKeySet();

    /** Forgets what earlier test classes walked. */
    public static void start() {
        TAKEN.clear();
    }

    /** @return flows of the model that nobody took since {@link #start} */
    public static List<String> notTaken(String model) {
        return flows(model).filter(id -> !TAKEN.contains(id)).sorted().toList();
    }

    /** @return share of the model's flows that were taken, 0 to 1; each flow node has at least one of its own */
    public static double share(String model) {
        return 1.0 - (double) notTaken(model).size() / flows(model).count();
    }

    private static Stream<String> flows(String model) {
        return Bpmn.readModelFromStream(FlowRecorder.class.getResourceAsStream("/" + model))
                .getModelElementsByType(SequenceFlow.class)
                .stream()
                // The engine goes from an event-based gateway to its event without taking the flow between them.
                .filter(flow -> !(flow.getSource() instanceof EventBasedGateway))
                .map(SequenceFlow::getId);
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<BpmnParseListener> listeners = new ArrayList<>();
        if (engine.getCustomPostBPMNParseListeners() != null) {
            listeners.addAll(engine.getCustomPostBPMNParseListeners());
        }
        listeners.add(new AbstractBpmnParseListener() {
            @Override
            public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl flow) {
                String id = element.attribute("id");
                flow.addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener) execution -> TAKEN.add(id));
            }
        });
        engine.setCustomPostBPMNParseListeners(listeners);
    }
}
