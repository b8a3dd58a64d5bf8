import { isSigned, LEVELS, type LevelKey } from '../../../signals/levels.ts';
import { type LevelHistory, levelQuantile, levelStanding } from '../../whatif/level-history.ts';
import { grouped, NO_BREAK, percent } from '../../format/numbers.ts';
import { displayDay } from '../../market/day.ts';

/** A level as a row of the page: its range, and the distribution of its own history on that range. */
export interface LevelModel {
  readonly key: LevelKey;
  readonly title: string;
  readonly unit: string;
  readonly decimals: number;
  /** Observed at the as-of date; null where the observation is missing or stale. */
  readonly now: number | null;
  readonly scale: LevelScale;
  /** The 5 %, 50 % and 95 % quantiles. */
  readonly ticks: readonly number[];
  /** Days per equal part of the scale, as fractions of the largest count. */
  readonly density: readonly number[];
  readonly history: LevelHistory;
}

/** The range of a slider. Levels that are always positive move by equal percentages, others by equal amounts. */
export interface LevelScale {
  readonly low: number;
  readonly high: number;
  readonly isLog: boolean;
}

/** Positions of a slider, from `low` to `high`. */
export const POSITIONS_OF_SCALE = 1000;

const BINS = 80;

/** The range covers this part of the history, and a quarter of to four times today's level (both our choice). */
const COVERED = [0.001, 0.999] as const;
const WIDEST = 4;

export function levelModel(key: LevelKey, now: number | null, history: LevelHistory): LevelModel {
  const { title, unit, decimals } = LEVELS[key];
  const scale = scaleOf(key, now, history);
  const counts = Array.from({ length: BINS }, () => 0);
  for (const value of history.values) {
    const at = Math.floor(fractionAt(scale, value) * BINS);
    if (at >= 0 && at <= BINS) counts[Math.min(at, BINS - 1)]!++;
  }
  const most = Math.max(...counts, 1);
  return {
    key,
    title,
    unit,
    decimals,
    now,
    scale,
    ticks: [0.05, 0.5, 0.95].map((p) => levelQuantile(history, p)),
    density: counts.map((n) => n / most),
    history,
  };
}

function scaleOf(key: LevelKey, now: number | null, history: LevelHistory): LevelScale {
  const [low, high] = COVERED.map((p) => levelQuantile(history, p)) as [number, number];
  if (isSigned(key)) {
    const far = Math.max(Math.abs(low), Math.abs(high), 2 * Math.abs(now ?? 0)) || 1;
    return { low: -far, high: far, isLog: false };
  }
  const today = now ?? levelQuantile(history, 0.5);
  return { low: Math.min(low, today / WIDEST), high: Math.max(high, today * WIDEST), isLog: true };
}

/** Where a level lies on its scale, 0 at the low and 1 at the high end; beyond them outside 0 to 1. */
export const fractionAt = ({ low, high, isLog }: LevelScale, value: number): number =>
  isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);

/** The position of a slider for a level, within its ends. */
export const positionAt = (scale: LevelScale, value: number): number =>
  Math.round(Math.min(1, Math.max(0, fractionAt(scale, value))) * POSITIONS_OF_SCALE);

/** `45.00 points: above 97.8 % of 4,990 days; last there on 23 Mar 2020.` */
export function standingText({ history, unit, decimals, now }: LevelModel, value: number): string {
  const { days, below, above, lastThere } = levelStanding(history, value);
  const size = `${grouped(value, decimals)}${NO_BREAK}${unit}`;
  const all = `${grouped(days, 0)}${NO_BREAK}days`;
  if (below === 1)
    return `${size}: above all ${all} of its history, which ends at ${grouped(history.max, decimals)}.`;
  if (above === 1)
    return `${size}: below all ${all} of its history, which begins at ${grouped(history.min, decimals)}.`;
  const place =
    below >= above ? `above ${percent(100 * below)} of ${all}` : `below ${percent(100 * above)} of ${all}`;
  return `${size}: ${place}${lastThere === null || value === now ? '' : `; last there on ${displayDay(lastThere).replaceAll(' ', NO_BREAK)}`}.`;
}
