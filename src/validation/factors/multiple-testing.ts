import { deflatedSharpe } from '../multiple-testing.ts';
import { marketModel } from './market-model.ts';
import { marketExcess, ownExcess, type FactorMonth } from './inputs/monthly-returns.ts';

/** One variant of the factor's definition. */
export interface VariantAlpha {
  readonly name: string;
  /** Percent a year; null for too few months. */
  readonly alpha: number | null;
  readonly t: number | null;
  /** Annualised appraisal ratio. */
  readonly appraisal: number | null;
}

/** The appraisal ratio adjusted for the number of variants tried. */
export interface FactorMultipleTesting {
  /** Variants counted: those computed here or those declared, whichever is more. */
  readonly trials: number;
  /** The factor's own definition first. */
  readonly variants: readonly VariantAlpha[];
  /** Annualised appraisal ratio: alpha over the standard deviation of the residual (Treynor and Black 1973). */
  readonly appraisal: number;
  /** Expected maximum over as many variants without alpha. */
  readonly expectedBest: number;
  /** Probability that the true ratio is above 0, and above `expectedBest` (the deflated Sharpe ratio). */
  readonly probabilistic: number;
  readonly deflated: number;
}

const MONTHS_A_YEAR = 12;

/** Returns with the market hedged out; their Sharpe ratio is the appraisal ratio. Null where `marketModel` is. */
function hedged(months: readonly FactorMonth[]): number[] | null {
  const model = marketModel(months);
  return model && months.map((m) => ownExcess(m) - model.beta * marketExcess(m));
}

/** Adjusts the appraisal ratio by `deflatedSharpe`. Null where there are too few months or returns do not vary. */
export function adjustForTrials(
  months: readonly FactorMonth[],
  variants: readonly { readonly name: string; readonly months: readonly FactorMonth[] }[],
  declaredTrials: number,
): FactorMultipleTesting | null {
  const own = hedged(months);
  const trials = Math.max(declaredTrials, variants.length + 1);
  const adjusted = own && deflatedSharpe(own, trials, MONTHS_A_YEAR);
  if (!adjusted) return null;
  return {
    trials,
    variants: [{ name: 'as defined', months }, ...variants].map((v) => variantAlpha(v.name, v.months)),
    appraisal: adjusted.sharpe,
    expectedBest: adjusted.expectedBest,
    probabilistic: adjusted.probabilistic,
    deflated: adjusted.deflated,
  };
}

function variantAlpha(name: string, months: readonly FactorMonth[]): VariantAlpha {
  const model = marketModel(months);
  const returns = hedged(months);
  const ratio = returns && deflatedSharpe(returns, 1, MONTHS_A_YEAR);
  return {
    name,
    alpha: model && model.alpha.annual,
    t: model && model.alpha.t,
    appraisal: ratio && ratio.sharpe,
  };
}
