import type { BacktestDocument } from '../../backtest/document/document.ts';
import { day } from '../../market/day.ts';
import { type DocumentAt, type DocumentRule, formulaOf, stageOf } from './document-rule.ts';

const MONTHS_A_YEAR = 12;

type Summary = BacktestDocument['summary'];
const summaryOf = ({ document }: DocumentAt): Summary => (document as BacktestDocument).summary;
const windowOf = (at: DocumentAt): Summary['rolling'][number] => summaryOf(at).rolling[Number(at.keys[0])]!;

/** `the 36 whole months that end on this date`. */
const spanOf = (at: DocumentAt): string => `the ${windowOf(at).months} whole months that end on this date`;

/** What returns are in excess of. */
function cash(at: DocumentAt): string {
  const { riskFree } = summaryOf(at);
  return riskFree === null ? '0, for want of a risk-free rate' : `“${riskFree}”`;
}

/** Rolling figures, with the convention of each. */
const ROLLING_RULES: readonly DocumentRule[] = [
  stageOf(
    '/summary/rolling/*/figures/*/(own|benchmark)',
    'fraction',
    (at) =>
      `Compound return of ${at.keys[2] === 'own' ? 'the record' : 'the benchmark'} over ${spanOf(at)}${windowOf(at).months > MONTHS_A_YEAR ? ', a year' : ', not annualised'}.`,
  ),
  stageOf(
    '/summary/rolling/*/figures/*/volatility',
    'fraction',
    (at) => `Volatility a year: standard deviation (n − 1) of the monthly returns of ${spanOf(at)}, × √12.`,
  ),
  stageOf(
    '/summary/rolling/*/figures/*/sharpe',
    'number',
    (at) =>
      `Sharpe ratio a year: mean over standard deviation (n − 1) of the monthly returns above ${cash(at)} of ${spanOf(at)}, × √12; none where they do not vary.`,
  ),
  stageOf(
    '/summary/rolling/*/figures/*/beta',
    'number',
    (at) =>
      `Beta to the benchmark: slope of the monthly returns above ${cash(at)} on those of the benchmark, over ${spanOf(at)}; no unit.`,
  ),
  stageOf(
    '/summary/rolling/*/figures/*/date',
    'day',
    'The last session of the window, which ends with a whole month.',
  ),
  stageOf('/summary/rolling/*/months', 'count', 'Length of the windows, in whole calendar months.'),
];

const fallAt = (at: DocumentAt): string => `/summary/drawdowns/${at.keys[0]}`;
const daysBetween = (from: unknown, to: unknown): number => day(to as string) - day(from as string);

/** Dates and lengths of drawdowns; `PERIOD_RULES` have their depth. */
const DRAWDOWN_RULES: readonly DocumentRule[] = [
  formulaOf(
    '/summary/drawdowns/*/daysToTrough',
    'count',
    'Calendar days from the peak to the trough.',
    (at) => [`${fallAt(at)}/peak`, `${fallAt(at)}/trough`],
    ([peak, trough]) => daysBetween(peak, trough),
    'trough − peak',
  ),
  formulaOf(
    '/summary/drawdowns/*/daysToRecovery',
    'count',
    'Calendar days from the trough to the first session at or above the peak again; none where that has not come.',
    (at) => [`${fallAt(at)}/trough`, `${fallAt(at)}/to`],
    ([trough, to]) => (to === null ? null : daysBetween(trough, to)),
    'recovery − trough',
  ),
  formulaOf(
    '/summary/drawdowns/*/days',
    'count',
    'Calendar days from the peak to the recovery, or to the end of the record where that has not come.',
    (at) => [`${fallAt(at)}/peak`, `${fallAt(at)}/to`, '/summary/to'],
    ([peak, to, end]) => daysBetween(peak, to ?? end),
    'recovery − peak',
  ),
  stageOf(
    '/summary/drawdowns/*/periods',
    'count',
    'Sessions from the first below the peak to the recovery, or to the end of the record, both counted.',
  ),
  stageOf('/summary/drawdowns/*/peak', 'day', 'The last session at the peak before this fall.'),
  stageOf('/summary/drawdowns/*/from', 'day', 'The first session below the peak.'),
  stageOf('/summary/drawdowns/*/trough', 'day', 'The first session with the lowest value of this fall.'),
  stageOf(
    '/summary/drawdowns/*/to',
    'day',
    'The first session at or above the peak again; none where that has not come.',
  ),
];

/** Rules of rolling windows and drawdowns. */
export const WINDOW_RULES: readonly DocumentRule[] = [...ROLLING_RULES, ...DRAWDOWN_RULES];
