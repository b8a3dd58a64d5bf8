import type { ClassifierTrackRecord, RegimeValidation } from '../../../validation/regimes/result.ts';
import { grouped, orNone, signed } from '../../../format/numbers.ts';
import { day, displayDay } from '../../../market/day.ts';
import { problemText } from '../layout/problem.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { table } from '../layout/table.ts';
import { listItem, paragraph, rowsBelowName, wrapped } from '../layout/wrapped.ts';

const two = (x: number | null | undefined): string => (x === null || x === undefined ? '–' : grouped(x, 2));

/** The validation on one screen: summary, classifiers and premia. */
export function evidenceText(e: RegimeValidation): string {
  const premia = e.premia.flatMap((p) => premiumRows(p));
  const parts = [
    paragraph(
      `Validation of the regime model, ${displayDay(day(e.from))} to ${displayDay(day(e.to))}. Back-test${e.simulated ? '' : ' on history that was known when the rules were chosen'}.`,
    ),
    e.summary.map((s) => listItem(s).join('\n')).join('\n'),
    table(
      [
        'Classifier',
        'κ',
        'p',
        'Bears\nfound',
        'Entry lag,\nmonths',
        'Exit lag,\nmonths',
        'Switches\na year',
        'Whip-\nsaws',
      ],
      e.classifiers.flatMap((c) => rowsBelowName(c.title, agreementCells(c), [], CLASSIFIERS)),
      [1, 2, 3, 4, 5, 6, 7],
    ),
    table(
      ['Classifier', 'Volatility after bearish over\nbullish labels [95 % interval]', 'Maximum\ndrawdown, %'],
      e.classifiers.flatMap((c) => rowsBelowName(c.title, riskCells(c), [], BESIDE_RISK)),
      [1, 2],
    ),
    premia.length > 0
      ? `Premium in the following month, % a year (t statistic; months)\n${table(['', 'Bullish', 'Consolidation', 'Bearish', 'Bull − bear'], premia, [1, 2, 3, 4])}`
      : '',
    ...e.problems.map(problemText),
  ];
  return `${simulatedMark(e.simulated)}${parts.filter((p) => p !== '').join('\n\n')}\n`;
}

/** Columns of names beside the figures of each table, so that it fits a terminal. */
const CLASSIFIERS = 21;
const BESIDE_RISK = 34;
const PREMIA = 24;

const agreementCells = (c: ClassifierTrackRecord): string[] => [
  two(c.kappa),
  two(c.kappaP),
  `${c.lags.found}/${c.lags.bears}`,
  two(c.lags.entry),
  two(c.lags.exit),
  c.switchesAYear.toFixed(2),
  String(c.whipsaws),
];

const riskCells = (c: ClassifierTrackRecord): string[] => [
  c.volatilityRatio
    ? `${two(c.volatilityRatio.ratio)} [${c.volatilityRatio.interval.map(two).join(', ')}]`
    : '–',
  c.switchTest ? grouped(c.switchTest.maxDrawdown, 1) : '–',
];

/** Premia in one row and, below each, its t statistic and number of months. */
function premiumRows(p: RegimeValidation['premia'][number]): string[][] {
  const premia = [p.byRegime.bullish, p.byRegime.consolidation, p.byRegime.bearish, p.bullMinusBear];
  const [first = '', second = '', ...rest] = wrapped(p.title, PREMIA);
  return [
    [first, ...premia.map((x) => orNone(x, (of) => signed(of.annual, 1)))],
    [second, ...premia.map((x) => (x === null ? '' : `(${signed(x.t, 1)}; ${x.n})`))],
    ...rest.map((line) => [line, '', '', '', '']),
  ];
}
