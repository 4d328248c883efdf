// The web app loads the fallback's labels after the chosen ones, and dates then follow the fallback: with a complete
// Russian file a Russian browser needs none.
const russian = (navigator.languages?.[0] || navigator.language || '').toLowerCase().startsWith('ru');

const locale = russian ? 'ru' : 'en';

// The web app draws its lists while its labels are still on their way, and then keeps the bare keys. It takes labels
// from this store at once, and waits for this file.
const locales = new URL('../locales/', import.meta.url).pathname;
const labels = `${locales}_locales_data_${locale}_${window.bust}`;
try {
  const stored = JSON.parse(localStorage.getItem('camunda-web') || '{}');
  if (!stored[labels]) {
    const answer = await fetch(`${locales}${locale}.json?bust=${window.bust}`);
    stored[labels] = JSON.stringify(await answer.json());
  }
  if (locale === 'en') {
    // The request has a history of its own, on a tab beside this one.
    const english = JSON.parse(stored[labels]);
    english.labels.HISTORY = 'Task history';
    stored[labels] = JSON.stringify(english);
  }
  localStorage.setItem('camunda-web', JSON.stringify(stored));
} catch {
  // Without the store the web app loads its labels itself.
}

// The installation's name; without an answer the header bears the product's.
const brand = await fetch('/assets/brand.json')
  .then(answer => answer.json())
  .catch(() => ({ name: 'Reglament' }));

export default {
  app: { name: 'Tasklist', vendor: brand.name || 'Reglament' },
  locales: { availableLocales: ['en', 'ru'], fallbackLocale: locale },
  // The file is cached under its name: a change needs a new number in the path.
  customScripts: ['scripts/work-1/plugin.js'],
  disableWelcomeMessage: true,
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: 'claims the currently selected task' },
    focusFilter: { key: 'ctrl+shift+f', description: 'set the focus to the first filter in the list' },
    focusList: { key: 'ctrl+alt+l', description: 'sets the focus to the first task in the list' },
    focusForm: { key: 'ctrl+alt+f', description: 'sets the focus to the first input field in a task form' },
    startProcess: { key: 'ctrl+alt+p', description: 'opens the start process modal dialog' }
  }
};
