import type { AsOfView, Column } from '../as-of.ts';
import { BREAKS, chainedBy, chainFactor, type StructuralBreak } from './breaks.ts';
import { sessionOnOrBefore } from '../calendar/calendar.ts';
import { type Day, displayDay } from '../day.ts';
import type { Problem } from '../problem.ts';
import type { SeriesId, SeriesKey } from '../series.ts';

/**
 * A change of accounting basis or method moves P/E and dividend yield in the same direction relative to the price and
 * leaves P/B unchanged; the market moves them in opposite directions, a change of constituents moves all three. Of the
 * Nifty's 5,727 daily changes from 1999 to 2021 only that of 2021-03-31 has this pattern, with 0.19 and 0.12 (log
 * changes; the thresholds are our choice).
 */
const BOTH_MOVE = 0.06;
const UNCHANGED = 0.05;

/**
 * A single ratio that moves this far relative to the price (in logs) was recomputed or misprinted. Just above the
 * largest changes of the Nifty from 1999 to 2021: 0.195 (2003-05-02), 0.192 (2002-09-12), 0.426 (2001-04-06).
 */
const ALONE = { pe: 0.2, pb: 0.2, dy: 0.45 } as const;

/** Observations further apart, in calendar days, are not compared. */
const MOST_DAYS_APART = 10;

type Ratio = keyof typeof ALONE;
const RATIOS: readonly Ratio[] = ['pe', 'pb', 'dy'];

/** A jump of a valuation ratio that the price does not explain. */
export interface UnexplainedJump {
  readonly key: SeriesKey;
  readonly from: Day;
  readonly to: Day;
  readonly before: number;
  readonly after: number;
}

/** The unexplained jumps of an index's valuation that have no entry in the registry of breaks, oldest first. */
export function findUnexplainedJumps(
  view: AsOfView,
  series: SeriesId,
  breaks: readonly StructuralBreak[] = BREAKS,
): UnexplainedJump[] {
  const days = view.column(`${series}.pe`).observedOn as ArrayLike<number> as ArrayLike<Day>;
  const price = logChanges(view.column(`${series}.close`), days);
  const changes = {
    pe: logChanges(view.column(`${series}.pe`), days),
    pb: logChanges(view.column(`${series}.pb`), days),
    dy: logChanges(view.column(`${series}.dy`), days),
  };
  const jumps: UnexplainedJump[] = [];
  for (let i = 1; i < days.length; i++) {
    const [from, to] = [days[i - 1]!, days[i]!];
    const move = price[i]!;
    if (to - from > MOST_DAYS_APART || Number.isNaN(move)) continue;
    // Each ratio's change net of the price's; dividend yield moves against the price.
    const left = { pe: changes.pe[i]! - move, pb: changes.pb[i]! - move, dy: changes.dy[i]! + move };
    const isNewBasis =
      left.pe * left.dy > 0 &&
      Math.min(Math.abs(left.pe), Math.abs(left.dy)) >= BOTH_MOVE &&
      !(Math.abs(left.pb) >= UNCHANGED);
    for (const ratio of RATIOS) {
      const key: SeriesKey = `${series}.${ratio}`;
      const jumped = Math.abs(left[ratio]) >= ALONE[ratio] || (isNewBasis && ratio !== 'pb');
      // The new basis shows on the first day with a value, which may be later than the first day on it. NSE changes the
      // basis of all its indices on one day, so an entry for one explains the others.
      if (jumped && !breaks.some((b) => b.key.endsWith(`.${ratio}`) && b.on > from && b.on <= to))
        jumps.push({
          key,
          from,
          to,
          before: valueOn(view.column(key), from),
          after: valueOn(view.column(key), to),
        });
    }
  }
  return jumps;
}

/** The log change of a figure since the day before in `days`, ascending; NaN where either day has no positive value. */
function logChanges({ observedOn, value }: Column, days: ArrayLike<Day>): Float64Array {
  const changes = new Float64Array(days.length).fill(NaN);
  let row = 0;
  let before = NaN;
  for (let i = 0; i < days.length; i++) {
    while (row < observedOn.length && observedOn[row]! < days[i]!) row++;
    const now = observedOn[row] === days[i] ? value[row]! : NaN;
    if (before > 0 && now > 0) changes[i] = Math.log(now / before);
    before = now;
  }
  return changes;
}

const valueOn = ({ observedOn, value }: Column, on: Day): number => value[sessionOnOrBefore(observedOn, on)]!;

/**
 * The view as it would be if jumps were breaks of basis: figures from the day of a jump on are multiplied by the factor that
 * removes it. Used to compare the score as published with the score if the jump was not a market move.
 */
export function withJumpsChained(view: AsOfView, jumps: readonly UnexplainedJump[]): AsOfView {
  const chains = jumps.map((jump) => {
    const entry = asBreak(jump);
    return { entry, factor: chainFactor(view, entry) };
  });
  const columns = new Map<SeriesKey, Column>();
  for (const { key } of jumps) {
    const column = view.column(key);
    const own = chains.filter((c) => c.entry.key === key);
    const value = column.value.map((v, i) => v * chainedBy(own, column.observedOn[i]!));
    columns.set(key, { ...column, value });
  }
  return { asOf: view.asOf, column: (key) => columns.get(key) ?? view.column(key) };
}

/** A jump as an entry of the registry. Its factor is taken from the figures, so it has none of its own. */
const asBreak = ({ key, from, to }: UnexplainedJump): StructuralBreak => ({
  key,
  on: to,
  lastBefore: from,
  factor: 1,
  movesWith: {
    price: `${key.slice(0, key.lastIndexOf('.'))}.close`,
    power: key.endsWith('.dy') ? -1 : 1,
  },
  reason: 'unexplained',
});

export const unexplainedJumpProblem = ({ key, from, to, before, after }: UnexplainedJump): Problem => ({
  severity: 'warning',
  code: 'unexplained-jump',
  about: key,
  message: `jumps from ${before} on ${displayDay(from)} to ${after} on ${displayDay(to)}; the index price does not explain it.`,
  remedy:
    'If the publisher changed its method, add the break to the registry (src/market/quality/breaks.ts); if not, compare the file with the publisher.',
});
