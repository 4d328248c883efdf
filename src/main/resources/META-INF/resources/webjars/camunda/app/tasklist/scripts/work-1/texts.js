import { en } from './texts-en.js';
import { ru } from './texts-ru.js';

// Tasklist chooses its language by the browser's first one; the tabs must not disagree.
const first = ((navigator.languages && navigator.languages[0]) || navigator.language || 'en').split('-')[0].toLowerCase();

export const language = first === 'ru' ? 'ru' : 'en';
export const texts = language === 'ru' ? ru : en;

// British English: day before month, and 24 hours, as the forms have them.
const locale = language === 'ru' ? 'ru' : 'en-GB';
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const shortMoment = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const plurals = new Intl.PluralRules(locale);
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });

/** A day without a time is the same day everywhere. */
export const day = iso => date.format(new Date(iso));

/** @returns the text with {0}, {1}… replaced */
export const say = (text, ...values) => text.replace(/\{(\d)\}/g, (_, no) => values[no]);

/** @param forms by plural category, with {0} for the number */
export const count = (forms, n) => say(forms[plurals.select(n)] || forms.other, n);

export const time = iso => moment.format(new Date(iso));
export const shortTime = iso => shortMoment.format(new Date(iso));
export const clockTime = iso => clock.format(new Date(iso));

/** @returns e.g. "in 3 hours" */
export function fromNow(iso, now) {
  const minutes = Math.round((new Date(iso) - now) / 60_000);
  const hours = Math.round(minutes / 60);
  if (Math.abs(minutes) < 90) {
    return relative.format(minutes, 'minute');
  }
  return Math.abs(hours) < 48 ? relative.format(hours, 'hour') : relative.format(Math.round(hours / 24), 'day');
}

/** @returns e.g. "2 d 3 h", "1 h 05 min" */
export function duration(ms) {
  const minutes = Math.floor(ms / 60_000);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const u = texts.units;
  if (days) {
    return `${days} ${u[0]}${hours ? ` ${hours} ${u[1]}` : ''}`;
  }
  return hours ? `${hours} ${u[1]}${rest ? ` ${String(rest).padStart(2, '0')} ${u[2]}` : ''}` : `${rest} ${u[2]}`;
}

export function size(bytes) {
  if (bytes < 1024) {
    return `${bytes} ${texts.bytes[0]}`;
  }
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${decimal.format(kilo)} ${texts.bytes[1]}` : `${decimal.format(kilo / 1024)} ${texts.bytes[2]}`;
}
