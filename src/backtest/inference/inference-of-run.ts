import { REGIMES } from '../../../regimes/regime.ts';
import { randomStream } from '../../math/random/random.ts';
import type { AlternativeRecord, BacktestRun } from '../backtest-run.ts';
import { TREASURY_BILLS } from '../instruments/index-market.ts';
import { pathFromStart } from '../summary.ts';
import { monthEndsOf, pathAt, returnsOf } from '../statistics/value-path.ts';
import { type Overfitting, overfitting } from './overfitting.ts';
import {
  DEFAULT_DRAWS,
  DEFAULT_SEED,
  LEAST_MONTHS,
  type MonthlyAlternative,
  type ResampledDifferences,
  resampledDifferences,
} from './resampled-differences.ts';
import { type RotationTest, rotationTest } from './rotation-test.ts';
import { type SuperiorAbility, superiorAbility } from './superior-ability.ts';
import { timingVerdict, tooShortVerdict, verdictOn } from './verdict.ts';

export interface InferenceSettings {
  /** Resamples; default 10,000. */
  readonly draws?: number;
  /** Of the resamples; default 1. */
  readonly seed?: number;
}

/** Whether the record of a back-test could be luck. Everything is null below 36 months. */
export interface BacktestInference {
  readonly months: number;
  readonly draws: number;
  readonly seed: number;
  /** Against each alternative, for mean blocks of 6, 3 and 12 months; those of 6 are the headline. */
  readonly differences: readonly ResampledDifferences[];
  readonly rotation: RotationTest | null;
  /** The record, before a hedge and performance fees, and every other way to weight the same sleeves, against the benchmark. */
  readonly superiorAbility: SuperiorAbility | null;
  readonly overfitting: Overfitting | null;
  /** The conclusions in sentences. */
  readonly verdict: readonly string[];
}

/** Mean blocks in months: half a year, and half and double of it beside (our choice). */
const BLOCKS = [6, 3, 12];
const HEADLINE = 6;
export const RECORD = 'record';

/**
 * Tests a back-test against its alternatives: intervals of the differences, the timing of its labels, and the best of all variants.
 * Months run from the start, whose first is the first month-end's; the same seed gives the same figures.
 */
export function inferenceOf(
  run: BacktestRun,
  { draws = DEFAULT_DRAWS, seed = DEFAULT_SEED }: InferenceSettings = {},
): BacktestInference {
  const monthly = monthlyReturns(run);
  const own = monthly(run.nav.map((row) => row.net));
  const months = own.length;
  // What carries neither a hedge nor a performance fee is compared with the record before both.
  const before = monthly(run.nav.map((row) => row.beforeHedgeAndFee ?? row.net));
  const alternatives = run.alternatives.map(({ id, values, beforeHedgeAndFee }): MonthlyAlternative => ({
    id,
    returns: monthly(values),
    ...(beforeHedgeAndFee && { against: before }),
  }));
  const bills = alternatives.find((a) => a.id === TREASURY_BILLS);
  const stream = randomStream(seed);
  const cash = bills?.returns ?? new Float64Array(months);
  const differences = BLOCKS.flatMap(
    (block) =>
      resampledDifferences(own, alternatives, cash, draws, block, stream.split(`differences ${block}`)) ?? [],
  );
  const benchmark = alternatives.find((a) => a.id === run.plan.benchmark);
  const variants: MonthlyAlternative[] = [
    { id: RECORD, returns: before },
    ...alternatives.filter((_, k) => isVariant(run.alternatives[k]!, run)),
  ];
  const rotation = rotationOf(run);
  return {
    months,
    draws,
    seed,
    differences,
    rotation,
    superiorAbility:
      benchmark === undefined
        ? null
        : superiorAbility(benchmark.returns, variants, draws, HEADLINE, stream.split('variants')),
    overfitting: overfitting(variants),
    verdict: verdictOf(run, differences, rotation, months),
  };
}

/** Monthly returns of values at the dates of the record, whole months only. */
function monthlyReturns(run: BacktestRun): (values: readonly number[]) => Float64Array {
  const { days } = pathFromStart(run, []);
  const { at, isWhole } = monthEndsOf(days);
  return (values) => returnsOf(pathAt(pathFromStart(run, values), at).values).filter((_, i) => isWhole[i]);
}

/** Another way to weight the same sleeves by a rule known beforehand: neither an index nor cash nor a choice in hindsight. */
const isVariant = ({ id, chosenAfterwards }: AlternativeRecord, run: BacktestRun): boolean =>
  !chosenAfterwards && id !== TREASURY_BILLS && id !== run.plan.benchmark && !id.startsWith('nifty-');

/** The labels against the bouquets of every label, from fill to fill. */
function rotationOf({ months, nav, alternatives }: BacktestRun): RotationTest | null {
  const at = new Map(nav.map((row, i) => [row.date, i]));
  const bouquets = REGIMES.map((regime) => alternatives.find((a) => a.id === `static-${regime}`));
  if (bouquets.some((b) => b === undefined)) return null;
  return rotationTest(
    months.map((m) => REGIMES.indexOf(m.label)),
    bouquets.map((bouquet) =>
      months.map((m) => bouquet!.values[at.get(m.until)!]! / bouquet!.values[at.get(m.filled)!]! - 1),
    ),
  );
}

/** What a committee asks first: the benchmark, doing the same without timing, the average held for good. */
const ASKED = ['static-average', 'static-bullish'];

function verdictOf(
  run: BacktestRun,
  differences: readonly ResampledDifferences[],
  rotation: RotationTest | null,
  months: number,
): string[] {
  const headline = differences.find((d) => d.meanBlock === HEADLINE);
  if (!headline) return [tooShortVerdict(months, LEAST_MONTHS)];
  const asked = [run.plan.benchmark, ...ASKED].flatMap(
    (id) => run.alternatives.find((a) => a.id === id) ?? [],
  );
  return [...asked.map((a) => verdictOn(a, headline)), ...(rotation ? [timingVerdict(rotation)] : [])];
}
