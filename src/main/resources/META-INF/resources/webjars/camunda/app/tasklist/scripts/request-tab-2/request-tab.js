import { actionsView } from './actions.js';
import { language, texts } from './texts.js';
import { el, mailView, requestView } from './views.js';

// …/camunda/app/tasklist/scripts/request-tab-2/ → the application's own root, whatever context it runs in.
const root = new URL('../../../../../', import.meta.url);

/** The server writes this cookie with its first answer, and takes a change only with its value in the header. */
function csrf() {
  const cookie = document.cookie.split('; ').find(c => c.startsWith('REGLAMENT-XSRF='));
  return cookie ? decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)) : '';
}

async function fetchJson(path, signal, body) {
  const change = body && { 'Content-Type': 'application/json', 'X-REGLAMENT-XSRF': csrf() };
  const response = await fetch(new URL(path, root), {
    signal,
    method: body ? 'POST' : 'GET',
    body: body && JSON.stringify(body),
    credentials: 'same-origin',
    headers: {
      Accept: 'application/json',
      'Accept-Language': language,
      'X-Requested-With': 'XMLHttpRequest',
      ...change
    }
  });
  const json = (response.headers.get('Content-Type') || '').includes('json');
  if (!response.ok || !json) {
    const problem = json ? await response.json() : {};
    const error = new Error(problem.detail || (body ? texts.undone : texts.unread));
    error.problems = problem.problems || [];
    // A signed-out session answers with the sign-in page instead of JSON.
    error.signedOut = response.status === 401 || (response.ok && !json);
    throw error;
  }
  return response.json();
}

async function load(taskId, signal) {
  const subject = await fetchJson(`api/tasks/${encodeURIComponent(taskId)}/request`, signal);
  if (!subject.request) {
    return { subject, messages: [], history: [], offers: [] };
  }
  const path = `api/requests/${encodeURIComponent(subject.request.number)}`;
  const [messages, history, offers] = await Promise.all([
    fetchJson(`${path}/messages`, signal),
    fetchJson(`${path}/history`, signal),
    fetchJson(`${path}/actions`, signal)
  ]);
  return { subject, messages, history, offers };
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

/** @param said what has just been done; shown above the request as it stands now */
function show(node, taskId, signal, said) {
  node.replaceChildren(el('p', 'rt-soft', texts.loading));
  load(taskId, signal)
    .then(({ subject, messages, history, offers }) => {
      const parts = [];
      if (said) {
        const notice = el('p', 'rt-notice', said);
        notice.setAttribute('role', 'status');
        parts.push(notice);
      }
      if (subject.mail) {
        parts.push(mailView(subject, root));
      }
      if (subject.request) {
        const request = subject.request;
        const view = requestView(request, messages, history, root, Boolean(subject.mail));
        if (!subject.mail && offers.length) {
          view.querySelector('.rt-facts').after(
            actionsView(offers, (action, values) =>
              fetchJson(`api/requests/${encodeURIComponent(request.number)}/actions/${action}`, signal, {
                ...values,
                version: request.version
              }).then(() => show(node, taskId, signal, texts.done))
            )
          );
        }
        parts.push(view);
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
