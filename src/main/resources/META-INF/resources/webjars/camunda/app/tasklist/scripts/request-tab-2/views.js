import { day, say, size, texts, time } from './texts.js';

const NEWEST_EVENTS = 8;

/** What others wrote only ever becomes text: there is no innerHTML here. */
export function el(name, className, text) {
  const node = document.createElement(name);
  if (className) {
    node.className = className;
  }
  if (text !== undefined && text !== null) {
    node.textContent = text;
  }
  return node;
}

function facts(pairs) {
  const list = el('dl', 'rt-facts');
  pairs
    .filter(([, value]) => value)
    .forEach(([label, value]) => {
      const dd = el('dd');
      dd.append(value);
      list.append(el('dt', null, label), dd);
    });
  return list;
}

function fileList(attachments, root) {
  const list = el('ul', 'rt-files');
  attachments.forEach(a => {
    const item = el('li');
    const link = el('a');
    link.href = new URL(a.href.slice(1), root);
    link.download = a.fileName;
    if (a.image) {
      const thumb = el('img', 'rt-thumb');
      thumb.src = link.href;
      thumb.alt = a.fileName;
      thumb.loading = 'lazy';
      link.append(thumb);
    }
    link.append(el('span', null, a.fileName));
    item.append(link, el('span', 'rt-soft', ` ${size(a.size)}`));
    list.append(item);
  });
  return list;
}

/** Loaded only when asked for: it would tell the sender who reads the mail, and when. */
function remotePicture(page, img) {
  const address = img.getAttribute('data-src');
  const link = page.createElement('a');
  link.href = address;
  link.rel = 'noopener noreferrer nofollow';
  link.textContent = say(texts.remotePicture, img.getAttribute('alt') || new URL(address).host);
  return link;
}

/** Shows the sender's own layout: sanitised on the server, and without any right to run scripts here. */
function formatted(html, attachments, root) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  page.querySelectorAll('img').forEach(img => {
    const id = (img.getAttribute('src') || '').replace(/^cid:/i, '');
    const file = attachments.find(a => a.image && a.contentId === id);
    if (file) {
      img.setAttribute('src', new URL(file.href.slice(1), root).href);
      img.setAttribute('style', 'max-width:100%');
    } else if (img.getAttribute('data-src')) {
      img.replaceWith(remotePicture(page, img));
    } else {
      img.remove();
    }
  });
  page.querySelectorAll('a').forEach(a => a.setAttribute('target', '_blank'));
  const frame = el('iframe', 'rt-frame');
  frame.setAttribute('sandbox', 'allow-same-origin allow-popups allow-popups-to-escape-sandbox');
  frame.title = texts.formatted;
  frame.srcdoc = page.documentElement.outerHTML;
  frame.addEventListener('load', () => {
    const body = frame.contentDocument && frame.contentDocument.body;
    if (body) {
      body.style.fontFamily = 'sans-serif';
      frame.style.height = `${Math.min(body.scrollHeight + 32, 900)}px`;
    }
  });
  return frame;
}

function body(text, html, attachments, root) {
  const box = el('div');
  const plain = el('p', text ? 'rt-text' : 'rt-soft', text || texts.noText);
  box.append(plain);
  if (html) {
    const button = el('button', 'btn btn-link btn-xs', texts.formatted);
    button.type = 'button';
    let frame;
    button.addEventListener('click', () => {
      if (frame) {
        frame.replaceWith(plain);
        frame = undefined;
      } else {
        frame = formatted(html, attachments, root);
        plain.replaceWith(frame);
      }
      button.textContent = frame ? texts.plain : texts.formatted;
    });
    box.append(button);
  }
  return box;
}

function noteViews(notes) {
  return (notes || []).map(note => el('p', 'rt-note', note));
}

function messageView(m, root) {
  const item = el('li', `rt-message rt-${m.direction.toLowerCase()}`);
  const head = el('header');
  head.append(
    el('strong', null, texts.direction[m.direction]),
    el('span', null, m.direction === 'OUT' ? m.recipients : m.sender),
    el('time', null, time(m.at))
  );
  if (m.delivery) {
    head.append(el('span', m.delivery === 'FAILED' ? 'rt-bad' : null, texts.delivery[m.delivery] || m.delivery));
  }
  item.append(head, el('h4', null, m.subject), ...noteViews(m.notes), body(m.text, m.html, m.attachments, root));
  if (m.attachments.length) {
    item.append(fileList(m.attachments, root));
  }
  return item;
}

function historyView(history) {
  const box = el('details', 'rt-history');
  box.append(el('summary', null, texts.history));
  const list = el('ol');
  history.slice(-NEWEST_EVENTS).reverse().forEach(e => {
    const item = el('li');
    item.append(el('time', null, time(e.at)), ` · ${e.actor} · `, el('strong', null, texts.kind[e.kind] || e.kind));
    if (e.field) {
      item.append(` ${e.field}: ${e.oldValue ?? '—'} → ${e.newValue ?? '—'}`);
    }
    if (e.text) {
      item.append(el('p', 'rt-text', e.text));
    }
    list.append(item);
  });
  box.append(list, el('p', 'rt-soft', texts.historyAll));
  return box;
}

