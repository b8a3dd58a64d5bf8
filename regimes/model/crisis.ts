import type { SignalId } from '../../signals/signal.ts';
import type { Alert } from './alert.ts';
import type { RegimeRules } from './rules.ts';
import type { EvaluatedSignal } from './history.ts';

/** India VIX (or its proxy) at or above its 95th percentile while the Nifty 50 is below its regression centroid. The label is unaffected. */
export function crisisAlert(
  evaluated: readonly EvaluatedSignal[],
  { crisis }: Pick<RegimeRules, 'crisis'>,
): Alert | null {
  const featuresOf = (id: SignalId) => {
    const evaluation = evaluated.find(({ aligned }) => aligned.signal.id === id)?.evaluation;
    return evaluation && 'features' in evaluation ? evaluation.features : [];
  };
  const volatility = featuresOf('india-vix')[0];
  const gap = featuresOf('nifty-regression').find((f) => f.name === 'trend_gap')?.value;
  const percentile = volatility?.percentile;
  if (!volatility || percentile === undefined || gap === undefined) return null;
  if (percentile < crisis.indiaVixPercentile || gap >= crisis.trendGapBelow) return null;
  const what = volatility.name.startsWith('india_vix')
    ? 'India VIX'
    : 'Realised volatility (proxy for India VIX)';
  return {
    code: 'crisis',
    message: `${what} is above ${(crisis.indiaVixPercentile * 100).toFixed(0)} % of its history while the Nifty 50 is ${(Math.abs(gap) * 100).toFixed(1)} % below its regression centroid. Alert only: the regime follows the score.`,
  };
}
