import { get, requestPath } from './api.js';
import { el, failure, fold } from './dom.js';
import { duration, fromNow, say, shortTime, texts, time } from './texts.js';

const OWNERS = ['VENDOR', 'CUSTOMER', 'OUTSIDE_HOURS', 'FORCE_MAJEURE'];
const TICKS = [1, 2, 3, 6, 12, 24, 48, 24 * 7, 24 * 14, 24 * 30].map(hours => hours * 3_600_000);
const MOST_TICKS = 8;

const at = iso => new Date(iso).getTime();

function ticks(from, to) {
  const step = TICKS.find(s => (to - from) / s <= MOST_TICKS) || TICKS[TICKS.length - 1];
  const offset = new Date(from).getTimezoneOffset() * 60_000;
  const list = [];
  for (let t = Math.ceil((from - offset) / step) * step + offset; t < to; t += step) {
    list.push(t);
  }
  return list;
}

/** Whose time it was, as a bar; what is to come, up to the last deadline, is empty. */
function bar({ intervals, deadlines, now }) {
  const t = texts.deadline;
  const from = at(intervals[0].from);
  const present = at(now);
  const last = Math.max(present, ...deadlines.map(d => at(d.at)));
  const to = last + (last - from) * 0.03;
  const part = moment => `${((moment - from) / (to - from)) * 100}%`;
  const strip = el('div', 'rt-strip');
  intervals.forEach(i => {
    const piece = el('span', `rt-piece rt-owner-${i.owner}`);
    piece.style.left = part(at(i.from));
    piece.style.width = `calc(${part(from + at(i.until) - at(i.from))} + 0.5px)`;
    piece.title = `${t.owner[i.owner]}: ${shortTime(i.from)} – ${shortTime(i.until)} (${duration(at(i.until) - at(i.from))})`;
    strip.append(piece);
  });
  const pin = (moment, name, className) => {
    const node = el('span', `rt-pin ${className}`, el('span', 'rt-pin-name', name));
    node.style.left = part(moment);
    if ((moment - from) / (to - from) > 0.75) {
      node.classList.add('rt-pin-left');
    }
    return node;
  };
  const pins = el('div', 'rt-pins', pin(present, t.now, 'rt-pin-now'));
  deadlines.forEach((d, i) => {
    const node = pin(at(d.at), `${t.kind[d.kind]} ${shortTime(d.at)}`, d.missed ? 'rt-pin-missed' : 'rt-pin-due');
    node.style.setProperty('--row', String(i + 1));
    pins.append(node);
  });
  pins.style.setProperty('--rows', String(deadlines.length + 1));
  const scale = el('div', 'rt-scale');
  ticks(from, to).forEach(moment => {
    const node = el('span', null, shortTime(moment));
    node.style.left = part(moment);
    scale.append(node);
  });
  const picture = el('div', 'rt-timeline', pins, strip, scale);
  picture.setAttribute('aria-hidden', 'true');
  return picture;
}

function legend(intervals) {
  const total = owner =>
    intervals.filter(i => i.owner === owner).reduce((sum, i) => sum + at(i.until) - at(i.from), 0);
  return el(
    'ul',
    'rt-legend',
    ...OWNERS.filter(owner => owner !== 'FORCE_MAJEURE' || total(owner)).map(owner =>
      el('li', null, el('span', `rt-swatch rt-owner-${owner}`), `${texts.deadline.owner[owner]}: `, el('strong', null, duration(total(owner))))
    )
  );
}

function table(intervals) {
  const t = texts.deadline;
  const rows = intervals.map(i =>
    el(
      'tr',
      null,
      el('td', null, time(i.from)),
      el('td', null, time(i.until)),
      el('td', null, t.owner[i.owner]),
      el('td', null, duration(at(i.until) - at(i.from)))
    )
  );
  const head = el('tr', null, ...[t.from, t.until, t.whose, t.length].map(h => Object.assign(el('th', null, h), { scope: 'col' })));
  return fold('rt-as-table', t.table, el('div', 'rt-scroll', el('table', 'table table-condensed', el('thead', null, head), el('tbody', null, ...rows))));
}

function deadlineView(d, now) {
  const t = texts.deadline;
  const done = d.status === 'DONE';
  const state = d.missed ? (done ? t.late : t.missed) : t.status[d.status];
  const mood = d.missed ? 'rt-chip-bad' : done ? 'rt-chip-good' : d.status === 'RUNNING' ? 'rt-chip' : 'rt-chip-still';
  return el(
    'li',
    'rt-deadline',
    el(
      'p',
      'rt-deadline-head',
      el('strong', null, t.kind[d.kind]),
      el('span', null, time(d.at)),
      !done && el('span', 'rt-soft', fromNow(d.at, at(now))),
      el('span', `rt-chip ${mood}`, state)
    ),
    el('p', null, d.explanation),
    !done && d.warnAt && el('p', 'rt-soft', say(t.warn, time(d.warnAt)))
  );
}

function view(time) {
  const t = texts.deadline;
  const parts = [];
  parts.push(
    time.deadlines.length
      ? el('ul', 'rt-deadlines', ...time.deadlines.map(d => deadlineView(d, time.now)))
      : el('p', 'rt-hint', t.none)
  );
  if (time.intervals.length) {
    parts.push(el('h3', null, t.line), legend(time.intervals), bar(time), table(time.intervals));
  }
  return parts;
}

/** The tab Deadline: what is due when, why, and whose time it was. */
export async function deadlineTab(node, taskId, signal) {
  node.replaceChildren(el('p', 'rt-soft', texts.loading));
  try {
    const { request } = await get(`api/tasks/${encodeURIComponent(taskId)}/request`, signal);
    if (!request) {
      node.replaceChildren(el('p', 'rt-soft', texts.none));
      return;
    }
    node.replaceChildren(...view(await get(`${requestPath(request.number)}/deadlines`, signal)));
  } catch (problem) {
    if (problem.name !== 'AbortError') {
      node.replaceChildren(failure(problem, () => deadlineTab(node, taskId, signal)));
    }
  }
}
