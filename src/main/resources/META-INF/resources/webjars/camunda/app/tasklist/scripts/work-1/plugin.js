import { requestTab } from './card.js';
import { deadlineTab } from './deadline.js';
import { el } from './dom.js';
import { historyTab } from './history.js';
import { language, texts } from './texts.js';
import { workTab } from './work.js';

function addStyles() {
  const href = new URL('./work.css', import.meta.url).href;
  if (!document.querySelector(`link[href="${href}"]`)) {
    const node = el('link');
    node.rel = 'stylesheet';
    node.href = href;
    document.head.append(node);
  }
}

/** @param draw (node, taskId, signal): fills the tab; the signal ends with the tab */
function tab(name, priority, draw) {
  let life;
  return {
    id: `reglament-${name}`,
    pluginPoint: 'tasklist.task.detail',
    priority,
    properties: { label: texts.tabs[name] },
    render(node, { taskId }) {
      addStyles();
      life?.abort();
      life = new AbortController();
      const box = el('section', `rt rt-tab-${name}`);
      box.lang = language;
      box.setAttribute('aria-label', texts.tabs[name]);
      node.replaceChildren(box);
      draw(box, taskId, life.signal);
    },
    unmount() {
      life?.abort();
    }
  };
}

// Before Tasklist's own: the form (1000), its history (800) and the rest. The first one opens by itself.
export default [
  tab('work', 1400, workTab),
  tab('request', 1300, requestTab),
  tab('history', 1200, historyTab),
  tab('deadline', 1100, deadlineTab)
];
