const { isAny } = require('bpmnlint-utils');

// Tests, migrations and the history hang on ids: one that Modeler made up says nothing to any of them.
const GENERATED = /_(?=[a-z0-9]*\d)[a-z0-9]{7}$|_\d+$/;

module.exports = function () {
  return {
    check(node, reporter) {
      if (node.id && isAny(node, ['bpmn:FlowElement', 'bpmn:RootElement', 'bpmn:Artifact']) && GENERATED.test(node.id)) {
        reporter.report(node.id, 'Id was generated; name it after what the element does');
      }
    },
  };
};
