import type { Period } from '../cases/day.ts';
import type { Language } from './language.ts';

/** A day (YYYY-MM-DD) as people of the language write it out. */
export function formatDay(language: Language, day: string): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** A size in bytes, in the largest unit that keeps it above one. */
export function formatSize(language: Language, bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const format = new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, {
    style: 'unit',
    unit: units[power] as string,
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  });
  return format.format(bytes / 1000 ** power);
}

/** Whole minutes as people say them: "2 hours, 5 minutes". */
export function formatMinutes(language: Language, minutes: number): string {
  const format = new Intl.DurationFormat(language, { style: 'long' });
  return minutes < 60
    ? format.format({ minutes: Math.max(minutes, 1) })
    : format.format({ hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** A number as it is written in the language. */
export function formatNumber(language: Language, number: number): string {
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : language).format(number);
}

/** One and several of a unit of time. Not Intl: its Norwegian day is "døgn", where the law and people say "dag". */
const PERIODS: Record<Language, Record<'days' | 'months' | 'years', readonly [string, string]>> = {
  da: { days: ['dag', 'dage'], months: ['måned', 'måneder'], years: ['år', 'år'] },
  sv: { days: ['dag', 'dagar'], months: ['månad', 'månader'], years: ['år', 'år'] },
  nb: { days: ['dag', 'dager'], months: ['måned', 'måneder'], years: ['år', 'år'] },
  en: { days: ['day', 'days'], months: ['month', 'months'], years: ['year', 'years'] },
};

/** A length of time as people say it: "7 days", and "1 year" for 365 days. */
export function formatPeriod(language: Language, period: Period): string {
  const whole = 'days' in period && period.days === 365 ? { years: 1 } : period;
  const [[unit, count]] = Object.entries(whole) as [['days' | 'months' | 'years', number]];
  return `${formatNumber(language, count)} ${PERIODS[language][unit][count === 1 ? 0 : 1]}`;
}
