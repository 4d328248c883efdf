import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const { BpmnModdle } = require('bpmn-moddle');
const { Linter } = require('bpmnlint');
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver');
const camunda = require('camunda-bpmn-moddle/resources/camunda.json');

async function lint(file) {
  const xml = await readFile(new URL(file, import.meta.url), 'utf8');
  const { rootElement } = await new BpmnModdle({ camunda }).fromXML(xml);
  const linter = new Linter({ config: { extends: 'plugin:reglament/all' }, resolver: new NodeResolver() });
  const reports = await linter.lint(rootElement);
  return Object.entries(reports)
    .flatMap(([rule, found]) => found.map(({ id }) => `${rule.replace('reglament/', '')} ${id}`))
    .sort();
}

test('each rule names the element that breaks it', async () => {
  assert.deepEqual(await lint('faulty.bpmn'), [
    'delegate-expression-only Task_ByCall',
    'delegate-expression-only Task_ByClass',
    'delegate-expression-only Task_Listens',
    'delegate-expression-only Task_Listens',
    'delegate-expression-only Task_Script',
    'id-prefix Activity_0lse5hh',
    'id-prefix Faulty_Process',
    'no-all-variables CallActivity_All',
    'no-generated-id Activity_0lse5hh',
    'no-generated-id StartEvent_1',
    'user-task-has-form-and-group Task_Bare',
    'user-task-has-form-and-group Task_Bare',
    'user-task-has-form-and-group Task_LooseForm',
    'version-tag Faulty_Process',
  ]);
});

test('a sound model passes', async () => {
  assert.deepEqual(await lint('sound.bpmn'), []);
});
