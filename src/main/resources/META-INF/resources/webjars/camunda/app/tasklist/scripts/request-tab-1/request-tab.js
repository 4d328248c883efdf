import { language, texts } from './texts.js';
import { el, mailView, requestView } from './views.js';

// …/camunda/app/tasklist/scripts/request-tab-1/ → the application's own root, whatever context it runs in.
const root = new URL('../../../../../', import.meta.url);

async function fetchJson(path, signal) {
  const response = await fetch(new URL(path, root), {
    signal,
    credentials: 'same-origin',
    headers: { Accept: 'application/json', 'Accept-Language': language, 'X-Requested-With': 'XMLHttpRequest' }
  });
  const json = (response.headers.get('Content-Type') || '').includes('json');
  if (!response.ok || !json) {
    const problem = json ? await response.json() : {};
    const error = new Error(problem.detail || texts.unread);
    // A signed-out session answers with the sign-in page instead of JSON.
    error.signedOut = response.status === 401 || (response.ok && !json);
    throw error;
  }
  return response.json();
}

async function load(taskId, signal) {
  const subject = await fetchJson(`api/tasks/${encodeURIComponent(taskId)}/request`, signal);
  if (!subject.request) {
    return { subject, messages: [], history: [] };
  }
  const path = `api/requests/${encodeURIComponent(subject.request.number)}`;
  const [messages, history] = await Promise.all([
    fetchJson(`${path}/messages`, signal),
    fetchJson(`${path}/history`, signal)
  ]);
  return { subject, messages, history };
}

function failure(error, retry) {
  const box = el('div', 'rt-problem');
  box.setAttribute('role', 'alert');
  if (error.signedOut) {
    const link = el('a', null, texts.signIn);
    link.href = new URL('login', root);
    link.target = '_top';
    box.append(link);
    return box;
  }
  const button = el('button', 'btn btn-default', texts.again);
  button.type = 'button';
  button.addEventListener('click', retry);
  box.append(el('p', null, error.message), button);
  return box;
}

function show(node, taskId, signal) {
  node.replaceChildren(el('p', 'rt-soft', texts.loading));
  load(taskId, signal)
    .then(({ subject, messages, history }) => {
      const parts = [];
      if (subject.mail) {
        parts.push(mailView(subject, root));
      }
      if (subject.request) {
        parts.push(requestView(subject.request, messages, history, root, Boolean(subject.mail)));
      }
      node.replaceChildren(...(parts.length ? parts : [el('p', 'rt-soft', texts.none)]));
    })
    .catch(error => {
      if (error.name !== 'AbortError') {
        node.replaceChildren(failure(error, () => show(node, taskId, signal)));
      }
    });
}

function addStyles() {
  const href = new URL('./request-tab.css', import.meta.url).href;
  if (!document.querySelector(`link[href="${href}"]`)) {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    document.head.append(link);
  }
}

let pending;

export default {
  id: 'reglament-request',
  pluginPoint: 'tasklist.task.detail',
  // Between the form (1000), which stays first, and the task's own history (800).
  priority: 900,
  properties: { label: texts.tab },
  render(node, { taskId }) {
    addStyles();
    pending?.abort();
    pending = new AbortController();
    const box = el('section', 'rt');
    box.lang = language;
    box.setAttribute('aria-label', texts.tab);
    node.replaceChildren(box);
    show(box, taskId, pending.signal);
  },
  unmount() {
    pending?.abort();
  }
};
