const rules = [
  'delegate-expression-only',
  'id-prefix',
  'no-all-variables',
  'no-generated-id',
  'user-task-has-form-and-group',
  'version-tag',
];

module.exports = {
  configs: {
    all: { rules: Object.fromEntries(rules.map((rule) => [rule, 'error'])) },
  },
};