function pageLink(number, root, text) {
  const link = el('a', null, text || number);
  link.href = new URL(`requests/${encodeURIComponent(number)}`, root);
  link.target = '_blank';
  link.rel = 'noopener';
  link.title = texts.openPage;
  return link;
}

function contractView(contract) {
  if (!contract) {
    return null;
  }
  if (contract.expired) {
    return el('strong', 'rt-bad', say(texts.contractExpired, contract.number, day(contract.until)));
  }
  return contract.until ? say(texts.contractUntil, contract.number, day(contract.until)) : contract.number;
}

function lines(items) {
  const list = el('ul', 'rt-lines');
  items.forEach(parts => {
    const item = el('li');
    item.append(...parts);
    list.append(item);
  });
  return items.length ? list : null;
}

function deadlinesView(deadlines) {
  return lines(deadlines.map(d => [d.explanation]));
}

function stagesView(stages) {
  return lines(
    stages.map(s => [
      `${s.no}. ${s.title} `,
      el('span', 'rt-state', texts.stage[s.state] || s.state),
      ...[s.assignee || s.group, s.dueAt && `${texts.due}: ${time(s.dueAt)}`, s.reason, s.result]
        .filter(Boolean)
        .map(text => ` · ${text}`)
    ])
  );
}

function suspensionsView(suspensions) {
  return lines(
    suspensions.map(s => [
      s.to ? say(texts.suspension, time(s.from), time(s.to)) : say(texts.suspendedNow, time(s.from)),
      ` · ${s.reason}`,
      s.contract ? ` (${texts.wholeContract})` : ''
    ])
  );
}

/** The server lets only web addresses through. */
function cardView(card) {
  if (!card || !card.url) {
    return card && card.id;
  }
  const link = el('a', null, card.id);
  link.href = card.url;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  return link;
}

export function requestView(r, messages, history, root, related) {
  const view = el('article');
  if (related) {
    view.append(el('h2', null, texts.related));
  }
  const head = el('header', 'rt-head');
  const number = el('h3');
  number.append(pageLink(r.number, root));
  head.append(number, el('span', 'rt-state', r.label));
  if (r.mark) {
    head.append(el('span', 'rt-state', r.mark));
  }
  head.append(el('span', 'rt-soft', r.productName));
  const links = el('span');
  r.links.forEach(l => links.append(pageLink(l.number, root), ' '));
  const list = el('ol', 'rt-messages');
  messages.forEach(m => list.append(messageView(m, root)));
  view.append(
    head,
    el('p', 'rt-subject', r.subject),
    facts([
      [texts.customer, r.customer],
      [texts.contract, contractView(r.contract)],
      [texts.contact, r.contact ? `${r.contact} <${r.contactEmail}>` : r.contactEmail],
      [texts.priority, texts.level[r.priority]],
      [texts.criticality, texts.level[r.criticality]],
      [texts.complexity, texts.level[r.complexity]],
      [texts.nature.name, texts.nature[r.nature]],
      [texts.responsibility.name, texts.responsibility[r.responsibility]],
      [texts.assignee, r.assignee],
      [texts.registered, time(r.registeredAt)],
      [texts.due, deadlinesView(r.deadlines)],
      [texts.stages, stagesView(r.stages)],
      [texts.suspensions, suspensionsView(r.suspensions)],
      [say(texts.externalCard, r.externalCard?.tracker), cardView(r.externalCard)],
      [texts.links, r.links.length ? links : null]
    ]),
    el('h3', null, texts.conversation),
    messages.length ? list : el('p', 'rt-soft', texts.noMessages),
    historyView(history)
  );
  return view;
}

export function mailView({ mail, hint }, root) {
  const view = el('article');
  const original = el('a', null, texts.original);
  original.href = new URL(mail.original.slice(1), root);
  original.download = `mail-${mail.id}.eml`;
  const hintText = el('span');
  if (hint) {
    hintText.append(el('strong', null, hint), ` — ${texts.hintWarning}`);
  }
  view.append(
    el('h2', null, mail.subject || texts.noSubject),
    facts([
      [texts.from, mail.senderName ? `${mail.senderName} <${mail.sender}>` : mail.sender],
      [texts.mailbox, mail.mailbox],
      [texts.received, time(mail.receivedAt)],
      [texts.why, texts.reason[mail.reason] || mail.reason],
      [texts.hint, hint ? hintText : null],
      [texts.files, mail.attachments.join(', ')]
    ]),
    ...noteViews(mail.notes),
    body(mail.text, mail.html, [], root),
    original
  );
  return view;
}
