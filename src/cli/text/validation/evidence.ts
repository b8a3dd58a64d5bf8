import type { ClassifierTrackRecord, RegimeValidation } from '../../../validation/regimes/result.ts';
import { grouped, signed } from '../../../format/numbers.ts';
import { day, displayDay } from '../../../market/day.ts';
import { problemText } from '../layout/problem.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { table } from '../layout/table.ts';

const two = (x: number | null | undefined): string => (x === null || x === undefined ? '–' : grouped(x, 2));

/** The validation on one screen: summary, classifiers and premia. */
export function evidenceText(e: RegimeValidation): string {
  const premia = e.premia.map((p) => [
    p.title,
    ...[p.byRegime.bullish, p.byRegime.consolidation, p.byRegime.bearish, p.bullMinusBear].map((x) =>
      x === null ? '–' : `${signed(x.annual, 1)} (${signed(x.t, 1)}; ${x.n})`,
    ),
  ]);
  const parts = [
    `Validation of the regime model, ${displayDay(day(e.from))} to ${displayDay(day(e.to))}. Back-test${e.simulated ? '' : ' on history that was known when the rules were chosen'}.`,
    e.summary.map((s) => `  ${s}`).join('\n'),
    table(
      [
        'Classifier',
        'κ',
        'p',
        'Bears found',
        'Entry lag',
        'Exit lag',
        'Switches/year',
        'Whipsaws',
        'Volatility ratio',
        'Maximum drawdown, %',
      ],
      e.classifiers.map(classifierRow),
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ),
    premia.length > 0
      ? `Premium in the following month, % a year (t; n)\n${table(['', 'Bullish', 'Consolidation', 'Bearish', 'Bull − bear'], premia, [1, 2, 3, 4])}`
      : '',
    ...e.problems.map(problemText),
  ];
  return `${simulatedMark(e.simulated)}${parts.filter((p) => p !== '').join('\n\n')}\n`;
}

const classifierRow = (c: ClassifierTrackRecord): string[] => [
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
  c.switchTest ? grouped(c.switchTest.maxDrawdown, 1) : '–',
];
