import { z } from 'zod';
import type { Published } from '../../src/market/published.ts';
import { LEVELS } from '../../signals/levels.ts';
import type { AlignedSignal } from '../../signals/evaluate.ts';
import type { Levels } from '../../signals/levels.ts';

export const levelMoveSchema = z.strictObject({
  level: z.string(),
  unit: z.string(),
  now: z.number(),
  needed: z.number(),
  change: z.number(),
});

/** A move of one signal, in the units of the level it is quoted in. */
export type LevelMove = Published<typeof levelMoveSchema>;

/** Levels from a quarter to four times the current one are searched in steps of 0.5 %, then refined to the last printed decimal. */
const STEP = Math.log(1.005);
const REACH = Math.log(4);

/**
 * The smallest move of a signal's own level for which `reached` holds for its score; null where no level within the search
 * range is enough. Scores are step functions of a level (they rank it) and not always monotone (a t-statistic is not), so
 * the search moves outwards in both directions and refines the first bracket found.
 */
export function smallestMove(
  aligned: AlignedSignal,
  session: number,
  levels: Levels,
  reached: (score: number) => boolean,
): LevelMove | null {
  const { level, move } = aligned.signal.axis;
  const now = levels[level];
  if (now === undefined || now === 0) return null;
  const { unit, decimals } = LEVELS[level];
  const resolution = 10 ** -decimals;
  const holds = (to: number): boolean => {
    const score = aligned.scoreAt(session, move(levels, to));
    return score !== null && reached(score);
  };
  const round = (x: number) => Number(x.toFixed(decimals));
  const refine = (inside: number, outside: number): number => {
    // The condition holds at `outside` and not at `inside`; bisect until they are closer than one printed decimal.
    let [no, yes] = [inside, outside];
    while (Math.abs(yes - no) > resolution / 4) {
      const middle = (no + yes) / 2;
      if (holds(middle)) yes = middle;
      else no = middle;
    }
    const rounded = round(yes);
    return holds(rounded) ? rounded : round(rounded + Math.sign(outside - inside) * resolution);
  };
  for (let k = 1; k * STEP <= REACH; k++) {
    const found = [1, -1].flatMap((side) => {
      const outer = now * Math.exp(side * k * STEP);
      return holds(outer) ? [refine(now * Math.exp(side * (k - 1) * STEP), outer)] : [];
    });
    if (found.length > 0) {
      const needed = found.reduce((a, b) => (Math.abs(b - now) < Math.abs(a - now) ? b : a));
      return { level, unit, now, needed, change: needed - now };
    }
  }
  return null;
}
