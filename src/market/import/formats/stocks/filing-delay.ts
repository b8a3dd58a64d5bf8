import { addDays, type Day } from '../../../day.ts';

/**
 * Days after a period's end on which its accounts are taken as known where the file has no filing date. Source: the
 * specification of INEC-1; SEBI's listing rules allow 45 days for a quarter and 60 for a year.
 */
const DELAY = { quarter: 60, year: 75 } as const;

/** When accounts became known, and whether that is their filing date. */
export const knownFrom = (
  filedOn: Day | null,
  periodEnd: Day,
  period: 'quarter' | 'year',
): { readonly knownOn: Day; readonly delay: 'filed' | 'assumed' } =>
  filedOn === null
    ? { knownOn: addDays(periodEnd, DELAY[period]), delay: 'assumed' }
    : { knownOn: filedOn, delay: 'filed' };
