export default {
  app: { name: 'Admin', vendor: 'Reglament' },
  locales: { availableLocales: ['en', 'ru'], fallbackLocale: 'en' },
  disableWelcomeMessage: true
};
