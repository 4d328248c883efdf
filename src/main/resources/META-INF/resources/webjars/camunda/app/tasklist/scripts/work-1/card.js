import { actionsView } from './actions.js';
import { call, get, requestPath, root } from './api.js';
import { el, facts, failure, link, status } from './dom.js';
import { messageText } from './content.js';
import { day, say, shortTime, texts, time } from './texts.js';

export function pageLink(number, text) {
  const node = link(new URL(`requests/${encodeURIComponent(number)}`, root).href, text || number, true);
  node.title = texts.openPage;
  return node;
}

function lines(items) {
  return items?.length ? el('ul', 'rt-lines', ...items.map(parts => el('li', null, ...parts))) : null;
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
  return card?.url ? link(card.url, card.id, true) : card?.id;
}

function openRequestsView(list) {
  if (!list) {
    return null;
  }
  return (
    lines(
      list.map(r => [
        pageLink(r.number),
        ` ${r.subject} `,
        el('span', 'rt-state', r.label),
        r.dueAt ? ` · ${texts.due}: ${shortTime(r.dueAt)}` : ''
      ])
    ) || el('span', 'rt-soft', texts.noOpenRequests)
  );
}

/** The request's card: everything that is known of it. */
export function cardOf(r, around) {
  const head = el('header', 'rt-head', el('h3', null, pageLink(r.number)), el('span', 'rt-state', r.label));
  if (r.mark) {
    head.append(el('span', 'rt-state', r.mark));
  }
  const links = el('span');
  r.links.forEach(l => links.append(pageLink(l.number), ' '));
  const hours = around?.hours && say(texts.hoursIn, around.hours, around.zone);
  return el(
    'article',
    null,
    head,
    el('p', 'rt-subject', r.subject),
    facts([
      [texts.customer, r.customer],
      [texts.contact, r.contact ? `${r.contact} <${r.contactEmail}>` : r.contactEmail],
      [texts.contract, contractView(r.contract)],
      [texts.hours, hours],
      [texts.product, r.productName],
      [texts.category, around?.category || r.category],
      [texts.service, around?.service || r.service],
      [texts.priority, texts.level[r.priority]],
      [texts.criticality, texts.level[r.criticality]],
      [texts.complexity, texts.level[r.complexity]],
      [texts.nature.name, texts.nature[r.nature]],
      [texts.responsibility.name, texts.responsibility[r.responsibility]],
      [texts.assignee, around?.assignee || r.assignee],
      [texts.group, around?.group || r.group],
      [texts.registered, time(r.registeredAt)],
      [texts.channel.name, texts.channel[r.channel] || r.channel],
      [texts.due, lines(r.deadlines.map(d => [d.explanation]))],
      [texts.stages, stagesView(r.stages)],
      [texts.suspensions, suspensionsView(r.suspensions)],
      [say(texts.externalCard, r.externalCard?.tracker), cardView(r.externalCard)],
      [texts.links, r.links.length ? links : null],
      [texts.openRequests, openRequestsView(around?.openRequests)]
    ])
  );
}

/** A mail that waits to be sorted. */
export function mailView({ mail, hint }) {
  const original = link(new URL(mail.original.slice(1), root).href, texts.mail.original);
  original.download = `mail-${mail.id}.eml`;
  const hintText = hint && el('span', null, el('strong', null, hint), ` — ${texts.mail.hintWarning}`);
  return el(
    'article',
    'rt-mail',
    el('h2', null, mail.subject || texts.mail.noSubject),
    facts([
      [texts.mail.from, mail.senderName ? `${mail.senderName} <${mail.sender}>` : mail.sender],
      [texts.mail.mailbox, mail.mailbox],
      [texts.mail.received, time(mail.receivedAt)],
      [texts.mail.why, texts.reason[mail.reason] || mail.reason],
      [texts.mail.hint, hintText],
      [texts.mail.files, mail.attachments.join(', ')]
    ]),
    ...(mail.notes || []).map(note => el('p', 'rt-warning', note)),
    messageText({ text: mail.text, html: mail.html, attachments: [] }),
    original
  );
}

/** The tab Request. */
export async function requestTab(node, taskId, signal, said) {
  node.replaceChildren(el('p', 'rt-soft', texts.loading));
  try {
    const subject = await get(`api/tasks/${encodeURIComponent(taskId)}/request`, signal);
    const parts = [];
    if (said) {
      parts.push(Object.assign(status('rt-notice'), { textContent: said }));
    }
    if (subject.mail) {
      parts.push(mailView(subject));
    }
    if (subject.request) {
      const request = subject.request;
      const path = requestPath(request.number);
      const [around, offers] = await Promise.all([
        get(`${path}/surroundings`, signal),
        subject.mail ? [] : get(`${path}/actions`, signal)
      ]);
      if (subject.mail) {
        parts.push(el('h2', null, texts.mail.related));
      }
      const view = cardOf(request, around);
      if (offers.length) {
        view.querySelector('.rt-subject').after(
          actionsView(request.number, offers, (action, values) =>
            call('POST', `${path}/actions/${action}`, { body: { ...values, version: request.version }, signal }).then(() =>
              requestTab(node, taskId, signal, texts.done)
            )
          )
        );
      }
      parts.push(view);
    }
    node.replaceChildren(...(parts.length ? parts : [el('p', 'rt-soft', texts.none)]));
  } catch (problem) {
    if (problem.name !== 'AbortError') {
      node.replaceChildren(failure(problem, () => requestTab(node, taskId, signal)));
    }
  }
}
