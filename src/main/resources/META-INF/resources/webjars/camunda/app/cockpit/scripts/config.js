export default {
  app: { name: 'Cockpit', vendor: 'Reglament' },
  locales: { availableLocales: ['en', 'ru'], fallbackLocale: 'en' },
  disableWelcomeMessage: true
};
