import { grouped, NO_BREAK, orNone } from '../../../format/numbers.ts';
import { day, displayDay } from '../../../market/day.ts';
import { factorsNamed } from '../../../report/page/factor-names.ts';
import { positionName } from '../../../report/page/names.ts';
import {
  drawdownText,
  MODEL_SENTENCE,
  plausibilityText,
  portfolioText,
  recoveryText,
  returnText,
} from '../../../report/stress/stress-text.ts';
import type { StressedWindow, StressTest } from '../../../whatif/stress/stress-test.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { problemText } from '../layout/problem.ts';
import { table } from '../layout/table.ts';
import { paragraph, rowsBelowName } from '../layout/wrapped.ts';

/** Widths of the column of names: beside four numbers, and beside fewer. */
const NAME_WIDTH = 38;
const WIDE_NAME = 42;

/** Factors listed of a shock; `--json` has all. */
const LISTED = 10;

/** Windows sorted by loss, then factor shock and reverse stress. */
export function stressText(test: StressTest): string {
  const { windows, shock, reverse } = test;
  const parts = [
    paragraph(
      `Stress tests as of ${displayDay(day(test.asOf))}. Hypothetical; not a forecast.\n${portfolioText(test)} ${MODEL_SENTENCE}`,
    ),
    windowTable(windows),
    ...(windows.some((w) => w.portfolio) ? [portfolioTable(windows)] : []),
    ...(windows.some((w) => w.withRules) ? [rulesTable(windows)] : []),
    ...(windows.some((w) => w.byFactors) ? [factorTable(windows)] : []),
    ...(shock
      ? [
          paragraph(
            `Factor shock over a month: ${shock.set.map((f) => `${factorsNamed(f)} ${returnText(shock.moves[f]!)}`).join(', ')}\n${plausibilityText(shock.plausibility)}`,
          ),
          shock.portfolio
            ? paragraph(
                `Portfolio ${returnText(shock.portfolio.carried, 2)} with the other factors carried, ${returnText(shock.portfolio.notCarried, 2)} without; ± ${grouped(200 * shock.portfolio.deviation, 2)} % (two standard deviations) left open.`,
              )
            : '',
          movesTable(shock.moves),
        ]
      : []),
    ...(reverse
      ? [
          paragraph(
            `Most plausible factor move with a return of ${returnText(reverse.return)}\n${plausibilityText(reverse.plausibility)}`,
          ),
          movesTable(reverse.moves),
        ]
      : []),
    ...test.problems.map((p) => paragraph(problemText(p))),
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
    ['Window', 'Nifty 50', 'Drawdown', 'Portfolio', 'Drawdown'],
    known.flatMap((w) =>
      rowsBelowName(
        nameOf(w),
        [
          returnText(w.nifty!.return),
          drawdownText(w.nifty),
          orNone(w.portfolio, (p) => returnText(p.return)),
          drawdownText(w.portfolio),
        ],
        [`${displayDay(day(w.from))} to ${displayDay(day(w.to))}`],
        NAME_WIDTH,
      ),
    ),
    [1, 2, 3, 4],
  );
  return unknown.length === 0
    ? body
    : `${body}\n\n${paragraph(`Outside the data: ${unknown.map((w) => w.name).join('; ')}.`)}`;
}

/** What became of the portfolio in a window, and how much of it had data of its own. */
const portfolioTable = (windows: readonly StressedWindow[]): string =>
  table(
    ['Window, and the positions that lost most', 'Recovered after', 'Own data'],
    byLoss(windows)
      .filter((w) => w.portfolio)
      .flatMap((w) =>
        rowsBelowName(
          nameOf(w),
          [orNone(w.portfolio, recoveryText), `${grouped(100 * w.coverage, 0)} %`],
          [
            w.worst
              .map((p) => `${positionName(p.id)} ${returnText(p.return, 0)}`.replaceAll(' ', NO_BREAK))
              .join(', '),
          ],
          WIDE_NAME,
        ),
      ),
    [1, 2],
  );

const nameOf = ({ name, partial }: StressedWindow): string => `${name}${partial ? ' (partial)' : ''}`;

const rulesTable = (windows: readonly StressedWindow[]): string =>
  `With the rules followed through the window, after costs\n${table(
    ['Window, and its labels as called then', 'Rules', 'Drawdown', 'Minus holding'],
    byLoss(windows.filter((w) => w.withRules)).flatMap(({ name, withRules }) =>
      rowsBelowName(
        name,
        [returnText(withRules!.return), drawdownText(withRules), returnText(withRules!.difference)],
        [runs(withRules!.labels.map((l) => l.regime))],
        WIDE_NAME,
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
    ['Window', 'Return', '± 2 s.d.', 'Days', 'Stocks’ own'],
    byLoss(windows.filter((w) => w.byFactors)).flatMap(({ name, byFactors: f }) =>
      rowsBelowName(
        name,
        [
          returnText(f!.return),
          `${grouped(100 * f!.band, 1)} %`,
          String(f!.days),
          orNone(f!.ownReturn, returnText),
        ],
        [],
        NAME_WIDTH,
      ),
    ),
    [1, 2, 3, 4],
  )}`;

const movesTable = (moves: Readonly<Record<string, number>>): string =>
  table(
    ['Factor', 'Move'],
    Object.entries(moves)
      .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
      .slice(0, LISTED)
      .map(([factor, move]) => [factorsNamed(factor), returnText(move, 2)]),
    [1],
  );
