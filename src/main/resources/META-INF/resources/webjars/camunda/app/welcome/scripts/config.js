export default {
  app: { name: 'Welcome', vendor: 'Reglament' },
  locales: { availableLocales: ['en', 'ru'], fallbackLocale: 'en' },
  disableWelcomeMessage: true
};
