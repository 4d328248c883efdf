import { texts } from './texts.js';
import { root } from './api.js';

/** What others wrote only ever becomes text: there is no innerHTML here. */
export function el(name, className, ...children) {
  const node = document.createElement(name);
  if (className) {
    node.className = className;
  }
  node.append(...children.filter(child => child !== undefined && child !== null && child !== false));
  return node;
}

export function button(className, label, act) {
  const node = el('button', className, label);
  node.type = 'button';
  if (act) {
    node.addEventListener('click', act);
  }
  return node;
}

export function link(href, text, elsewhere) {
  const node = el('a', null, text);
  node.href = href;
  if (elsewhere) {
    node.target = '_blank';
    node.rel = 'noopener noreferrer';
  }
  return node;
}

/** Something that a screen reader says as soon as it changes. */
export function status(className) {
  const node = el('p', className);
  node.setAttribute('role', 'status');
  return node;
}

export function facts(pairs) {
  const list = el('dl', 'rt-facts');
  pairs
    .filter(([, value]) => value)
    .forEach(([label, value]) => list.append(el('dt', null, label), el('dd', null, value)));
  return list;
}

export function fold(className, summary, ...content) {
  const node = el('details', className);
  node.append(el('summary', null, summary), ...content);
  return node;
}

let serial = 0;

export const newId = () => `rt-${++serial}`;

/** A label above its control. */
export function labelled(label, control, className = 'form-group') {
  const caption = el('label', null, label);
  control.id = control.id || newId();
  caption.htmlFor = control.id;
  return el('div', className, caption, control);
}

/** What went wrong, and the way out of it. */
export function failure(problem, retry) {
  const box = el('div', 'rt-problem', el('p', null, problem.message));
  box.setAttribute('role', 'alert');
  if (problem.kind === 'signedOut') {
    box.append(signIn());
  }
  if (retry) {
    box.append(button('btn btn-default btn-sm', texts.again, retry));
  }
  return box;
}

/** In a window of its own: what was typed here stays. */
export function signIn() {
  const node = link(new URL('login', root).href, texts.signIn, true);
  node.className = 'btn btn-default btn-sm';
  return node;
}
