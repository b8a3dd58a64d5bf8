import { LEVELS } from '../../signals/levels.ts';
import type { SignalOnTape } from '../../signals/evaluate.ts';
import type { Levels } from '../../signals/levels.ts';

/** A move of one signal, in the units of the level it is told in. */
export interface Move {
  readonly level: string;
  readonly unit: string;
  readonly now: number;
  readonly needed: number;
  readonly change: number;
}

/** Levels are searched from a quarter to four times today's, in steps of half a percent, then to the last decimal shown. */
const STEP = Math.log(1.005);
const REACH = Math.log(4);

/**
 * The smallest move of a signal's own level after which `reached` holds of its score; null within reach there
 * is none. Scores are steps in a level (they rank it) and need not be monotone (a t-statistic is not), so
 * the search walks outwards both ways and refines the first bracket it meets.
 */
export function smallestMove(
  on: SignalOnTape,
  session: number,
  levels: Levels,
  reached: (score: number) => boolean,
): Move | null {
  const { level, move } = on.signal.axis;
  const now = levels[level];
  if (now === undefined || now === 0) return null;
  const { unit, decimals } = LEVELS[level];
  const resolution = 10 ** -decimals;
  const holds = (to: number): boolean => {
    const score = on.scoreAt(session, move(levels, to));
    return score !== null && reached(score);
  };
  const round = (x: number) => Number(x.toFixed(decimals));
  const refine = (inside: number, outside: number): number => {
    // `outside` holds, `inside` does not; both close in until one step of the level's own decimals lies between.
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
