import { el } from './dom.js';
import { say, texts, time } from './texts.js';

let serial = 0;

function option(value, label) {
  const node = el('option', null, label);
  node.value = value;
  return node;
}

function control(field) {
  if (field.type === 'select' || field.type === 'user') {
    const select = el('select', 'form-control');
    select.append(option('', '—'), ...field.options.map(o => option(o.value, o.label)));
    return select;
  }
  if (field.type === 'textarea') {
    const area = el('textarea', 'form-control');
    area.rows = 3;
    return area;
  }
  const input = el('input', 'form-control');
  input.type = { date: 'datetime-local', number: 'number' }[field.type] || 'text';
  return input;
}

/** A moment is meant in the reader's own time zone, and sent with it. */
function value(field, node) {
  if (field.type === 'date' && node.value) {
    return new Date(node.value).toISOString();
  }
  return node.value;
}

function row(field) {
  const id = `rt-field-${serial++}`;
  const box = el('div', 'form-group');
  const label = el('label', null, field.required ? `${field.label} *` : field.label);
  const node = control(field);
  const problem = el('p', 'rt-bad');
  label.htmlFor = id;
  node.id = id;
  problem.id = `${id}-problem`;
  problem.hidden = true;
  if (field.required) {
    node.setAttribute('aria-required', 'true');
  }
  node.setAttribute('aria-describedby', problem.id);
  box.append(label, node, problem);
  return {
    field,
    box,
    node,
    say(message) {
      problem.textContent = message || '';
      problem.hidden = !message;
      node.toggleAttribute('aria-invalid', Boolean(message));
    }
  };
}

/** What is about to happen, as a person reads it. */
function summary(rows) {
  const list = el('dl', 'rt-facts');
  rows
    .filter(r => r.node.value)
    .forEach(({ field, node }) => {
      const shown = node.selectedOptions ? node.selectedOptions[0].textContent : node.type === 'datetime-local' ? time(node.value) : node.value;
      list.append(el('dt', null, field.label), el('dd', null, shown));
    });
  return list;
}

/** What was typed stays where it is, whatever the server says to it. Nothing is sent before it was read once more. */
function form(number, offer, send, close) {
  const rows = offer.fields.map(row);
  const node = el('form', 'rt-action');
  const heading = el('h4', null, offer.label);
  const refusal = el('p', 'rt-problem');
  const fields = el('div', null, ...rows.map(r => r.box));
  const check = el('div', 'rt-check');
  const submit = el('button', 'btn btn-primary btn-sm', texts.check);
  const cancel = el('button', 'btn btn-link btn-sm', texts.cancel);
  heading.id = `rt-action-${serial++}`;
  node.setAttribute('aria-labelledby', heading.id);
  node.noValidate = true;
  refusal.setAttribute('role', 'alert');
  submit.type = 'submit';
  cancel.type = 'button';
  let checking = !rows.length;

  const show = () => {
    fields.hidden = checking;
    check.hidden = !checking;
    check.replaceChildren(...(checking ? [el('p', null, say(texts.sure, number)), summary(rows)] : []));
    submit.textContent = checking ? texts.doIt : texts.check;
    cancel.textContent = checking && rows.length ? texts.change : texts.cancel;
  };
  const write = () => {
    checking = false;
    show();
  };
  const focusFaulty = () => (rows.find(r => r.node.hasAttribute('aria-invalid'))?.node || submit).focus();

  cancel.addEventListener('click', () => (checking && rows.length ? write() : close()));
  node.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
  });
  node.addEventListener('submit', event => {
    event.preventDefault();
    refusal.textContent = '';
    rows.forEach(r => r.say());
    if (!checking) {
      rows.filter(r => r.field.required && !r.node.value.trim()).forEach(r => r.say(say(texts.missing, r.field.label)));
      checking = !rows.some(r => r.node.hasAttribute('aria-invalid'));
      show();
      focusFaulty();
      return;
    }
    submit.disabled = true;
    const values = {};
    rows.forEach(r => {
      values[r.field.name] = value(r.field, r.node);
    });
    send(offer.action, values)
      .catch(problem => {
        submit.disabled = false;
        if (rows.length) {
          write();
        }
        const errors = problem.errors || [];
        const named = errors.filter(p => rows.some(r => r.field.name === p.field));
        named.forEach(p => rows.find(r => r.field.name === p.field).say(p.message));
        if (!named.length || named.length < errors.length) {
          refusal.textContent = problem.message;
        }
        focusFaulty();
      });
  });
  show();
  node.append(heading, fields, check, refusal, submit, cancel);
  return node;
}

/**
 * One button for each thing that this person may do to the request now; a button opens its form, which says once more what
 * is about to happen.
 *
 * @param send (action, values) → promise; rejected with {message, errors: [{field, message}]}
 */
export function actionsView(number, offers, send) {
  const view = el('section', 'rt-actions');
  const buttons = el('div', 'rt-buttons');
  const place = el('div');
  const forms = new Map();
  let open;
  view.setAttribute('aria-label', texts.actions);

  const close = () => {
    if (open) {
      open.setAttribute('aria-expanded', 'false');
      open.focus();
    }
    open = undefined;
    place.replaceChildren();
  };

  offers.forEach(offer => {
    const button = el('button', 'btn btn-default btn-sm', offer.label);
    button.type = 'button';
    button.dataset.action = offer.action;
    button.setAttribute('aria-expanded', 'false');
    button.addEventListener('click', () => {
      const again = open === button;
      close();
      if (again) {
        return;
      }
      open = button;
      button.setAttribute('aria-expanded', 'true');
      if (!forms.has(offer.action)) {
        forms.set(offer.action, form(number, offer, send, close));
      }
      place.replaceChildren(forms.get(offer.action));
      place.querySelector('input, select, textarea, button').focus();
    });
    buttons.append(button);
  });
  view.append(el('h4', 'rt-hidden', texts.actions), buttons, place);
  return view;
}
