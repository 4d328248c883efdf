import { call, get } from './api.js';
import { forget, keep, kept } from './store.js';

const SAVE_AFTER_MS = 1500;
const EMPTY = { text: '', copies: [], files: [], internal: false, version: 0 };

/**
 * What is being written to one request. Kept in this browser at once and on the server soon after; where another window
 * has saved since, the person chooses.
 */
export function draftOf(path, person, number, signal) {
  const local = () => kept('draft', person, number)?.value;
  let value = { ...EMPTY, ...local() };
  let listener = () => {};
  let timer;
  let saving;
  let dirty = Boolean(local());

  const keepHere = () => keep('draft', person, number, { text: value.text, copies: value.copies, internal: value.internal });

  async function save() {
    clearTimeout(timer);
    dirty = false;
    listener({ saving: true });
    try {
      const { text, copies, internal, version } = value;
      const stored = await call('PUT', `${path}/draft`, { body: { text, copies, internal, version }, signal });
      value = { ...value, version: stored?.version ?? version + 1, notice: stored?.notice };
      if (!dirty) {
        forget('draft', person, number);
      }
      listener({ saved: Date.now() });
    } catch (problem) {
      if (problem.name === 'AbortError') {
        return;
      }
      dirty = true;
      if (problem.status === 409) {
        const newer = problem.body.draft || problem.body.newer || (await get(`${path}/draft`, signal).catch(() => undefined));
        listener(newer ? { theirs: newer } : { problem });
      } else {
        listener({ problem });
      }
    }
  }

  return {
    get value() {
      return value;
    },
    listen(to) {
      listener = to;
    },
    change(part) {
      value = { ...value, ...part };
      dirty = true;
      keepHere();
      clearTimeout(timer);
      timer = setTimeout(() => (saving = save()), SAVE_AFTER_MS);
    },
    /** Everything typed is on the server, or the browser has it and the listener knows why. */
    async flush() {
      await saving;
      if (dirty) {
        await (saving = save());
      }
    },
    /** What the server has; what this browser kept and never got there comes first. */
    async reload() {
      try {
        const stored = await get(`${path}/draft`, signal);
        const unsaved = local();
        value = { ...EMPTY, ...stored, ...(unsaved?.text ? unsaved : {}) };
        listener(stored.changedAt && stored.text ? { saved: stored.changedAt } : {});
      } catch (problem) {
        if (problem.name !== 'AbortError') {
          listener({ problem });
        }
      }
      return value;
    },
    take(theirs) {
      value = { ...value, ...theirs };
      dirty = false;
      forget('draft', person, number);
      return value;
    },
    insist(theirs) {
      value = { ...value, version: theirs.version };
      saving = save();
    },
    add: file => (value = { ...value, files: [...value.files, file] }),
    drop: file => (value = { ...value, files: value.files.filter(f => f.id !== file.id) }),
    empty() {
      clearTimeout(timer);
      dirty = false;
      forget('draft', person, number);
      const { mayReply, mayNote, limits, internal } = value;
      value = { ...EMPTY, mayReply, mayNote, limits, internal };
      listener({});
      get(`${path}/draft`, signal).then(d => (value.version = d.version), () => {});
      return value;
    }
  };
}
