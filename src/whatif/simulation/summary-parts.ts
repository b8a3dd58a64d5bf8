import {
  chanceAbove,
  chanceBelow,
  complement,
  itself,
  meanOf,
  meanOfWorst,
  quantilesOfPairs,
  squareAbout,
} from '../../math/statistics/pair-errors.ts';
import { quantilesOf } from '../../math/statistics/order-statistics.ts';
import {
  type DrawdownHistogram,
  DRAWDOWNS,
  type PolicyDifference,
  type PolicyOutcome,
  WEALTH_QUANTILES,
  WORST,
} from './summary.ts';
import type { SimulationTask } from './task.ts';
import { type PathFigures, quarterCount } from './tally.ts';
import { type TypicalPath, typicalPath } from './typical-paths.ts';

/** A part of the summary that needs the figures of all paths, and none of the other parts. */
export type SummaryPart =
  | { readonly kind: 'outcome'; readonly policy: number; readonly horizon: number }
  | { readonly kind: 'difference'; readonly policy: number; readonly horizon: number }
  | { readonly kind: 'fan'; readonly quarters: readonly number[] }
  | { readonly kind: 'typical'; readonly quantile: number };

/** What the parts give, by kind. */
export interface PartResults {
  readonly outcome: FromFigures;
  readonly difference: PolicyDifference;
  /** Quantiles by quarter. */
  readonly fan: readonly (readonly number[])[];
  readonly typical: TypicalPath;
}
export type PartResult = PartResults[SummaryPart['kind']];

/** What of an outcome comes from the figures of all paths, not from their sums. */
type FromFigures = Pick<
  PolicyOutcome,
  'quantiles' | 'mean' | 'deviation' | 'chanceOfLoss' | 'meanOfWorst' | 'drawdown'
> & {
  readonly histogram: DrawdownHistogram;
};

/** Quarters of the fan in one part. */
const QUARTERS = 5;

/** The final wealth of typical paths lies at these quantiles. */
const TYPICAL = [0.05, 0.5, 0.95] as const;

/** The parts of a task's summary; the typical paths come first, since they take longest. */
export function summaryParts(task: SimulationTask): SummaryPart[] {
  const horizons = Array.from(task.horizons, (_, h) => h);
  const quarters = Array.from({ length: quarterCount(task) }, (_, q) => q);
  return [
    ...TYPICAL.map((quantile) => ({ kind: 'typical', quantile }) as const),
    ...task.policies.flatMap((_, policy) =>
      horizons.flatMap((horizon): SummaryPart[] => [
        { kind: 'outcome', policy, horizon },
        ...(policy > 0 ? [{ kind: 'difference', policy, horizon } as const] : []),
      ]),
    ),
    ...Array.from({ length: Math.ceil(quarters.length / QUARTERS) }, (_, k) => ({
      kind: 'fan' as const,
      quarters: quarters.slice(k * QUARTERS, (k + 1) * QUARTERS),
    })),
  ];
}

/** A part, and what it is computed from. */
export interface SummaryInput {
  readonly task: SimulationTask;
  readonly figures: PathFigures;
  readonly part: SummaryPart;
}

export function summarisePart({ task, figures, part }: SummaryInput): PartResult {
  const { paths } = task;
  const wealthOf = (p: number, h: number) => figures.wealth[p]!.subarray(h * paths, (h + 1) * paths);
  switch (part.kind) {
    case 'outcome': {
      const { policy, horizon } = part;
      const drawdown = figures.drawdown[policy]!.subarray(horizon * paths, (horizon + 1) * paths);
      return outcomeOf(wealthOf(policy, horizon), drawdown);
    }
    case 'difference': {
      const { policy, horizon } = part;
      return {
        than: task.policies[policy]!.id,
        month: task.horizons[horizon]!,
        ...differenceOf(wealthOf(0, horizon), wealthOf(policy, horizon)),
      };
    }
    case 'fan':
      return part.quarters.map((q) =>
        quantilesOf(figures.quarters.subarray(q * paths, (q + 1) * paths), WEALTH_QUANTILES),
      );
    case 'typical':
      return typicalPath(task, wealthOf(0, task.horizons.length - 1), part.quantile);
  }
}

function outcomeOf(wealth: Float64Array, drawdown: Float32Array): FromFigures {
  const quantiles = quantilesOfPairs(wealth, WEALTH_QUANTILES);
  const [median, q95] = quantilesOfPairs(drawdown, [0.5, 0.95]);
  const mean = meanOf(wealth, itself);
  return {
    quantiles,
    mean,
    deviation: Math.sqrt(meanOf(wealth, squareAbout(mean.value)).value),
    chanceOfLoss: chanceBelow(wealth, 1),
    meanOfWorst: meanOfWorst(wealth, WORST, quantiles[0]!.value),
    drawdown: {
      mean: meanOf(drawdown, itself),
      median: median!,
      q95: q95!,
      chances: DRAWDOWNS.map((d) => complement(chanceBelow(drawdown, d))),
    },
    histogram: histogramOf(drawdown),
  };
}

function differenceOf(
  first: Float64Array,
  other: Float64Array,
): Pick<PolicyDifference, 'mean' | 'quantiles' | 'chanceAhead'> {
  const difference = first.map((w, i) => w - other[i]!);
  return {
    mean: meanOf(difference, itself),
    quantiles: quantilesOfPairs(difference, [0.05, 0.5, 0.95]),
    chanceAhead: chanceAbove(difference, 0),
  };
}

/** Bins of the histogram: a drawdown is a fraction from 0 to 1. */
const BINS = 40;

function histogramOf(drawdowns: Float32Array): DrawdownHistogram {
  const counts = Array.from({ length: BINS }, () => 0);
  for (const x of drawdowns) counts[Math.min(BINS - 1, Math.floor(x * BINS))]!++;
  return { width: 1 / BINS, counts };
}
