// The web app loads the fallback's labels after the chosen ones, and dates then follow the fallback: with a complete
// Russian file a Russian browser needs none.
const russian = (navigator.languages?.[0] || navigator.language || '').toLowerCase().startsWith('ru');

export default {
  app: { name: 'Tasklist', vendor: 'Reglament' },
  locales: { availableLocales: ['en', 'ru'], fallbackLocale: russian ? 'ru' : 'en' },
  // The file is cached under its name: a change needs a new number in the path.
  customScripts: ['scripts/request-tab-1/request-tab.js'],
  disableWelcomeMessage: true,
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: 'claims the currently selected task' },
    focusFilter: { key: 'ctrl+shift+f', description: 'set the focus to the first filter in the list' },
    focusList: { key: 'ctrl+alt+l', description: 'sets the focus to the first task in the list' },
    focusForm: { key: 'ctrl+alt+f', description: 'sets the focus to the first input field in a task form' },
    startProcess: { key: 'ctrl+alt+p', description: 'opens the start process modal dialog' }
  }
};
