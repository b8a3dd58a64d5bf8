import type { BacktestDocument } from '../../backtest/document/document.ts';
import { compoundAnnual, yearsBetween } from '../../backtest/statistics/growth.ts';
import { day } from '../../market/day.ts';
import type { Leaf } from '../pointer.ts';
import { valueAt } from '../pointer.ts';
import { type DocumentAt, type DocumentRule, formulaOf } from './document-rule.ts';

const MONTHS_A_YEAR = 12;

/** Rules of returns between two sessions: by period, drawdown, label and provenance. */
export const PERIOD_RULES: readonly DocumentRule[] = [
  formulaOf(
    '/summary/(trailing|calendarYears|financialYears)/*/(own|benchmark)',
    'fraction',
    'The value at the end over the value at the start (1 before the first purchase), minus 1; over more than a year in a trailing period, a year.',
    (at) => ends(at, sessionsOf(at)),
    (values, at) => {
      const { from, to, isAnnual } = sessionsOf(at);
      const whole = growthOf(values) - 1;
      return isAnnual ? compoundAnnual(whole, yearsBetween(day(from), day(to))) : whole;
    },
    'V(to) ÷ V(from) − 1',
  ),
  formulaOf(
    '/summary/drawdowns/*/depth',
    'fraction',
    'The value at the trough over that at the peak, minus 1; a peak on the first day is the start value 1.',
    (at) => {
      const { peak, trough } = valueAt(at.document, entryOf(at)) as { peak: string; trough: string };
      return ends({ ...at, keys: ['', '', 'own'] }, { from: peak, to: trough });
    },
    (values) => growthOf(values) - 1,
    'V(trough) ÷ V(peak) − 1',
  ),
  formulaOf(
    '/(byLabel|byProvenance)/*/group/(own|benchmark)',
    'fraction',
    'Compound growth a year of twelve such months, from fill to fill, of the months of this group.',
    monthEnds,
    (values) => {
      const returns = returnsOf(values);
      const log = returns.reduce((sum, r) => sum + Math.log1p(r), 0);
      return Math.expm1((MONTHS_A_YEAR / returns.length) * log);
    },
    'exp(12/n Σ ln(1 + rₘ)) − 1',
  ),
  formulaOf(
    '/(byLabel|byProvenance)/*/group/worst',
    'fraction',
    'The lowest return from fill to fill of the months of this group.',
    monthEnds,
    (values) => Math.min(...returnsOf(values)),
  ),
  formulaOf(
    '/(byLabel|byProvenance)/*/group/months',
    'count',
    'The number of months of this group.',
    (at) => chosen(at).map((k) => `/months/${k}/decided`),
    (months) => months.length,
  ),
];

const entryOf = ({ pointer }: DocumentAt): string => pointer.slice(0, pointer.lastIndexOf('/'));

const sessionsOf = (at: DocumentAt): { from: string; to: string; isAnnual: boolean } =>
  valueAt(at.document, entryOf(at)) as { from: string; to: string; isAnnual: boolean };

const documentOf = ({ document }: DocumentAt): BacktestDocument => document as BacktestDocument;

/** Value at the end, and value at the start unless that is 1: the path begins before the first purchase. */
function ends(at: DocumentAt, { from, to }: { readonly from: string; readonly to: string }): string[] {
  const { nav } = documentOf(at);
  const field = at.keys[2] === 'benchmark' ? 'benchmark' : 'net';
  const pointer = (date: string): string => `/nav/${nav.findIndex((row) => row.date === date)}/${field}`;
  return from === nav[0]!.date ? [pointer(to)] : [pointer(to), pointer(from)];
}

const growthOf = ([to, from = 1]: readonly Leaf[]): number => (to as number) / (from as number);

/** Positions of the months of a group. */
function chosen(at: DocumentAt): number[] {
  const { months, byLabel, byProvenance, provenance } = documentOf(at);
  const [list, entry] = at.keys;
  const isChosen = (month: (typeof months)[number]): boolean => {
    if (list === 'byLabel') return month.label === byLabel[Number(entry)]!.label;
    switch (byProvenance[Number(entry)]!.id) {
      case 'all':
        return true;
      case 'live-indices':
        return month.backFilledWeight === 0;
      case 'out-of-sample':
        return provenance.rulesSince !== null && month.decided >= provenance.rulesSince;
      case 'live-decisions':
        return provenance.liveMonths.includes(month.decided);
    }
  };
  return months.flatMap((month, k) => (isChosen(month) ? [k] : []));
}

/** For each month of a group the value at its end and at its fill. */
function monthEnds(at: DocumentAt): string[] {
  const { nav, months } = documentOf(at);
  const place = new Map(nav.map((row, i) => [row.date, i]));
  const field = at.keys[2] === 'benchmark' ? 'benchmark' : 'net';
  return chosen(at).flatMap((k) => {
    const { filled, until } = months[k]!;
    return [`/nav/${place.get(until)}/${field}`, `/nav/${place.get(filled)}/${field}`];
  });
}

const returnsOf = (values: readonly Leaf[]): number[] =>
  Array.from(
    { length: values.length / 2 },
    (_, k) => (values[2 * k] as number) / (values[2 * k + 1] as number) - 1,
  );
