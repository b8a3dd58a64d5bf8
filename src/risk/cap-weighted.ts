import type { Holding } from './portfolio-risk.ts';
import { isCovered, type RiskSnapshot } from './snapshot.ts';
import type { RiskSession } from './session-block.ts';

/** The market of a session: the covered members of the estimation universe, by capitalisation. The model's own benchmark. */
export function capWeighted(
  session: RiskSnapshot & Pick<RiskSession, 'marketCap' | 'inEstimation'>,
): Holding[] {
  const { marketCap, inEstimation } = session;
  const members = Array.from(marketCap.keys()).filter((i) => inEstimation[i] === 1 && isCovered(session, i));
  const total = members.reduce((sum, i) => sum + marketCap[i]!, 0);
  return members.map((issuer) => ({ issuer, weight: marketCap[issuer]! / total }));
}
