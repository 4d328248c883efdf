const { is } = require('bpmnlint-utils');

// The first type that fits decides, so the special ones stand before the general ones.
const PREFIXES = [
  ['bpmn:Process', /^[a-z]+(-[a-z]+)*$/, 'lower-case words joined by hyphens, as its file'],
  ['bpmn:StartEvent', /^StartEvent_/, 'StartEvent_…'],
  ['bpmn:EndEvent', /^EndEvent_/, 'EndEvent_…'],
  ['bpmn:BoundaryEvent', /^BoundaryEvent_/, 'BoundaryEvent_…'],
  ['bpmn:Event', /^Event_/, 'Event_…'],
  ['bpmn:CallActivity', /^CallActivity_/, 'CallActivity_…'],
  ['bpmn:SubProcess', /^(Event)?SubProcess_/, 'SubProcess_… or EventSubProcess_…'],
  ['bpmn:Task', /^Task_/, 'Task_…'],
  ['bpmn:Gateway', /^Gateway_/, 'Gateway_…'],
  ['bpmn:SequenceFlow', /^Flow_/, 'Flow_…'],
  ['bpmn:Message', /^Message_/, 'Message_…'],
  ['bpmn:Error', /^Error_/, 'Error_…'],
  ['bpmn:Escalation', /^Escalation_/, 'Escalation_…'],
];

module.exports = function () {
  return {
    check(node, reporter) {
      const rule = PREFIXES.find(([type]) => is(node, type));
      if (rule && !rule[1].test(node.id)) {
        reporter.report(node.id, `Id must be ${rule[2]}`);
      }
    },
  };
};
