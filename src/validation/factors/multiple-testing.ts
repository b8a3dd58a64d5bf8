import { expectedBestSharpe, probabilisticSharpe } from '../../math/statistics/deflated-sharpe.ts';
import { sharpeSample } from '../../math/statistics/sharpe-sample.ts';
import { marketModel } from './market-model.ts';
import { marketExcess, ownExcess, type ResearchMonth } from './inputs/monthly-returns.ts';

/** A way in which the rule might have been written. */
export interface VariantAlpha {
  readonly name: string;
  /** Percent a year; null where it had too few months. */
  readonly alpha: number | null;
  readonly t: number | null;
  /** Appraisal ratio a year. */
  readonly appraisal: number | null;
}

/** The search owned up to: what is left of the appraisal ratio when it is the best of many tries. */
export interface Search {
  /** Tries counted: those computed here, or as many as were owned up to, whichever is more. */
  readonly trials: number;
  /** The rule as it is comes first. */
  readonly variants: readonly VariantAlpha[];
  /** Appraisal ratio a year: alpha over the deviation of what the market does not explain (Treynor and Black 1973). */
  readonly appraisal: number;
  /** What the best of so many tries without merit would be expected to show. */
  readonly expectedBest: number;
  /** Probability that the true ratio is above 0, and that it is above the expected best: the deflated Sharpe ratio. */
  readonly probabilistic: number;
  readonly deflated: number;
}

const ANNUAL = Math.sqrt(12);

/** Returns with the market's part hedged away: what an appraisal ratio is the Sharpe ratio of. Null as `marketModel`. */
function hedged(months: readonly ResearchMonth[]): number[] | null {
  const model = marketModel(months);
  return model && months.map((m) => ownExcess(m) - model.beta * marketExcess(m));
}

/**
 * Bailey and López de Prado (2014). Tries are taken as independent and without merit, so that their ratios have the
 * deviation 1/√(n − 1) of sampling: more than real variants, which resemble one another, would show, and so on the
 * cautious side (our choice). Null where there are too few months or nothing varies.
 */
export function searched(
  months: readonly ResearchMonth[],
  variants: readonly { readonly name: string; readonly months: readonly ResearchMonth[] }[],
  ownedUpTo: number,
): Search | null {
  const own = hedged(months);
  const sample = own && sharpeSample(own);
  if (!sample) return null;
  const trials = Math.max(ownedUpTo, variants.length + 1);
  const best = expectedBestSharpe(trials, 1 / Math.sqrt(sample.observations - 1));
  return {
    trials,
    variants: [{ name: 'as it is', months }, ...variants].map((v) => variantAlpha(v.name, v.months)),
    appraisal: sample.sharpe * ANNUAL,
    expectedBest: best * ANNUAL,
    probabilistic: probabilisticSharpe(sample, 0),
    deflated: probabilisticSharpe(sample, best),
  };
}

function variantAlpha(name: string, months: readonly ResearchMonth[]): VariantAlpha {
  const model = marketModel(months);
  const returns = hedged(months);
  const sample = returns && sharpeSample(returns);
  return {
    name,
    alpha: model && model.alpha.annual,
    t: model && model.alpha.t,
    appraisal: sample ? sample.sharpe * ANNUAL : null,
  };
}
