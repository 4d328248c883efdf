const { isAny } = require('bpmnlint-utils');

module.exports = function () {
  return {
    check(node, reporter) {
      if (isAny(node, ['camunda:In', 'camunda:Out']) && node.variables === 'all') {
        reporter.report(node.$parent.$parent.id, 'Name the variables that are passed; "all" hides the contract');
      }
    },
  };
};
