const { is } = require('bpmnlint-utils');

module.exports = function () {
  return {
    check(node, reporter) {
      if (is(node, 'bpmn:Process') && node.isExecutable && !node.get('camunda:versionTag')) {
        reporter.report(node.id, 'Process has no version tag');
      }
    },
  };
};
