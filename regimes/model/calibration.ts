import { z } from 'zod';
import { paganSossounov, MONTHLY_DATING } from '../dating/pagan-sossounov.ts';
import { datedUpTo, phasesBetween } from '../dating/turning-points.ts';
import type { AlignedMarket } from '../../signals/aligned-market.ts';
import { iso } from '../../src/market/day.ts';
import { fractionSchema, type Published } from '../../src/market/published.ts';
import type { Regime } from '../regime.ts';
import type { MonthCall } from './history.ts';
import type { RegimeRules } from './rules.ts';

export const calibrationBandSchema = z.strictObject({
  from: fractionSchema.describe('Lower end of |S|, inclusive'),
  below: fractionSchema.nullable().describe('Upper end of |S|, exclusive; null for none'),
  months: z.int().min(0),
  agreed: z.int().min(0),
  fraction: fractionSchema.nullable().describe('agreed / months; null where there are no months'),
  interval: z
    .tuple([fractionSchema, fractionSchema])
    .nullable()
    .describe('95 % Wilson interval of the fraction; too narrow, because months are not independent'),
});

/** Months with |S| in one band, and how many of their labels agree with the ex-post phase. */
export type CalibrationBand = Published<typeof calibrationBandSchema>;

/** How often calls with a score of each size were right, by what was known at one date. */
export interface Calibration {
  /** First and last month-end counted, ISO: every scored month with a settled phase. */
  readonly from: string;
  readonly to: string;
  readonly bands: readonly CalibrationBand[];
  /** The same, only of months whose label differs from the month before. */
  readonly switches: readonly CalibrationBand[];
  /** Scored months with a settled phase. */
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
    /** Whether the label differs from the month before. */
    readonly changed?: boolean;
  }[];
  /** Band limits, ascending. */
  readonly limits: readonly number[];
}

/** Fewer dated months give no calibration (our choice: two years). */
const ENOUGH = 24;
const Z_95 = 1.96;

/**
 * Agreement of past labels with the ex-post phases (bear or not bear) that are settled by the end of `closes`, by size of
 * score. Months whose phase is not yet settled are left out, so a calibration at a date uses nothing from after it. Null
 * for fewer than two years of scored months with a settled phase.
 */
export function calibrate({ closes, calls, limits }: CalibrationInput): Calibration | null {
  const points = paganSossounov(closes);
  const phases = phasesBetween(points, closes.length);
  const known = datedUpTo(points, closes, MONTHLY_DATING.censor);
  const dated = calls.filter((c) => c.at < known);
  if (dated.length < ENOUGH) return null;
  const edges = [0, ...limits];
  const bandsOf = (months: typeof dated) =>
    edges.map((from, k): CalibrationBand => {
      const below = edges[k + 1] ?? null;
      const inside = months.filter(
        ({ score }) => Math.abs(score) >= from && (below === null || Math.abs(score) < below),
      );
      const agreed = inside.filter(
        ({ at, label }) => (label === 'bearish') === (phases[at] === 'bear'),
      ).length;
      const n = inside.length;
      return {
        from,
        below,
        months: n,
        agreed,
        fraction: n === 0 ? null : agreed / n,
        interval: n === 0 ? null : wilson(agreed, n),
      };
    });
  return {
    from: dated[0]!.monthEnd,
    to: dated.at(-1)!.monthEnd,
    bands: bandsOf(dated),
    switches: bandsOf(dated.filter((c) => c.changed === true)),
    months: dated.length,
  };
}

/**
 * Calibrates a model's own history: how often its calls of each size of score were right, using no price after the aligned
 * market's last session.
 */
export function calibrateHistory(
  { sessions, closes, monthEnds }: AlignedMarket,
  history: readonly MonthCall[],
  { confidence }: Pick<RegimeRules, 'confidence'>,
): Calibration | null {
  const indexOf = new Map(monthEnds.map((s, i) => [sessions[s]!, i]));
  return calibrate({
    closes: monthEnds.map((s) => closes[s]!),
    calls: history.flatMap(({ monthEnd, combined, regime, prior }) => {
      const at = indexOf.get(monthEnd);
      return combined.kind === 'scored' && at !== undefined
        ? [{ at, monthEnd: iso(monthEnd), score: combined.score, label: regime, changed: regime !== prior }]
        : [];
    }),
    limits: [confidence.low, confidence.high],
  });
}

/** The band that a score falls into. */
export const bandOf = (calibration: Calibration, score: number): CalibrationBand =>
  calibration.bands.findLast((band) => Math.abs(score) >= band.from)!;

/** The same band, counting only months in which the label changed. */
export const switchBandOf = (calibration: Calibration, score: number): CalibrationBand =>
  calibration.switches.findLast((band) => Math.abs(score) >= band.from)!;

function wilson(agreed: number, n: number): readonly [number, number] {
  const p = agreed / n;
  const z2 = Z_95 * Z_95;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z_95 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return [centre - half, centre + half];
}
