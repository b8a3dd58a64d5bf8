import { grouped, orNone } from '../../format/numbers.ts';
import { day, displayDay } from '../../market/day.ts';
import { positionName } from '../../report/page/names.ts';
import {
  drawdownText,
  MODEL_SENTENCE,
  plausibilityText,
  portfolioText,
  recoveryText,
  returnText,
} from '../../report/stress/stress-text.ts';
import type { StressedWindow, StressTest } from '../../whatif/stress/stress-test.ts';
import { simulatedMark } from './mark.ts';
import { problemText } from './problem.ts';
import { table } from './table.ts';
import { TERMINAL_WIDTH, wrapped } from './wrapped.ts';

/** Factors listed of a shock; `--json` has all. */
const LISTED = 12;

/** Windows sorted by loss, then factor shock and reverse stress. */
export function stressText(test: StressTest): string {
  const { windows, shock, reverse } = test;
  const parts = [
    [
      `Stress tests as of ${displayDay(day(test.asOf))}. Hypothetical; not a forecast.`,
      ...wrapped(`${portfolioText(test)} ${MODEL_SENTENCE}`, TERMINAL_WIDTH),
    ].join('\n'),
    windowTable(windows),
    ...(windows.some((w) => w.portfolio) ? [portfolioTable(windows)] : []),
    ...(windows.some((w) => w.withRules) ? [rulesTable(windows)] : []),
    ...(windows.some((w) => w.byFactors) ? [factorTable(windows)] : []),
    ...(shock
      ? [
          `Factor shock over a month: ${shock.set.map((f) => `${f} ${returnText(shock.moves[f]!)}`).join(', ')}\n${plausibilityText(shock.plausibility)}`,
          shock.portfolio
            ? `Portfolio ${returnText(shock.portfolio.carried, 2)} with the other factors carried, ${returnText(shock.portfolio.notCarried, 2)} without; ± ${grouped(200 * shock.portfolio.deviation, 2)} % (two standard deviations) left open.`
            : '',
          movesTable(shock.moves),
        ]
      : []),
    ...(reverse
      ? [
          `Most plausible factor move with a return of ${returnText(reverse.return)}\n${plausibilityText(reverse.plausibility)}`,
          movesTable(reverse.moves),
        ]
      : []),
    ...test.problems.map(problemText),
  ];
  return `${simulatedMark(test.simulated)}${parts.filter((p) => p !== '').join('\n\n')}\n`;
}

const byLoss = (windows: readonly StressedWindow[]): StressedWindow[] =>
  windows
    .filter((w) => w.nifty !== null)
    .sort((a, b) => (a.portfolio ?? a.nifty)!.return - (b.portfolio ?? b.nifty)!.return);

function windowTable(windows: readonly StressedWindow[]): string {
  const known = byLoss(windows);
  const unknown = windows.filter((w) => w.nifty === null);
  const body = table(
    ['Window', 'From', 'To', 'Nifty 50', 'Drawdown', 'Portfolio', 'Drawdown'],
    known.map((w) => [
      nameOf(w),
      displayDay(day(w.from)),
      displayDay(day(w.to)),
      returnText(w.nifty!.return),
      drawdownText(w.nifty),
      orNone(w.portfolio, (p) => returnText(p.return)),
      drawdownText(w.portfolio),
    ]),
    [3, 4, 5, 6],
  );
  return unknown.length === 0
    ? body
    : `${body}\n\nOutside the data: ${unknown.map((w) => w.name).join('; ')}.`;
}

/** What became of the portfolio in a window, and how much of it had data of its own. */
const portfolioTable = (windows: readonly StressedWindow[]): string =>
  table(
    ['Window', 'Recovered after', 'Own data', 'Worst positions'],
    byLoss(windows)
      .filter((w) => w.portfolio)
      .flatMap((w) =>
        wrappedRow(
          [nameOf(w), orNone(w.portfolio, recoveryText), `${grouped(100 * w.coverage, 0)} %`],
          w.worst.map((p) => `${positionName(p.id)} ${returnText(p.return, 0)}`).join(', '),
          48,
        ),
      ),
    [1, 2],
  );

const nameOf = ({ name, partial }: StressedWindow): string => `${name}${partial ? ' (partial)' : ''}`;

/** Rows of a table whose last cell is a longer text, broken between words. */
function wrappedRow(cells: readonly string[], text: string, width: number): string[][] {
  const [first = '', ...rest] = wrapped(text, width);
  return [[...cells, first], ...rest.map((line) => [...cells.map(() => ''), line])];
}

const rulesTable = (windows: readonly StressedWindow[]): string =>
  `With the rules followed through the window, by the labels as called then, after costs\n${table(
    ['Window', 'Rules', 'Drawdown', 'Minus holding', 'Labels'],
    byLoss(windows.filter((w) => w.withRules)).flatMap(({ name, withRules }) =>
      wrappedRow(
        [name, returnText(withRules!.return), drawdownText(withRules), returnText(withRules!.difference)],
        runs(withRules!.labels.map((l) => l.regime)),
        36,
      ),
    ),
    [1, 2, 3],
  )}`;

/** `bullish, bearish × 3`. */
function runs(labels: readonly string[]): string {
  const out: [string, number][] = [];
  for (const label of labels) {
    const last = out.at(-1);
    if (last?.[0] === label) last[1]++;
    else out.push([label, 1]);
  }
  return out.map(([label, n]) => (n === 1 ? label : `${label}\u00a0×\u00a0${n}`)).join(', ');
}

const factorTable = (windows: readonly StressedWindow[]): string =>
  `Today’s factor exposures on the factor returns of the window (INEC-1)\n${table(
    ['Window', 'Return', '± 2 s.d. specific', 'Days', 'Stocks’ own return'],
    byLoss(windows.filter((w) => w.byFactors)).map(({ name, byFactors: f }) => [
      name,
      returnText(f!.return),
      `${grouped(100 * f!.band, 1)} %`,
      String(f!.days),
      orNone(f!.ownReturn, returnText),
    ]),
    [1, 2, 3, 4],
  )}`;

const movesTable = (moves: Readonly<Record<string, number>>): string =>
  table(
    ['Factor', 'Move'],
    Object.entries(moves)
      .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
      .slice(0, LISTED)
      .map(([factor, move]) => [factor, returnText(move, 2)]),
    [1],
  );
