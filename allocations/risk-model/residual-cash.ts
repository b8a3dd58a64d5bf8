import { type PositionId, STRATEGIC, type StrategicId } from '../positions.ts';
import type { ModelTarget } from './target.ts';
import { isSmall, ROUNDING } from './minimum-trade.ts';
import type { TradeRequest } from './rebalance.ts';

/**
 * Strategic weights that leave the sleeves together what they hold, where they lack less than a trade to their share: a few
 * rupees left over go to what is traded anyway, or stay in the liquid fund. Null where they lack more.
 */
export function leavingSleeves(
  { programme }: ModelTarget,
  { held, rules }: TradeRequest,
  strategic: (id: StrategicId) => number,
): ((id: StrategicId) => number) | null {
  const heldOf = (id: PositionId): number => held.drifted[id] ?? 0;
  const change = (id: StrategicId): number => Math.abs(strategic(id) - heldOf(id));
  const inSleeves = programme.sleeves.reduce((sum, s) => sum + heldOf(s.id), 0);
  const lacking = STRATEGIC.reduce((left, id) => left - strategic(id), 1 - inSleeves);
  const most = [...STRATEGIC].sort((a, b) => change(b) - change(a))[0]!;
  const takes = change(most) > ROUNDING ? most : 'liquid-fund';
  if (!isSmall(lacking, rules.trading.minimumTrade) || strategic(takes) + lacking < 0) return null;
  return (id) => (id === takes ? strategic(id) + lacking : strategic(id));
}
