import { texts } from './texts.js';
import { el } from './views.js';

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

/** What was typed stays where it is, whatever the server says to it. */
function form(offer, send, close) {
  const rows = offer.fields.map(row);
  const node = el('form', 'rt-action');
  const heading = el('h4', null, offer.label);
  const refusal = el('p', 'rt-problem');
  const submit = el('button', 'btn btn-primary btn-sm', texts.doIt);
  const cancel = el('button', 'btn btn-link btn-sm', texts.cancel);
  heading.id = `rt-action-${serial++}`;
  node.setAttribute('aria-labelledby', heading.id);
  node.noValidate = true;
  refusal.setAttribute('role', 'alert');
  submit.type = 'submit';
  cancel.type = 'button';
  cancel.addEventListener('click', close);
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
    submit.disabled = true;
    const values = {};
    rows.forEach(r => {
      values[r.field.name] = value(r.field, r.node);
    });
    send(offer.action, values)
      .catch(error => {
        const named = (error.problems || []).filter(p => rows.some(r => r.field.name === p.field));
        named.forEach(p => rows.find(r => r.field.name === p.field).say(p.message));
        if (!named.length || named.length < error.problems.length) {
          refusal.textContent = error.message;
        }
        const first = rows.find(r => r.node.hasAttribute('aria-invalid'));
        (first ? first.node : submit).focus();
      })
      .finally(() => {
        submit.disabled = false;
        if (!rows.some(r => r.node.hasAttribute('aria-invalid')) && refusal.textContent) {
          submit.focus();
        }
      });
  });
  node.append(heading, ...rows.map(r => r.box), refusal, submit, cancel);
  return node;
}

/**
 * One button for each thing that this person may do to the request now; a button opens its form, or acts at once where
 * there is nothing to fill in.
 *
 * @param send (action, values) → promise; rejected with {message, problems: [{field, message}]}
 */
export function actionsView(offers, send) {
  const view = el('section', 'rt-actions');
  const buttons = el('div', 'rt-buttons');
  const place = el('div');
  const alone = el('p', 'rt-problem');
  const forms = new Map();
  let open;
  alone.setAttribute('role', 'alert');
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
    if (offer.fields.length) {
      button.setAttribute('aria-expanded', 'false');
    }
    button.addEventListener('click', () => {
      alone.textContent = '';
      if (!offer.fields.length) {
        send(offer.action, {}).catch(error => {
          alone.textContent = error.message;
        });
        return;
      }
      const again = open === button;
      close();
      if (again) {
        return;
      }
      open = button;
      button.setAttribute('aria-expanded', 'true');
      if (!forms.has(offer.action)) {
        forms.set(offer.action, form(offer, send, close));
      }
      place.replaceChildren(forms.get(offer.action));
      place.querySelector('input, select, textarea').focus();
    });
    buttons.append(button);
  });
  view.append(buttons, alone, place);
  return view;
}
