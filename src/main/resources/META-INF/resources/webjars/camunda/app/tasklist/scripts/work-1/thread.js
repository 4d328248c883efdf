import { files, messageText, originalMail } from './content.js';
import { el } from './dom.js';
import { say, texts, time } from './texts.js';

/** So many of the newest are unfolded. */
const OPEN = 4;

const bare = subject =>
  (subject || '')
    .replace(/\[[^\]]*]/g, '')
    .replace(/^(\s*(re|fwd?|aw|wg|на|ответ|пересл)\s*(\[\d+])?:)+/gi, '')
    .trim()
    .toLowerCase();

const PLAIN = new Set(['DELIVERED', 'SENT']);
const BAD = new Set(['FAILED', 'BOUNCED', 'HELD', 'DROPPED']);

function deliveryView(delivery, reply) {
  const each = Array.isArray(delivery) ? delivery : delivery ? [{ state: delivery }] : [];
  return each.map(d => {
    const state = d.state || d.delivery;
    const said = texts.talk.delivery[state] || state;
    const mood = PLAIN.has(state) ? 'rt-good' : BAD.has(state) ? 'rt-bad' : 'rt-wait';
    const node = el('span', `rt-delivery ${mood}`, d.recipient ? `${d.recipient}: ${said}` : said);
    if (reply) {
      node.title = reply;
    }
    return node;
  });
}

const isNote = m => m.internal === true || m.direction === 'NOTE';

function initials(name) {
  return (name || '?')
    .replace(/[<"].*$/, '')
    .split(/[\s.@_-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map(word => word[0].toUpperCase())
    .join('');
}

function who(m, request) {
  if (m.direction === 'IN' && m.sender === request.contactEmail && request.contact) {
    return request.contact;
  }
  return m.senderName || m.sender;
}

function messageView(m, request, open) {
  const kind = isNote(m) ? 'note' : m.direction.toLowerCase();
  const name = who(m, request);
  const badge = el('span', 'rt-badge', initials(name));
  badge.setAttribute('aria-hidden', 'true');
  const at = el('time', null, time(m.at));
  at.dateTime = m.at;
  const head = el(
    'summary',
    'rt-message-head',
    badge,
    el('strong', null, name),
    el('span', `rt-kind`, isNote(m) ? texts.talk.from.NOTE : texts.talk.from[m.direction]),
    at,
    el('span', 'rt-first-words', (m.newText || m.text || '').trim().slice(0, 140))
  );
  const about = el('p', 'rt-about');
  if (isNote(m)) {
    about.append(texts.talk.neverSent);
  } else if (m.direction === 'OUT') {
    about.append(say(texts.talk.to, m.recipients), ' ', ...deliveryView(m.delivery, m.serverReply));
  } else if (m.sender !== name) {
    about.append(m.sender);
  }
  const body = el('div', 'rt-message-body');
  if (about.childNodes.length) {
    body.append(about);
  }
  if (m.subject && bare(m.subject) !== bare(request.subject)) {
    body.append(el('h4', null, m.subject));
  }
  body.append(...(m.notes || []).map(note => el('p', 'rt-warning', note)), messageText(m));
  const list = files(m.attachments);
  if (list) {
    body.append(list);
  }
  if (!isNote(m) && m.messageId) {
    body.append(originalMail(`/api/requests/${encodeURIComponent(request.number)}/messages/${m.id}/raw`, `${request.number}-${m.id}.eml`));
  }
  const fold = el('details', null, head, body);
  fold.open = open;
  const item = el('li', `rt-message rt-${kind}`, fold);
  item.dataset.message = m.id;
  return item;
}

/** The thread, newest last. */
export function threadView(messages, request) {
  if (!messages.length) {
    return el('p', 'rt-soft', texts.talk.none);
  }
  return el('ol', 'rt-messages', ...messages.map((m, i) => messageView(m, request, i >= messages.length - OPEN)));
}
