import { language, texts } from './texts.js';

// …/camunda/app/tasklist/scripts/work-1/ → the application's own root, whatever context it runs in.
export const root = new URL('../../../../../', import.meta.url);

/** The server writes this cookie with its first answer, and takes a change only with its value in the header. */
function csrf() {
  const cookie = document.cookie.split('; ').find(c => c.startsWith('REGLAMENT-XSRF='));
  return cookie ? decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)) : '';
}

const asking = () => ({
  Accept: 'application/json',
  'Accept-Language': language,
  'X-Requested-With': 'XMLHttpRequest'
});

/**
 * What went wrong, in words for the person.
 *
 * kind: 'signedOut', 'offline', 'gone' (404, 409), 'refused' (what was sent cannot be taken) or 'failed'
 */
export class Problem extends Error {
  constructor(kind, message, status, body) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.body = body || {};
    this.errors = this.body.errors || this.body.problems || [];
  }
}

function kindOf(status) {
  if (status === 401) {
    return 'signedOut';
  }
  if (status === 404 || status === 409) {
    return 'gone';
  }
  return status === 400 || status === 403 || status === 413 || status === 422 ? 'refused' : 'failed';
}

function problemOf(status, body, reading) {
  const kind = kindOf(status);
  const said = kind === 'signedOut' ? texts.signedOut : body.detail || (reading ? texts.unread : texts.undone);
  return new Problem(kind, said, status, body);
}

/** @returns the answer's JSON; undefined where it has none; rejected with a Problem, or an AbortError */
export async function call(method, path, { body, signal } = {}) {
  const reading = method === 'GET';
  let response;
  try {
    response = await fetch(new URL(path, root), {
      signal,
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      headers: {
        ...asking(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(reading ? {} : { 'X-REGLAMENT-XSRF': csrf() })
      }
    });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new Problem('offline', texts.offline, 0);
  }
  const isJson = (response.headers.get('Content-Type') || '').includes('json');
  if (response.ok && response.redirected && !isJson) {
    // A signed-out session answers with the sign-in page.
    throw new Problem('signedOut', texts.signedOut, 401);
  }
  if (!response.ok) {
    throw problemOf(response.status, isJson ? await response.json() : {}, reading);
  }
  return isJson ? response.json() : undefined;
}

export const get = (path, signal) => call('GET', path, { signal });

/**
 * Sends a file and tells how far it is.
 *
 * @param progress called with a number between 0 and 1
 * @returns { done: promise of the answer, stop() }
 */
export function upload(path, file, progress) {
  const request = new XMLHttpRequest();
  const done = new Promise((resolve, reject) => {
    const parts = new FormData();
    parts.append('file', file);
    request.open('POST', new URL(path, root));
    Object.entries(asking()).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.setRequestHeader('X-REGLAMENT-XSRF', csrf());
    request.upload.addEventListener('progress', e => e.lengthComputable && progress(e.loaded / e.total));
    request.addEventListener('error', () => reject(new Problem('offline', texts.offline, 0)));
    request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
    request.addEventListener('load', () => {
      let body = {};
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // An answer that is no JSON has nothing to say.
      }
      if (request.status >= 200 && request.status < 300 && body.id !== undefined) {
        resolve(body);
      } else {
        reject(problemOf(request.status === 200 ? 401 : request.status, body, false));
      }
    });
    request.send(parts);
  });
  return { done, stop: () => request.abort() };
}

export const requestPath = number => `api/requests/${encodeURIComponent(number)}`;

/** @param href as the API gives it, from the application's root */
export const address = href => new URL(href.replace(/^\//, ''), root).href;
