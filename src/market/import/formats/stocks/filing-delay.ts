import { addDays, type Day } from '../../../day.ts';

/**
 * Days after the period end from which accounts count as known if the file has no filing date. Source: INEC-1
 * specification; SEBI's listing rules allow 45 days for a quarter and 60 for a year.
 */
const DELAY = { quarter: 60, year: 75 } as const;

/** The day on which accounts became known, and whether it is the filing date or assumed. */
export const knownFrom = (
  filedOn: Day | null,
  periodEnd: Day,
  period: 'quarter' | 'year',
): { readonly knownOn: Day; readonly delay: 'filed' | 'assumed' } =>
  filedOn === null
    ? { knownOn: addDays(periodEnd, DELAY[period]), delay: 'assumed' }
    : { knownOn: filedOn, delay: 'filed' };
