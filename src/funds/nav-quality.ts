import { displayDay, type Day } from '../market/day.ts';
import type { Problem } from '../market/problem.ts';
import { carriedLevels } from '../math/carried-levels.ts';
import { type LevelSeries, MAX_AGE_DAYS } from './nav-series.ts';

/** Sessions without a change of the NAV, while the median peer moves, after which a NAV is doubtful. */
const STILL_SESSIONS = 5;

/** Robust deviations from the peers' median move, and the least distance, beyond which a step is doubtful (our choice). */
const DEVIATIONS = 5;
const LEAST_STEP = 0.03;

/** From the median absolute deviation to the standard deviation of a normal distribution. */
const NORMAL = 1.4826;

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};

/** A fund's NAVs and its name in messages. */
export interface NamedNav {
  readonly code: string;
  readonly nav: LevelSeries;
}

/**
 * Doubtful NAVs of a peer group over some sessions: gaps of more than a week, steps far from those of the peers, and
 * levels that stay while the peers move. They are reported, not corrected.
 */
export function navWarnings(funds: readonly NamedNav[], sessions: Int32Array): Problem[] {
  const grids = funds.map(({ nav }) => carriedLevels(nav.days, nav.values, sessions, Infinity));
  const medians = new Float64Array(sessions.length);
  const scales = new Float64Array(sessions.length);
  for (let t = 1; t < sessions.length; t++) {
    const moves = grids.map((levels) => levels[t]! / levels[t - 1]! - 1).filter(Number.isFinite);
    if (moves.length < 5) continue;
    medians[t] = median(moves);
    scales[t] = NORMAL * median(moves.map((move) => Math.abs(move - medians[t]!)));
  }
  return funds.flatMap(({ code, nav }, f) => {
    const levels = grids[f]!;
    const gaps: Day[] = [];
    const steps: Day[] = [];
    const still: Day[] = [];
    let unchanged = 0;
    for (let t = 1; t < sessions.length; t++) {
      const move = levels[t]! / levels[t - 1]! - 1;
      if (!Number.isFinite(move) || scales[t] === 0) continue;
      if (Math.abs(move - medians[t]!) > Math.max(DEVIATIONS * scales[t]!, LEAST_STEP))
        steps.push(sessions[t]! as Day);
      unchanged = move === 0 && medians[t] !== 0 ? unchanged + 1 : 0;
      if (unchanged === STILL_SESSIONS + 1) still.push(sessions[t]! as Day);
    }
    for (let i = 1; i < nav.days.length; i++)
      if (nav.days[i]! > sessions[0]! && nav.days[i]! - nav.days[i - 1]! > MAX_AGE_DAYS)
        gaps.push(nav.days[i - 1]! as Day);
    return [
      ...warning(code, 'nav-gap', gaps, `no NAV for more than ${MAX_AGE_DAYS} days after`),
      ...warning(code, 'nav-step', steps, `its NAV moved far from those of its peers on`),
      ...warning(
        code,
        'nav-still',
        still,
        `its NAV did not change for more than ${STILL_SESSIONS} sessions while its peers moved, up to`,
      ),
    ];
  });
}

const FEW = 3;

const warning = (code: string, kind: string, days: readonly Day[], what: string): Problem[] =>
  days.length === 0
    ? []
    : [
        {
          severity: 'warning',
          code: kind,
          about: `amfi:${code}`,
          message: `${what} ${days.slice(0, FEW).map(displayDay).join(', ')}${days.length > FEW ? ` and ${days.length - FEW} more days` : ''}.`,
          remedy: 'Compare these days with the fund house.',
        },
      ];
