import { z } from 'zod';
import { fractionSchema, type Published } from '../../src/market/published.ts';
import type { Fallback } from '../bouquet/fallback.ts';
import { type PositionId, POSITIONS, type Weights } from '../positions.ts';

export const newMoneySchema = z.strictObject({
  kind: z.enum(['inflow', 'outflow']),
  weight: fractionSchema.describe('Fraction of the portfolio'),
});

/** Cash to invest, or to raise, that is not turnover. */
export type NewMoney = Published<typeof newMoneySchema>;

/** Cash: the liquid fund, which counts uninvested money. */
const CASH: PositionId = 'liquid-fund';

/**
 * The new money of a portfolio from a file: cash above its target is an inflow to invest, cash below its strategic target
 * an outflow to raise. Neither is turnover, as in SEC Form N-1A, which takes the lesser of purchases and sales; the limit on
 * turnover applies to the exchange of one position for another. A fallback in cash is the model's own decision and never
 * an outflow. Null for the model's own portfolio, and for less than the minimum trade.
 *
 * @param target the target weights, with the fallback.
 */
export function newMoney(
  {
    openingSource,
    opening,
  }: { readonly openingSource: { readonly kind: string }; readonly opening: Weights },
  target: Weights,
  fallback: Fallback | null,
  minimumTrade: number,
): NewMoney | null {
  if (openingSource.kind !== 'portfolio') return null;
  const held = opening[CASH] ?? 0;
  const wanted = target[CASH] ?? 0;
  const strategic = wanted - (fallback?.position === CASH ? fallback.weight : 0);
  const [inflow, outflow] = [held - wanted, strategic - held];
  if (inflow > 0 && inflow >= minimumTrade) return { kind: 'inflow', weight: inflow };
  if (outflow > 0 && outflow >= minimumTrade) return { kind: 'outflow', weight: outflow };
  return null;
}

/** The weight of new money: 0 for none. */
export const newMoneyWeight = (money: NewMoney | null | undefined): number => money?.weight ?? 0;

/**
 * Trades, by position in `POSITIONS` order, that invest or raise new money: pro rata to what each position is below its
 * destination, or above it for an outflow. They sum to 0, and none overshoots.
 */
export function newMoneyTrades(opening: Weights, destination: Weights, money: NewMoney | null): number[] {
  const away = POSITIONS.map((id) => {
    const change = id === CASH ? 0 : (destination[id] ?? 0) - (opening[id] ?? 0);
    return money?.kind === 'outflow' ? Math.max(0, -change) : Math.max(0, change);
  });
  const room = away.reduce((sum, x) => sum + x, 0);
  const sign = money?.kind === 'outflow' ? -1 : 1;
  const cash = sign * ((opening[CASH] ?? 0) - (destination[CASH] ?? 0));
  const moved = Math.max(0, Math.min(newMoneyWeight(money), room, cash));
  return POSITIONS.map((id, i) => {
    if (moved === 0) return 0;
    return id === CASH ? -sign * moved : (sign * moved * away[i]!) / room;
  });
}
