import { get, requestPath } from './api.js';
import { el, failure, labelled, status } from './dom.js';
import { count, say, texts, time } from './texts.js';

const MOST = 1000;

const GROUPS = {
  messages: ['MAIL_IN', 'MAIL_OUT', 'DELIVERY', 'ANSWER', 'SOLUTION', 'QUESTION', 'NOTE', 'ORAL_NOTICE', 'REMARKS'],
  changes: ['REGISTERED', 'STATE', 'FIELD', 'LINK', 'REASON'],
  decisions: ['DECISION', 'PROPOSAL'],
  deadlines: ['WARNING', 'ESCALATION']
};

const isMoment = value => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);

function said(field, value) {
  if (value === null || value === undefined) {
    return '—';
  }
  return texts.level[value] || (isMoment(value) ? time(value) : value);
}

const actorKind = actor => (actor === 'system' ? 'system' : actor.startsWith('customer:') ? 'customers' : 'people');

const actorName = e =>
  e.actor === 'system' ? texts.history.system : e.actor.startsWith('customer:') ? e.actor.slice('customer:'.length) : e.actor;

/** Which row of a table, or which step of the process, is the reason. */
function causeOf(cause) {
  if (!cause) {
    return null;
  }
  const [table, row] = cause.split(/[/#:]/);
  return row ? say(texts.history.rule, table, row) : say(texts.history.element, cause);
}

function entryView(e) {
  const at = el('time', null, time(e.at));
  at.dateTime = e.at;
  const what = el('p', 'rt-what', el('strong', null, texts.history.kind[e.kind] || e.kind));
  if (e.field) {
    what.append(` · ${texts.history.field[e.field] || e.field}: `);
  } else if (e.oldValue || e.newValue) {
    what.append(': ');
  }
  if (e.field || e.oldValue || e.newValue) {
    if (e.oldValue) {
      what.append(el('del', null, said(e.field, e.oldValue)), ' → ');
    }
    what.append(el('ins', null, said(e.field, e.newValue)));
  }
  const cause = causeOf(e.cause);
  return el(
    'li',
    `rt-event rt-by-${actorKind(e.actor)}`,
    el('div', 'rt-event-side', at, el('span', 'rt-actor', actorName(e))),
    el('div', 'rt-event-main', what, e.text && el('p', 'rt-text', e.text), cause && el('p', 'rt-cause', cause))
  );
}

function select(options) {
  const node = el('select', 'form-control');
  options.forEach(([value, label]) => node.append(Object.assign(el('option', null, label), { value })));
  return node;
}

function view(history) {
  const t = texts.history;
  const what = select([['', t.all], ...Object.entries(t.groups)]);
  const who = select([['', t.all], ['people', t.people], ['customers', t.customers], ['system', t.system]]);
  const words = el('input', 'form-control');
  words.type = 'search';
  const shown = status('rt-soft');
  const list = el('ol', 'rt-events');
  const newestFirst = [...history].reverse();

  const filter = () => {
    const sought = words.value.trim().toLowerCase();
    const found = newestFirst.filter(
      e =>
        (!what.value || GROUPS[what.value].includes(e.kind)) &&
        (!who.value || actorKind(e.actor) === who.value) &&
        (!sought ||
          [e.actor, e.cause, e.field, texts.history.field[e.field], e.oldValue, e.newValue, e.text, t.kind[e.kind]]
            .join(' ')
            .toLowerCase()
            .includes(sought))
    );
    shown.textContent = found.length ? count(t.shown, found.length) : t.none;
    list.replaceChildren(...found.map(entryView));
  };
  [what, who].forEach(node => node.addEventListener('change', filter));
  words.addEventListener('input', filter);
  filter();
  const filters = el('div', 'rt-filters', labelled(t.what, what), labelled(t.who, who), labelled(t.text, words));
  filters.setAttribute('role', 'search');
  return [filters, shown, history.length >= MOST && el('p', 'rt-hint', t.limit), list].filter(Boolean);
}

/** The tab History: who or which row did what, when; newest first. */
export async function historyTab(node, taskId, signal) {
  node.replaceChildren(el('p', 'rt-soft', texts.loading));
  try {
    const { request } = await get(`api/tasks/${encodeURIComponent(taskId)}/request`, signal);
    if (!request) {
      node.replaceChildren(el('p', 'rt-soft', texts.none));
      return;
    }
    node.replaceChildren(...view(await get(`${requestPath(request.number)}/history`, signal)));
  } catch (problem) {
    if (problem.name !== 'AbortError') {
      node.replaceChildren(failure(problem, () => historyTab(node, taskId, signal)));
    }
  }
}
