import { STYLE_COUNT } from '../factors.ts';
import type { Holding } from './portfolio-risk.ts';
import type { RiskSnapshot } from '../snapshot.ts';
import type { RiskSession } from '../store/daily-record.ts';

/**
 * The market portfolio of a session: covered members of the estimation universe, weighted by capitalisation. The
 * default benchmark.
 */
export function capWeighted({
  styles,
  marketCap,
  inEstimation,
}: Pick<RiskSnapshot, 'styles'> & Pick<RiskSession, 'marketCap' | 'inEstimation'>): Holding[] {
  const members = Array.from(marketCap.keys()).filter(
    (i) => inEstimation[i] === 1 && marketCap[i]! > 0 && !Number.isNaN(styles[i * STYLE_COUNT]!),
  );
  const total = members.reduce((sum, i) => sum + marketCap[i]!, 0);
  return members.map((issuer) => ({ issuer, weight: marketCap[issuer]! / total }));
}
