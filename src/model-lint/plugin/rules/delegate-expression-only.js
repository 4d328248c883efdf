const { is } = require('bpmnlint-utils');

const BEAN = /^\$\{[a-z][A-Za-z]*\}$/;

module.exports = function () {
  return {
    check(node, reporter) {
      if (is(node, 'bpmn:ScriptTask') || is(node, 'camunda:Script')) {
        reporter.report(owner(node).id, 'No scripts in models; call a delegate');
        return;
      }
      for (const attribute of ['camunda:class', 'camunda:expression', 'camunda:type']) {
        if (calls(node) && node.get(attribute) !== undefined) {
          reporter.report(owner(node).id, `${attribute} is not allowed; use camunda:delegateExpression`);
        }
      }
      const expression = calls(node) ? node.get('camunda:delegateExpression') : undefined;
      if (expression !== undefined && !BEAN.test(expression)) {
        reporter.report(owner(node).id, `${expression} must name one bean: \${nameOfTheBean}`);
      }
    },
  };
};

function calls(node) {
  return (
    ['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask', 'bpmn:MessageEventDefinition'].some((type) =>
      is(node, type),
    ) || ['camunda:ExecutionListener', 'camunda:TaskListener'].some((type) => is(node, type))
  );
}

function owner(node) {
  let element = node;
  while (!element.id && element.$parent) {
    element = element.$parent;
  }
  return element;
}
