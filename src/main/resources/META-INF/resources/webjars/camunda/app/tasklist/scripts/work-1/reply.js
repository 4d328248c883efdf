import { call, get, requestPath, upload } from './api.js';
import { button, el, labelled, newId, signIn, status } from './dom.js';
import { draftOf } from './draft.js';
import { waitingView } from './waiting.js';
import { clockTime, say, size, texts } from './texts.js';

const TALLEST_TEXT = 260;

/**
 * The box below the conversation: an answer that goes to the customer, or a note that never does. Its draft is saved while
 * one types, on the server and, whatever happens to that, in this browser.
 *
 * @param request as the API tells it
 * @param person user id of who writes
 * @param sent called after something was sent, taken back or noted
 */
export function replyBox(request, person, signal, sent) {
  const path = requestPath(request.number);
  const t = texts.reply;
  const draft = draftOf(path, person, request.number, signal);

  const text = el('textarea', 'form-control rt-reply-text');
  text.rows = 1;
  const copies = el('input', 'form-control');
  copies.type = 'text';
  copies.placeholder = t.copiesHint;
  const copiesRow = labelled(t.copies, copies, 'rt-reply-row');
  const templates = el('select', 'form-control');
  const templateRow = labelled(t.template, templates, 'rt-reply-row');
  templateRow.hidden = true;
  const fileList = el('ul', 'rt-reply-files');
  const about = el('p', 'rt-hint');
  const state = status('rt-draft-state');
  const said = el('div', 'rt-said');
  said.setAttribute('role', 'alert');
  const box = el('form', 'rt-reply');
  box.setAttribute('aria-label', t.name);
  box.noValidate = true;

  const kind = newId();
  const choice = (value, label) => {
    const radio = el('input');
    radio.type = 'radio';
    radio.name = kind;
    radio.value = value;
    const node = el('label', `rt-choice rt-choice-${value}`, radio, el('span', null, label));
    return { radio, node };
  };
  const answer = choice('answer', t.answer);
  const note = choice('note', t.note);
  const kinds = el('fieldset', 'rt-kinds', el('legend', 'rt-hidden', t.kind), answer.node, note.node);

  const attach = el('input', 'rt-hidden');
  attach.type = 'file';
  attach.multiple = true;
  attach.id = newId();
  const attachLabel = el('label', 'btn btn-default btn-sm', t.attach);
  attachLabel.htmlFor = attach.id;
  const attachRow = el('div', 'rt-attach', attach, attachLabel, el('span', 'rt-soft', t.drop));

  const send = el('button', 'btn btn-primary rt-send', t.send);
  send.type = 'submit';
  const at = el('input', 'form-control');
  at.type = 'datetime-local';
  const later = el('details', 'rt-later', el('summary', 'btn btn-link btn-sm', t.later));
  const sendThen = button('btn btn-default btn-sm', t.sendAt, () => deliver(new Date(at.value)));
  later.append(labelled(t.laterAt, at, 'rt-later-at'), sendThen);
  const waiting = waitingView(path, signal, {
    undone(reply) {
      draft.reload().then(show);
      tell(t.undone, 'rt-notice');
      sent(reply);
    },
    left: () => sent()
  });

  box.append(kinds, waiting.node, about, el('div', 'rt-reply-head', copiesRow, templateRow));
  box.append(text, fileList, said, el('div', 'rt-reply-bar', send, later, attachRow, state));

  const isNote = () => note.radio.checked;

  function tell(message, mood, ...more) {
    said.replaceChildren(el('p', mood, message), ...more);
  }

  function dress() {
    box.classList.toggle('rt-writes-note', isNote());
    text.placeholder = isNote() ? t.noteText : say(t.answerText, request.contact || request.contactEmail);
    text.setAttribute('aria-label', text.placeholder);
    send.textContent = isNote() ? t.sendNote : t.send;
    copiesRow.hidden = isNote();
    templateRow.hidden = isNote() || templates.options.length < 2;
    later.hidden = isNote();
  }

  /** Who may not answer may perhaps keep a note, and the other way round. */
  function allow({ mayReply = true, mayNote = true, notice }) {
    answer.radio.disabled = !mayReply;
    note.radio.disabled = !mayNote;
    answer.node.hidden = !mayReply;
    note.node.hidden = !mayNote;
    box.hidden = !mayReply && !mayNote;
    about.hidden = !notice;
    about.textContent = notice || '';
    return mayReply ? mayNote && draft.value.internal : true;
  }

  function show(value) {
    (allow(value) ? note : answer).radio.checked = true;
    text.value = value.text;
    copies.value = value.copies.join(', ');
    fileList.replaceChildren(...value.files.map(fileView));
    dress();
    grow();
  }

  function grow() {
    const focused = document.activeElement;
    const writing = box.contains(focused) && !waiting.node.contains(focused);
    const open = writing || text.value || draft.value.files.length;
    box.classList.toggle('rt-reply-closed', !open);
    text.style.height = 'auto';
    text.style.height = `${Math.min(text.scrollHeight + 2, TALLEST_TEXT)}px`;
  }

  const written = () => ({
    text: text.value,
    internal: isNote(),
    copies: isNote() ? draft.value.copies : copies.value.split(/[\s,;]+/).filter(Boolean)
  });

  const changed = () => {
    said.replaceChildren();
    draft.change(written());
  };

  draft.listen(({ saved, saving, problem, theirs }) => {
    state.classList.toggle('rt-bad', Boolean(problem));
    state.textContent = problem ? say(t.savedHere, problem.message) : saving ? t.saving : saved ? say(t.saved, clockTime(saved)) : '';
    if (theirs) {
      tell(
        t.newer,
        'rt-bad',
        button('btn btn-default btn-sm', t.takeTheirs, () => (said.replaceChildren(), show(draft.take(theirs)))),
        button('btn btn-default btn-sm', t.keepMine, () => (said.replaceChildren(), draft.insist(theirs)))
      );
    }
  });

  function fileView(file) {
    const item = el('li', null, el('span', null, file.name), el('span', 'rt-soft', ` ${size(file.size)} `));
    const remove = button('btn btn-link btn-xs', '×', () =>
      call('DELETE', `${path}/draft/files/${encodeURIComponent(file.id)}`)
        .then(() => (draft.drop(file), item.remove()))
        .catch(problem => tell(problem.message, 'rt-bad'))
    );
    remove.setAttribute('aria-label', say(t.remove, file.name));
    item.append(remove);
    return item;
  }

  function add(file) {
    const most = draft.value.limits?.fileBytes;
    if (most && file.size > most) {
      tell(say(t.tooLarge, file.name, size(file.size), size(most)), 'rt-bad');
      return;
    }
    const bar = el('progress');
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute('aria-label', file.name);
    const item = el('li', null, el('span', null, file.name), ' ', bar);
    fileList.append(item);
    const sending = upload(`${path}/draft/files`, file, part => (bar.value = part));
    const stop = button('btn btn-link btn-xs', '×', () => sending.stop());
    stop.setAttribute('aria-label', say(t.stop, file.name));
    item.append(stop);
    sending.done
      .then(stored => (draft.add(stored), item.replaceWith(fileView(stored))))
      .catch(problem => {
        item.remove();
        if (problem.name !== 'AbortError') {
          tell(`${file.name}: ${problem.message}`, 'rt-bad');
        }
      });
  }

  async function deliver(moment) {
    if (moment !== undefined && !(moment > Date.now())) {
      tell(t.notLater, 'rt-bad');
      at.focus();
      return;
    }
    const value = written();
    if (!value.text.trim() && !draft.value.files.length) {
      tell(t.empty, 'rt-bad');
      text.focus();
      return;
    }
    send.disabled = sendThen.disabled = true;
    try {
      await draft.flush();
      const { version } = draft.value;
      const accepted = await call('POST', `${path}/replies`, { body: { ...value, version, sendAt: moment?.toISOString() } });
      show(draft.empty());
      later.open = false;
      said.replaceChildren();
      if (value.internal || accepted?.notice) {
        tell(accepted?.notice || t.noted, 'rt-notice');
      }
      waiting.refresh();
      sent();
    } catch (problem) {
      tell(problem.message, 'rt-bad', ...(problem.kind === 'signedOut' ? [signIn()] : []));
    } finally {
      send.disabled = sendThen.disabled = false;
    }
  }

  box.addEventListener('submit', event => {
    event.preventDefault();
    deliver();
  });
  text.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      deliver();
    }
  });
  text.addEventListener('input', () => (grow(), changed()));
  // A box that opened under the pointer would move the button that it is about to press.
  box.addEventListener('focusin', event => waiting.node.contains(event.target) || grow());
  copies.addEventListener('input', changed);
  [answer, note].forEach(({ radio }) => radio.addEventListener('change', () => (dress(), changed())));
  attach.addEventListener('change', () => {
    [...attach.files].forEach(add);
    attach.value = '';
  });
  box.addEventListener('dragover', event => event.preventDefault());
  box.addEventListener('drop', event => {
    event.preventDefault();
    [...event.dataTransfer.files].forEach(add);
  });
  templates.addEventListener('change', () => {
    const chosen = templates.selectedOptions[0];
    if (chosen?.dataset.text) {
      const [start, end] = [text.selectionStart, text.selectionEnd];
      text.setRangeText(chosen.dataset.text, start, end, 'end');
      templates.selectedIndex = 0;
      grow();
      changed();
      text.focus();
    }
  });

  show(draft.value);
  draft.reload().then(show);
  get(`${path}/reply-templates`, signal)
    .then(list => {
      const option = label => Object.assign(el('option', null, label), { value: label });
      templates.append(option('—'));
      list.forEach(one => {
        const node = option(one.title);
        node.dataset.text = one.text;
        templates.append(node);
      });
      dress();
    })
    .catch(() => {});
  return box;
}
