import type { ClassifierRecord, Evidence } from '../../validation/regimes/result.ts';
import { signed } from '../../../signals/wording.ts';
import { day, displayDay } from '../../market/day.ts';
import { problemText } from './import.ts';
import { simulatedMark } from './mark.ts';
import { table } from './table.ts';

const two = (x: number | null | undefined): string => (x === null || x === undefined ? '–' : x.toFixed(2));

/** The record on one screen: what it says in words, the challengers beside it, the premia. */
export function evidenceText(e: Evidence): string {
  const premia = e.premia.map((p) => [
    p.title,
    ...[p.byRegime.bullish, p.byRegime.consolidation, p.byRegime.bearish, p.bullMinusBear].map((x) =>
      x === null ? '–' : `${signed(x.annual, 1)} (${signed(x.t, 1)}; ${x.n})`,
    ),
  ]);
  const parts = [
    `TRRM on trial, ${displayDay(day(e.from))} to ${displayDay(day(e.to))}. A back-test${e.simulated ? '' : ', on history that could be seen when the rules were chosen'}.`,
    e.summary.map((s) => `  ${s}`).join('\n'),
    table(
      [
        'Classifier',
        'κ',
        'p',
        'Bears',
        'Entry',
        'Exit',
        'Switches/yr',
        'Whipsaws',
        'Vol ratio',
        'Max drawdown, %',
      ],
      e.classifiers.map(recordRow),
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ),
    premia.length > 0
      ? `Premium in the month after, % a year (t; n)\n${table(['', 'Bullish', 'Consolidation', 'Bearish', 'Bull − bear'], premia, [1, 2, 3, 4])}`
      : '',
    ...e.problems.map(problemText),
  ];
  return `${simulatedMark(e.simulated)}${parts.filter((p) => p !== '').join('\n\n')}\n`;
}

const recordRow = (c: ClassifierRecord): string[] => [
  c.title,
  two(c.kappa),
  two(c.kappaP),
  `${c.lags.found}/${c.lags.bears}`,
  two(c.lags.entry),
  two(c.lags.exit),
  c.switchesAYear.toFixed(2),
  String(c.whipsaws),
  c.volatilityRatio
    ? `${two(c.volatilityRatio.ratio)} [${c.volatilityRatio.interval.map(two).join(', ')}]`
    : '–',
  c.switchTest ? c.switchTest.maxDrawdown.toFixed(1) : '–',
];
