import type { SignalId } from '../../signals/signal.ts';
import type { Alert } from './alert.ts';
import type { RegimeRules } from './rules.ts';
import type { Judgement } from './history.ts';

/** Volatility in its highest twentieth while the Nifty is under its centre. An alert; the label is untouched. */
export function crisisAlert(
  judgements: readonly Judgement[],
  { crisis }: Pick<RegimeRules, 'crisis'>,
): Alert | null {
  const featuresOf = (id: SignalId) => {
    const verdict = judgements.find(({ on }) => on.signal.id === id)?.verdict;
    return verdict && 'features' in verdict ? verdict.features : [];
  };
  const fear = featuresOf('india-vix')[0];
  const gap = featuresOf('nifty-regression').find((f) => f.name === 'trend_gap')?.value;
  const percentile = fear?.percentile;
  if (!fear || percentile === undefined || gap === undefined) return null;
  if (percentile < crisis.indiaVixPercentile || gap >= crisis.trendGapBelow) return null;
  const what = fear.name.startsWith('india_vix') ? 'India VIX' : 'Realised volatility (for India VIX)';
  return {
    code: 'crisis',
    message: `${what} stands above ${(crisis.indiaVixPercentile * 100).toFixed(0)} % of its history while the Nifty is ${(Math.abs(gap) * 100).toFixed(1)} % under the centre of its regression. An alert only: the label follows the score.`,
  };
}
