const { is } = require('bpmnlint-utils');

module.exports = function () {
  return {
    check(node, reporter) {
      if (!is(node, 'bpmn:UserTask')) {
        return;
      }
      if (!node.get('camunda:formRef')) {
        reporter.report(node.id, 'Task has no form (camunda:formRef)');
      } else if (node.get('camunda:formRefBinding') !== 'deployment') {
        reporter.report(node.id, 'Form binding must be "deployment", or a running task would meet another form');
      }
      if (!node.get('camunda:candidateGroups')) {
        reporter.report(node.id, 'Task has no candidate group, so nobody finds it');
      }
    },
  };
};
