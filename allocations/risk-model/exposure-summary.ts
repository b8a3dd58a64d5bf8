import { FACTOR_COUNT, INDUSTRIES, INDUSTRY_AT, STYLE_AT, STYLES } from '../../src/risk/factors.ts';
import type { Weights } from '../positions.ts';
import type { Measured } from './sleeve-exposures.ts';
import type { Scored } from './result.ts';
import type { SleeveProgramme } from './objective.ts';

/** The weights of a portfolio's sleeves, and what these hold as INEC-1 sees it. */
export interface MeasuredPortfolio {
  readonly weights: Weights;
  readonly measured: readonly Measured[];
}

/** The portfolio by style and by industry, before and after, beside what the regime wants and what the market has. */
export function exposureLines(
  { rules, regime, marketExposures }: Pick<SleeveProgramme, 'rules' | 'regime' | 'marketExposures'>,
  drifted: MeasuredPortfolio,
  after: MeasuredPortfolio,
): Pick<Scored, 'styles' | 'industries'> {
  const before = isKnown(drifted) ? exposuresOf(drifted) : null;
  const then = exposuresOf(after);
  return {
    styles: STYLES.map((style, k) => {
      const at = STYLE_AT + k;
      const ofMarket = marketExposures[at]!;
      return {
        style,
        wanted: rules.targets[regime][style],
        drifted: before && before[at]! - ofMarket,
        after: then[at]! - ofMarket,
      };
    }),
    industries: INDUSTRIES.map((industry, g) => {
      const at = INDUSTRY_AT + g;
      return { industry, market: marketExposures[at]!, drifted: before && before[at]!, after: then[at]! };
    }),
  };
}

/** Whether anything is held, and nothing that is not measured. */
const isKnown = ({ weights, measured }: MeasuredPortfolio): boolean =>
  Object.keys(weights).length > 0 &&
  measured.every((m) => m.kind === 'measured' || (weights[m.id] ?? 0) === 0);

/** [39], of the sleeves that are measured. */
export function exposuresOf({ weights, measured }: MeasuredPortfolio): Float64Array {
  const sum = new Float64Array(FACTOR_COUNT);
  for (const m of measured) {
    if (m.kind === 'unmeasured') continue;
    for (let k = 0; k < FACTOR_COUNT; k++) sum[k]! += (weights[m.id] ?? 0) * m.exposures[k]!;
  }
  return sum;
}
