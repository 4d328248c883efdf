/** What a person has typed and not yet sent, kept by this browser until the server has taken it. */

const MARK = 'reglament.typed.';
const DAYS_KEPT = 30;

const key = (kind, person, id) => `${MARK}${kind}.${person}.${id}`;

/** Old remains of tasks that are long over. */
function sweep() {
  const oldest = Date.now() - DAYS_KEPT * 86_400_000;
  Object.keys(localStorage)
    .filter(name => name.startsWith(MARK))
    .filter(name => (JSON.parse(localStorage.getItem(name) || '{}').at || 0) < oldest)
    .forEach(name => localStorage.removeItem(name));
}

export function keep(kind, person, id, value) {
  try {
    localStorage.setItem(key(kind, person, id), JSON.stringify({ at: Date.now(), value }));
  } catch {
    // A browser without room or permission keeps nothing; the page itself still does.
  }
}

/** @returns {at, value}; null where nothing is kept */
export function kept(kind, person, id) {
  try {
    sweep();
    return JSON.parse(localStorage.getItem(key(kind, person, id)));
  } catch {
    return null;
  }
}

export function forget(kind, person, id) {
  try {
    localStorage.removeItem(key(kind, person, id));
  } catch {
    // See keep.
  }
}
