import { call, get } from './api.js';
import { button, el } from './dom.js';
import { say, shortTime, texts } from './texts.js';

const SECOND_MS = 1000;

/**
 * What has been sent and can still be taken back, with the seconds that are left.
 *
 * @param undone called after one was taken back
 * @param left called when one has left
 */
export function waitingView(path, signal, { undone, left }) {
  const t = texts.reply;
  const node = el('ul', 'rt-waiting');
  let timer;

  function card(reply) {
    const soon = new Date(reply.sendAt || reply.undoUntil) <= new Date(reply.undoUntil);
    const when = el('span', 'rt-when');
    const said = el('span', 'rt-bad');
    said.setAttribute('role', 'alert');
    const back = button('btn btn-default btn-sm', soon ? t.undo : t.edit, () => {
      back.disabled = true;
      call('DELETE', `${path}/replies/${encodeURIComponent(reply.id)}`)
        .then(() => (refresh(), undone(reply)))
        .catch(problem => {
          back.disabled = false;
          said.textContent = problem.message;
        });
    });
    const tick = () => {
      const leaves = new Date(soon ? reply.undoUntil : reply.sendAt);
      const seconds = Math.ceil((leaves - Date.now()) / SECOND_MS);
      when.textContent = soon && seconds < 120 ? say(t.leaves, Math.max(seconds, 0)) : say(t.waiting, shortTime(leaves));
      return seconds > 0;
    };
    tick();
    return { tick, item: el('li', null, when, el('span', 'rt-waiting-text', reply.text), back, said) };
  }

  function show(replies) {
    clearInterval(timer);
    const cards = replies.map(card);
    node.replaceChildren(...cards.map(c => c.item));
    if (cards.length) {
      timer = setInterval(() => {
        const still = cards.map(c => c.tick());
        if (still.includes(false)) {
          clearInterval(timer);
          setTimeout(() => refresh().then(left), 2 * SECOND_MS);
        }
      }, SECOND_MS);
    }
  }

  const refresh = () => get(`${path}/replies`, signal).then(list => show(list.filter(r => !r.internal)), () => {});

  signal.addEventListener('abort', () => clearInterval(timer));
  refresh();
  return { node, refresh };
}
