import { get, requestPath } from './api.js';
import { mailView, pageLink } from './card.js';
import { el, failure } from './dom.js';
import { replyBox } from './reply.js';
import { taskForm } from './task-form.js';
import { fromNow, say, shortTime, texts } from './texts.js';
import { threadView } from './thread.js';

const SMALLEST_HEIGHT = 420;
const STACKED_BELOW = 768;

/** The next moment that somebody has to keep, in words and colour. */
function dueChip({ deadlines, now }) {
  const open = deadlines.filter(d => d.status !== 'DONE').sort((a, b) => a.at.localeCompare(b.at))[0];
  if (!open) {
    return null;
  }
  const present = new Date(now);
  const soon = open.warnAt ? present >= new Date(open.warnAt) : new Date(open.at) - present < 3_600_000;
  const mood = open.missed ? 'rt-chip-bad' : soon ? 'rt-chip-soon' : '';
  const said = say(open.missed ? texts.overdueShort : texts.dueShort, shortTime(open.at), fromNow(open.at, present));
  const chip = el('span', `rt-chip ${mood}`, said);
  chip.title = open.explanation;
  return chip;
}

function headOf(request, time) {
  const level = request.priority && el('span', `rt-chip rt-priority-${request.priority}`, say(texts.priorityIs, texts.level[request.priority]));
  const chips = el('span', 'rt-chips', el('span', 'rt-state', request.label), request.mark && el('span', 'rt-state', request.mark), level, dueChip(time));
  const who = [request.contact || request.contactEmail, request.customer, request.productName].filter(Boolean).join(' · ');
  return el(
    'header',
    'rt-work-head',
    el('p', 'rt-work-title', pageLink(request.number), ' ', el('strong', null, request.subject)),
    el('p', 'rt-work-about', el('span', 'rt-soft', who), chips)
  );
}

/** Both columns scroll by themselves where there is room for that; on a narrow screen the page does. */
function fit(node, signal) {
  const measure = () => {
    const top = node.getBoundingClientRect().top;
    node.style.setProperty('--rt-height', `${Math.max(SMALLEST_HEIGHT, window.innerHeight - top - 24)}px`);
  };
  requestAnimationFrame(measure);
  window.addEventListener('resize', measure, { signal });
}

/** Tasklist forgets the task and reads its list again. */
function leaveTask() {
  const injector = window.angular?.element(document.body).injector();
  if (!injector) {
    return;
  }
  const [location, scope] = [injector.get('$location'), injector.get('$rootScope')];
  const search = { ...location.search() };
  delete search.task;
  delete search.detailsTab;
  scope.$apply(() => location.search(search));
  scope.$broadcast('refresh');
}

function talk(request, messages, person, path, signal) {
  const thread = el('div', 'rt-thread', threadView(messages, request));
  thread.tabIndex = 0;
  thread.setAttribute('role', 'region');
  thread.setAttribute('aria-label', texts.talk.name);
  const toNewest = () => requestAnimationFrame(() => (thread.scrollTop = thread.scrollHeight));
  /** What waits for an answer stands at the top; what we wrote since, below it. */
  const toQuestion = () =>
    requestAnimationFrame(() => {
      const last = [...thread.querySelectorAll('.rt-in')].pop();
      thread.scrollTop = last ? last.offsetTop - thread.offsetTop - 8 : thread.scrollHeight;
    });
  const reload = () =>
    get(`${path}/messages`, signal)
      .then(list => {
        thread.replaceChildren(threadView(list, request));
        toNewest();
      })
      .catch(() => {});
  const node = el('section', 'rt-talk', thread, replyBox(request, person, signal, reload));
  node.setAttribute('aria-label', texts.talk.name);
  toQuestion();
  return node;
}

/** The tab Work: the conversation on the left, the task's form on the right. */
export async function workTab(node, taskId, signal) {
  node.replaceChildren(el('p', 'rt-soft', texts.loading));
  try {
    const subject = await get(`api/tasks/${encodeURIComponent(taskId)}/request`, signal);
    const form = taskForm(taskId, signal, () => setTimeout(leaveTask, 600));
    const split = el('div', 'rt-split');
    if (subject.mail) {
      split.append(el('section', 'rt-talk rt-talk-mail', el('div', 'rt-thread', mailView(subject))), form);
      node.replaceChildren(split);
    } else if (subject.request) {
      const request = subject.request;
      const path = requestPath(request.number);
      const [messages, time] = await Promise.all([get(`${path}/messages`, signal), get(`${path}/deadlines`, signal)]);
      split.append(talk(request, messages, subject.person, path, signal), form);
      node.replaceChildren(headOf(request, time), split);
    } else {
      split.append(el('p', 'rt-soft', texts.none), form);
      node.replaceChildren(split);
    }
    fit(split, signal);
    if (window.innerWidth < STACKED_BELOW) {
      // Tasklist puts its columns one below the other; who has chosen a task wants to see it.
      node.closest('.column')?.scrollIntoView();
    }
  } catch (problem) {
    if (problem.name !== 'AbortError') {
      node.replaceChildren(failure(problem, () => workTab(node, taskId, signal)));
    }
  }
}
