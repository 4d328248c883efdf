import { call, get } from './api.js';
import { button, el, failure, signIn, status } from './dom.js';
import { formClass } from './form-js.js';
import { forget, keep, kept } from './store.js';
import { clockTime, say, texts } from './texts.js';

const KEEP_AFTER_MS = 300;
const DRAWN_AFTER_MS = 80;
/** The head of the form repeats what stands above both columns. */
const HEAD = 'head';

/** form-js speaks English only. */
const RULES = [
  [/is required/, 'required'],
  [/valid email/, 'email'],
  [/phone number/, 'phone'],
  [/match pattern/, 'pattern'],
  [/minimum value of (.+)\./, 'min'],
  [/maximum value of (.+)\./, 'max'],
  [/minimum length of (.+)\./, 'minLength'],
  [/maximum length of (.+)\./, 'maxLength']
];

function translated(message) {
  for (const [pattern, rule] of RULES) {
    const match = pattern.exec(message);
    if (match) {
      return say(texts.form.rules[rule], match[1]);
    }
  }
  return message;
}

function sayRulesInReadersLanguage(form) {
  const validator = form.get('validator');
  const check = validator.validateFieldInstance.bind(validator);
  validator.validateFieldInstance = (...args) => check(...args).map(translated);
}

function keyed(components, found = []) {
  components.forEach(c => {
    if (c.key) {
      found.push(c);
    }
    keyed(c.components || [], found);
  });
  return found;
}

const pick = (data, fields) => Object.fromEntries(fields.map(f => [f.key, data[f.key]]).filter(([, v]) => v !== undefined));

/**
 * The task's form. What is typed outlives a reload, a lost session and a refusal.
 *
 * @param done called after the task was completed
 */
export function taskForm(taskId, signal, done) {
  const view = el('section', 'rt-form');
  view.setAttribute('aria-label', texts.form.name);
  view.append(el('p', 'rt-soft', texts.loading));
  const load = () =>
    get(`api/tasks/${encodeURIComponent(taskId)}/form`, signal)
      .then(task => show(view, taskId, task, done))
      .catch(problem => {
        if (problem.name !== 'AbortError') {
          view.replaceChildren(failure(problem, load));
        }
      });
  load();
  return view;
}

async function show(view, taskId, task, done) {
  const Form = formClass();
  if (!Form) {
    view.replaceChildren(el('p', 'rt-hint', texts.form.elsewhere));
    return;
  }
  const place = el('div', 'rt-form-fields');
  const schema = { ...task.schema, components: task.schema.components.filter(c => c.id !== HEAD) };
  const fields = keyed(schema.components);
  const typed = kept('form', task.person, taskId);
  const held = task.holder && !task.mine;

  const form = new Form({ container: place });
  sayRulesInReadersLanguage(form);
  const begin = values => form.importSchema(schema, { ...task.data, ...values });
  await begin(typed?.value);

  const note = el('div', 'rt-notes');
  const said = el('div', 'rt-said');
  said.setAttribute('role', 'alert');
  const complete = button('btn btn-primary rt-complete', texts.form.complete);
  const bar = el('div', 'rt-form-bar', said, complete);
  view.replaceChildren(note, place, bar);

  if (held) {
    note.append(el('p', 'rt-hint', say(texts.form.held, task.holderName)));
    form.setProperty('readOnly', true);
    complete.disabled = true;
  } else if (!task.holder) {
    note.append(el('p', 'rt-hint', texts.form.nobody));
  }
  if (typed) {
    const restored = status('rt-hint');
    restored.append(
      say(texts.form.restored, clockTime(typed.at)),
      ' ',
      button('btn btn-link btn-sm', texts.form.afresh, () => {
        forget('form', task.person, taskId);
        begin();
        restored.remove();
      })
    );
    note.append(restored);
  }

  let timer;
  let over = false;
  const begun = JSON.stringify(pick(form._getState().data, fields));
  const keepNow = () => keep('form', task.person, taskId, pick(form._getState().data, fields));
  form.on('changed', ({ data }) => {
    clearTimeout(timer);
    if (!over && JSON.stringify(pick(data, fields)) !== begun) {
      timer = setTimeout(keepNow, KEEP_AFTER_MS);
    }
  });

  complete.addEventListener('click', async () => {
    clearTimeout(timer);
    const { data } = form.submit();
    keepNow();
    said.replaceChildren();
    complete.disabled = true;
    complete.textContent = texts.form.completing;
    try {
      await call('POST', `api/tasks/${encodeURIComponent(taskId)}/complete`, { body: { variables: data } });
      // The form tells of changes even while it is submitted.
      over = true;
      clearTimeout(timer);
      forget('form', task.person, taskId);
      view.replaceChildren(Object.assign(status('rt-notice'), { textContent: texts.form.completed }));
      done();
    } catch (problem) {
      complete.disabled = false;
      complete.textContent = texts.form.complete;
      refuse(problem, form, fields, { said, place, complete });
    }
  });
}

/** Each sentence at its field; what belongs to none, above the button. */
function refuse(problem, form, fields, { said, place, complete }) {
  const byId = {};
  const others = [];
  const visible = problem.errors.filter(e => {
    const field = fields.find(f => f.key === e.field);
    const shown = field && place.querySelector(`[id*="-${field.id}"]`);
    if (shown) {
      (byId[field.id] ||= []).push(e.message);
    } else {
      others.push(e.message);
    }
    return shown;
  });
  form._setState({ errors: byId });
  if (problem.errors.length && problem.kind === 'refused') {
    const list = el('ul', null, ...[...visible.map(e => e.message), ...others].map(m => el('li', null, m)));
    said.replaceChildren(el('strong', null, texts.form.problems), list);
  } else {
    said.replaceChildren(el('p', null, problem.message));
  }
  if (problem.kind === 'signedOut') {
    said.append(signIn());
  }
  if (problem.kind === 'gone') {
    said.prepend(el('strong', null, texts.form.gone));
    said.append(el('p', null, texts.form.keep), copier(form, fields));
    complete.disabled = true;
  }
  // form-js draws the sentences a moment later.
  setTimeout(() => {
    const field = place.querySelector('.fjs-form-field-error')?.closest('.fjs-form-field');
    // A date's calendar would open over the sentences.
    const first = field?.querySelector('textarea, select, input:not(.flatpickr-input, .fjs-form-field-datetime input)');
    (first || complete).focus({ preventScroll: true });
    const column = place.parentElement;
    if (field && column.scrollHeight > column.clientHeight) {
      column.scrollTop += field.getBoundingClientRect().top - column.getBoundingClientRect().top - column.clientHeight / 4;
    } else {
      field?.scrollIntoView({ block: 'center' });
    }
  }, DRAWN_AFTER_MS);
}

function copier(form, fields) {
  const text = () =>
    fields
      .filter(f => typeof form._getState().data[f.key] === 'string' && ['textarea', 'textfield'].includes(f.type))
      .map(f => form._getState().data[f.key])
      .filter(Boolean)
      .join('\n\n');
  const node = button('btn btn-default btn-sm', texts.form.copy, async () => {
    await navigator.clipboard.writeText(text());
    node.textContent = texts.form.copied;
  });
  return node;
}
