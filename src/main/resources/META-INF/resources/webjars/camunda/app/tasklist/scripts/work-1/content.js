import { address } from './api.js';
import { button, el, fold, link } from './dom.js';
import { say, size, texts } from './texts.js';

const TALLEST_FRAME = 900;
const PDF = 'application/pdf';

/** Loaded only when asked for: it would tell the sender who reads the mail, and when. */
function remotePicture(page, img) {
  const source = img.getAttribute('data-src');
  const node = page.createElement('a');
  node.href = source;
  node.rel = 'noopener noreferrer nofollow';
  node.textContent = say(texts.talk.remotePicture, img.getAttribute('alt') || new URL(source).host);
  return node;
}

/** Shows the sender's own layout: sanitised on the server, and without any right to run scripts here. */
function formatted(html, attachments) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  page.querySelectorAll('img').forEach(img => {
    const id = (img.getAttribute('src') || '').replace(/^cid:/i, '');
    const file = attachments.find(a => a.image && a.contentId === id);
    if (file) {
      img.setAttribute('src', address(file.href));
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
  frame.title = texts.talk.formatted;
  frame.srcdoc = page.documentElement.outerHTML;
  frame.addEventListener('load', () => {
    const body = frame.contentDocument?.body;
    if (body) {
      body.style.fontFamily = 'sans-serif';
      body.style.fontSize = '14px';
      const fit = () => (frame.style.height = `${Math.min(body.scrollHeight + 32, TALLEST_FRAME)}px`);
      fit();
      body.querySelectorAll('img').forEach(img => img.addEventListener('load', fit));
    }
  });
  return frame;
}

/** Servers before the split sent one text; what follows a line that ends in a colon and is quoted to the end is old. */
function split(text) {
  const lines = (text || '').split('\n');
  let start = lines.length;
  while (start > 0 && /^\s*(>|$)/.test(lines[start - 1])) {
    start--;
  }
  const quoted = lines.slice(start).join('\n').trim();
  if (!quoted.includes('>')) {
    return [(text || '').trim(), ''];
  }
  const cut = start > 0 && /:\s*$/.test(lines[start - 1]) ? start - 1 : start;
  return [lines.slice(0, cut).join('\n').trim(), lines.slice(cut).join('\n').trim()];
}

/** New words shown, quoted ones folded; the sender's own layout on demand. */
export function messageText(m) {
  const [own, quoted] = m.newText === undefined || m.newText === null ? split(m.text) : [m.newText, m.quotedText];
  const box = el('div', 'rt-body');
  const plain = el('div', null, el('p', own ? 'rt-text' : 'rt-soft', own || texts.talk.noText));
  if (quoted) {
    plain.append(fold('rt-quote', texts.talk.quoted, el('p', 'rt-text', quoted)));
  }
  box.append(plain);
  if (m.html) {
    let frame;
    const toggle = button('btn btn-link btn-xs', texts.talk.formatted, () => {
      if (frame) {
        frame.replaceWith(plain);
        frame = undefined;
      } else {
        frame = formatted(m.html, m.attachments || []);
        plain.replaceWith(frame);
      }
      toggle.textContent = frame ? texts.talk.plain : texts.talk.formatted;
      toggle.setAttribute('aria-pressed', String(Boolean(frame)));
    });
    toggle.setAttribute('aria-pressed', 'false');
    box.append(toggle);
  }
  return box;
}

function showPicture(file) {
  const dialog = el('dialog', 'rt-picture');
  const img = el('img');
  img.src = address(file.href);
  img.alt = file.fileName;
  dialog.setAttribute('aria-label', file.fileName);
  dialog.append(
    el('header', null, el('strong', null, file.fileName), button('btn btn-default btn-sm', texts.close, () => dialog.close())),
    img
  );
  dialog.addEventListener('click', event => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function ending(name) {
  const end = /\.([a-z0-9]{1,5})$/i.exec(name);
  return end ? end[1].toUpperCase() : '?';
}

function fileCard(a) {
  const card = el('li', 'rt-file');
  if (a.image) {
    const open = button('rt-thumb-button', null, () => showPicture(a));
    const thumb = el('img', 'rt-thumb');
    thumb.src = address(a.href);
    thumb.alt = '';
    thumb.loading = 'lazy';
    open.append(thumb);
    open.setAttribute('aria-label', say(texts.talk.previewOf, a.fileName));
    card.append(open);
  } else {
    const icon = el('span', 'rt-file-kind', ending(a.fileName));
    icon.setAttribute('aria-hidden', 'true');
    card.append(icon);
  }
  const download = link(address(a.href), a.fileName);
  download.download = a.fileName;
  download.setAttribute('aria-label', say(texts.talk.downloadOf, a.fileName));
  const about = el('span', 'rt-soft', size(a.size));
  if ((a.contentType || '').startsWith(PDF)) {
    const preview = link(`${address(a.href)}/preview`, texts.talk.preview, true);
    preview.setAttribute('aria-label', say(texts.talk.previewOf, a.fileName));
    about.append(' · ', preview);
  }
  card.append(el('span', 'rt-file-text', download, about));
  return card;
}

export function files(attachments) {
  return attachments?.length ? el('ul', 'rt-files', ...attachments.map(fileCard)) : null;
}

/** The mail's own head, read when somebody wants to see it. */
export function originalMail(href, name) {
  const head = el('pre', 'rt-mail-head');
  const download = link(address(href), texts.talk.download);
  download.download = name;
  const node = fold('rt-original', texts.talk.original, download, head);
  node.addEventListener('toggle', async () => {
    if (!node.open || head.textContent) {
      return;
    }
    head.textContent = texts.loading;
    try {
      const mail = await (await fetch(address(href), { credentials: 'same-origin' })).text();
      head.textContent = mail.split(/\r?\n\r?\n/, 1)[0];
    } catch {
      head.textContent = texts.unread;
    }
  });
  return node;
}
