package io.reglament.process.engine;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Small models for tests of the engine's set-up; each call of {@link #key()} is a name of its own. */
final class SampleModels {

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="Definitions_1" targetNamespace="test">
              <bpmn:error id="Error_Lost" errorCode="lost" />
              <bpmn:process id="%s" name="%s" isExecutable="true" camunda:historyTimeToLive="P1D">
                <bpmn:startEvent id="StartEvent_Asked"><bpmn:outgoing>Flow_1</bpmn:outgoing></bpmn:startEvent>
                <bpmn:sequenceFlow id="Flow_1" sourceRef="StartEvent_Asked" targetRef="%s" />
            """;
    private static final String TAIL = """
              </bpmn:process>
            </bpmn:definitions>
            """;

    private SampleModels() {}

    static String key() {
        return "sample-" + UUID.randomUUID();
    }

    /** A process of one user task. */
    static String userTask(String key, String name, String taskAttributes) {
        return HEAD.formatted(key, name, "Task_Answer") + """
                    <bpmn:userTask id="Task_Answer" name="Answer" camunda:candidateGroups="account-manager" %s>
                      <bpmn:incoming>Flow_1</bpmn:incoming><bpmn:outgoing>Flow_2</bpmn:outgoing>
                    </bpmn:userTask>
                    <bpmn:sequenceFlow id="Flow_2" sourceRef="Task_Answer" targetRef="EndEvent_Answered" />
                    <bpmn:endEvent id="EndEvent_Answered"><bpmn:incoming>Flow_2</bpmn:incoming></bpmn:endEvent>
                """.formatted(taskAttributes) + TAIL;
    }

    /** A process of one service task. */
    static String serviceTask(String key, String taskAttributes) {
        return HEAD.formatted(key, key, "Task_Serve") + """
                    <bpmn:serviceTask id="Task_Serve" name="Serve" %s>
                      <bpmn:incoming>Flow_1</bpmn:incoming>
                    </bpmn:serviceTask>
                """.formatted(taskAttributes) + TAIL;
    }

    /** A process that throws, in a job, a BPMN error that nothing catches. */
    static String uncaughtError(String key) {
        return HEAD.formatted(key, key, "EndEvent_Lost") + """
                    <bpmn:endEvent id="EndEvent_Lost" camunda:asyncBefore="true">
                      <bpmn:extensionElements>
                        <camunda:failedJobRetryTimeCycle>R1/PT1M</camunda:failedJobRetryTimeCycle>
                      </bpmn:extensionElements>
                      <bpmn:incoming>Flow_1</bpmn:incoming>
                      <bpmn:errorEventDefinition id="ErrorEventDefinition_1" errorRef="Error_Lost" />
                    </bpmn:endEvent>
                """ + TAIL;
    }

    static String form(String id, String label) {
        return """
                {"id": "%s", "type": "default", "schemaVersion": 16, "executionPlatform": "Camunda Platform",
                 "executionPlatformVersion": "7.24.0",
                 "components": [{"id": "Field_answer", "key": "answerText", "type": "textarea", "label": "%s"}]}
                """.formatted(id, label);
    }

    static String decision(String id, String output) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
                    xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="Definitions_%1$s" name="Sample" namespace="test">
                  <decision id="%1$s" name="Sample" camunda:historyTimeToLive="P1D">
                    <decisionTable id="Table_%1$s" hitPolicy="UNIQUE">
                      <output id="Output_1" name="answer" typeRef="string" />
                      <rule id="Rule_1"><outputEntry id="Entry_1"><text>"%2$s"</text></outputEntry></rule>
                    </decisionTable>
                  </decision>
                </definitions>
                """.formatted(id, output);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
