import type { AsOfView } from '../as-of.ts';
import { BREAKS, type StructuralBreak } from './breaks.ts';
import { type Day, displayDay } from '../day.ts';
import type { Problem } from '../problem.ts';
import type { SeriesId, SeriesKey } from '../series.ts';

/**
 * A change of accounts or of method moves P/E and dividend yield the same way against the price and leaves P/B
 * alone; the market moves them opposite ways, a change of members moves all three. Of the Nifty's 5,727 steps
 * from 1999 to 2021 only that of 2021-03-31 looks so, at 0.19 and 0.12 (our choice of the limits).
 */
const BOTH = 0.06;
const STILL = 0.05;

/**
 * A single figure that moves so far against the price has been computed anew or misprinted. Just above the
 * largest steps of the Nifty from 1999 to 2021: 0.195 (2003-05-02), 0.192 (2002-09-12), 0.426 (2001-04-06).
 */
const ALONE = { pe: 0.2, pb: 0.2, dy: 0.45 } as const;

/** Farther apart, two days are not neighbours. */
const NEIGHBOURS = 10;

type Ratio = keyof typeof ALONE;
const RATIOS: readonly Ratio[] = ['pe', 'pb', 'dy'];

/** A step of a valuation figure that the price does not explain. */
export interface Jump {
  readonly key: SeriesKey;
  readonly from: Day;
  readonly to: Day;
  readonly before: number;
  readonly after: number;
}

/** The unexplained steps of an index's valuation that have no entry in the registry of breaks, oldest first. */
export function findJumps(
  view: AsOfView,
  series: SeriesId,
  breaks: readonly StructuralBreak[] = BREAKS,
): Jump[] {
  const price = byDay(view, `${series}.close`);
  const figures = {
    pe: byDay(view, `${series}.pe`),
    pb: byDay(view, `${series}.pb`),
    dy: byDay(view, `${series}.dy`),
  };
  const days = [...figures.pe.keys()];
  const jumps: Jump[] = [];
  for (let i = 1; i < days.length; i++) {
    const [from, to] = [days[i - 1]!, days[i]!];
    const move = step(price, from, to);
    if (to - from > NEIGHBOURS || Number.isNaN(move)) continue;
    // What is left of each ratio's step when the price's own is taken out; dividend yield moves against the price.
    const left = {
      pe: step(figures.pe, from, to) - move,
      pb: step(figures.pb, from, to) - move,
      dy: step(figures.dy, from, to) + move,
    };
    const isNewBasis =
      left.pe * left.dy > 0 &&
      Math.min(Math.abs(left.pe), Math.abs(left.dy)) >= BOTH &&
      !(Math.abs(left.pb) >= STILL);
    for (const ratio of RATIOS) {
      const key: SeriesKey = `${series}.${ratio}`;
      const jumped = Math.abs(left[ratio]) >= ALONE[ratio] || (isNewBasis && ratio !== 'pb');
      if (jumped && !breaks.some((b) => b.key === key && b.on === to))
        jumps.push({ key, from, to, before: figures[ratio].get(from)!, after: figures[ratio].get(to)! });
    }
  }
  return jumps;
}

const byDay = (view: AsOfView, key: SeriesKey): ReadonlyMap<Day, number> => {
  const { observedOn, value } = view.column(key);
  return new Map(Array.from(observedOn, (d, i) => [d as Day, value[i]!]));
};

/** The logarithmic step between two days; NaN where either day has no positive figure. */
function step(figure: ReadonlyMap<Day, number>, from: Day, to: Day): number {
  const [before, after] = [figure.get(from) ?? NaN, figure.get(to) ?? NaN];
  return before > 0 && after > 0 ? Math.log(after / before) : NaN;
}

export const jumpProblem = ({ key, from, to, before, after }: Jump): Problem => ({
  severity: 'warning',
  code: 'unexplained-jump',
  about: key,
  message: `goes from ${before} on ${displayDay(from)} to ${after} on ${displayDay(to)}, which the price does not explain.`,
  remedy:
    'If the publisher changed how the figure is made, the break belongs in the registry (src/market/breaks.ts); if not, compare the file with its publisher.',
});
