import { FACTOR_COUNT, INDUSTRIES, INDUSTRY_AT, STYLE_AT, STYLES } from '../../src/risk/factors.ts';
import type { Weights } from '../positions.ts';
import type { SleeveMeasurement } from './sleeve-exposures.ts';
import type { RiskModelResult } from './result.ts';
import type { SleeveProgramme } from './objective.ts';

/** Sleeve weights, and the INEC-1 exposures of what the sleeves hold. */
export interface MeasuredPortfolio {
  readonly weights: Weights;
  readonly measured: readonly SleeveMeasurement[];
}

/** Style exposures and industry weights before and after trading, beside the regime's targets, the bouquet's industries and the market's weights. */
export function exposureSummary(
  {
    rules,
    regime,
    marketExposures,
    bouquetExposures,
  }: Pick<SleeveProgramme, 'rules' | 'regime' | 'marketExposures' | 'bouquetExposures'>,
  opening: MeasuredPortfolio,
  final: MeasuredPortfolio,
): Pick<RiskModelResult, 'styles' | 'industries'> {
  const before = isKnown(opening) ? portfolioExposures(opening) : null;
  const after = portfolioExposures(final);
  return {
    styles: STYLES.map((style, k) => {
      const at = STYLE_AT + k;
      const ofMarket = marketExposures[at]!;
      return {
        style,
        target: rules.targets[regime][style],
        opening: before && before[at]! - ofMarket,
        final: after[at]! - ofMarket,
      };
    }),
    industries: INDUSTRIES.map((industry, g) => {
      const at = INDUSTRY_AT + g;
      return {
        industry,
        market: marketExposures[at]!,
        bouquet: bouquetExposures[at]!,
        opening: before && before[at]!,
        final: after[at]!,
      };
    }),
  };
}

/** Whether something is held and all of it is measured. */
const isKnown = ({ weights, measured }: MeasuredPortfolio): boolean =>
  Object.keys(weights).length > 0 &&
  measured.every((m) => m.kind === 'measured' || (weights[m.id] ?? 0) === 0);

/** [39] Factor exposures, from the sleeves that are measured. */
export function portfolioExposures({ weights, measured }: MeasuredPortfolio): Float64Array {
  const sum = new Float64Array(FACTOR_COUNT);
  for (const m of measured) {
    if (m.kind === 'unmeasured') continue;
    for (let k = 0; k < FACTOR_COUNT; k++) sum[k]! += (weights[m.id] ?? 0) * m.exposures[k]!;
  }
  return sum;
}
