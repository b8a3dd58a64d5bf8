import { FACTOR_COUNT, INDUSTRIES, INDUSTRY_AT, STYLE_AT, STYLES } from '../../src/risk/factors.ts';
import { SLEEVES, type Weights } from '../sleeve.ts';
import type { MeasuredSleeve } from './measured-sleeve.ts';
import type { Scored } from './scored.ts';
import type { SleeveProgramme } from './sleeve-programme.ts';

/** The portfolio by style and by industry, before and after, beside what the regime wants and what the market has. */
export function exposureLines(
  { rules, regime, sleeves, marketExposures }: SleeveProgramme,
  drifted: Weights,
  after: Weights,
): Pick<Scored, 'styles' | 'industries'> {
  const [before, then] = [exposuresOf(sleeves, drifted), exposuresOf(sleeves, after)!];
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

/** [39]; null where nothing is held, or a sleeve that is not measured. */
function exposuresOf(sleeves: readonly MeasuredSleeve[], weights: Weights): Float64Array | null {
  const isHeld = (id: (typeof SLEEVES)[number]): boolean => (weights[id] ?? 0) > 0;
  const isMeasured = SLEEVES.filter(isHeld).every((id) => sleeves.some((s) => s.id === id));
  if (Object.keys(weights).length === 0 || !isMeasured) return null;
  const sum = new Float64Array(FACTOR_COUNT);
  for (const { id, exposures } of sleeves)
    for (let k = 0; k < FACTOR_COUNT; k++) sum[k]! += (weights[id] ?? 0) * exposures[k]!;
  return sum;
}
