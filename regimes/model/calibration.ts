import { paganSossounov, MONTHLY_DATING } from '../dating/pagan-sossounov.ts';
import { datedUpTo, phasesBetween } from '../dating/turning-points.ts';
import type { Regime } from '../regime.ts';

/** Months whose |S| lay in one band, and how many of their labels the later dating agreed with. */
export interface CalibrationBand {
  /** |S| from, inclusive, and below; null for no upper bound. */
  readonly from: number;
  readonly below: number | null;
  readonly months: number;
  readonly agreed: number;
  /** agreed / months; null where there are none. */
  readonly share: number | null;
  /** 95 % interval of the share by Wilson (1927). Months are not independent, so it is too narrow. */
  readonly interval: readonly [number, number] | null;
}

/** How often a score of each size has been right, by all that was known at one date. */
export interface Calibration {
  /** First and last month-end counted, ISO: all that can be dated, also where a record is of fewer years. */
  readonly from: string;
  readonly to: string;
  readonly bands: readonly CalibrationBand[];
  /** Scored months whose phase was dated by then. */
  readonly months: number;
}

export interface CalibrationInput {
  /** Month-end closes up to the date, every month from the first. */
  readonly closes: readonly number[];
  /** Scored months among them, ascending: index into `closes`, ISO month-end, score and the model's label. */
  readonly calls: readonly {
    readonly at: number;
    readonly monthEnd: string;
    readonly score: number;
    readonly label: Regime;
  }[];
  /** Band limits, ascending. */
  readonly limits: readonly number[];
}

/** Fewer dated months than these say nothing. */
const ENOUGH = 24;
const Z_95 = 1.96;

/**
 * Agreement of past labels with the phases (bear or not) that can be dated by the end of `closes`, by size of
 * score. Months that the dating cannot settle yet are left out, and a calibration at a date uses nothing from after it. Null while fewer than two years of scored months are dated.
 */
export function calibrate({ closes, calls, limits }: CalibrationInput): Calibration | null {
  const points = paganSossounov(closes);
  const phases = phasesBetween(points, closes.length);
  const known = datedUpTo(points, closes, MONTHLY_DATING.censor);
  const dated = calls.filter((c) => c.at < known);
  if (dated.length < ENOUGH) return null;
  const edges = [0, ...limits];
  const bands = edges.map((from, k): CalibrationBand => {
    const below = edges[k + 1] ?? null;
    const inside = dated.filter(
      ({ score }) => Math.abs(score) >= from && (below === null || Math.abs(score) < below),
    );
    const agreed = inside.filter(({ at, label }) => (label === 'bearish') === (phases[at] === 'bear')).length;
    const n = inside.length;
    return {
      from,
      below,
      months: n,
      agreed,
      share: n === 0 ? null : agreed / n,
      interval: n === 0 ? null : wilson(agreed, n),
    };
  });
  return { from: dated[0]!.monthEnd, to: dated.at(-1)!.monthEnd, bands, months: dated.length };
}

export const bandOf = (calibration: Calibration, score: number): CalibrationBand =>
  calibration.bands.findLast((band) => Math.abs(score) >= band.from)!;

function wilson(agreed: number, n: number): readonly [number, number] {
  const p = agreed / n;
  const z2 = Z_95 * Z_95;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z_95 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return [centre - half, centre + half];
}
