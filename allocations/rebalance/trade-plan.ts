import { POSITIONS, type Weights } from '../positions.ts';
import { type NewMoney, newMoneyTrades, newMoneyWeight } from './new-money.ts';
import { inWords, listed, plainPercent } from '../../src/format/words.ts';

/** Trades from the opening weights towards the target. */
export interface TradePlan {
  readonly after: Weights;
  /** `after` minus the opening weights, in `POSITIONS` order. */
  readonly changes: readonly number[];
  /** One-way: the sum of purchases, less new money invested or raised. */
  readonly turnover: number;
  /** Sentences on the limits that reduced trading. */
  readonly binding: readonly string[];
}

/** Smaller differences are rounding. */
const ROUNDING = 1e-12;

const bought = (changes: readonly number[]): number => changes.reduce((sum, x) => sum + Math.max(0, x), 0);

/**
 * Plans trades from one fully invested portfolio towards another. Trades below the minimum are dropped, and the larger
 * side is then scaled down pro rata so that purchases equal sales. If turnover still exceeds the limit, new money is
 * invested or raised first, and the rest of every trade is scaled by the same factor. No weight overshoots its target, so
 * none becomes negative.
 */
export function planTrades(
  from: Weights,
  to: Weights,
  limits: {
    readonly minimumTrade: number;
    readonly turnoverLimit: number;
    readonly newMoney?: NewMoney | null;
  },
): TradePlan {
  const { minimumTrade, turnoverLimit, newMoney = null } = limits;
  const wanted = POSITIONS.map((id) => (to[id] ?? 0) - (from[id] ?? 0));
  const worthwhile = dropSmallTrades(wanted, minimumTrade);
  const fullTurnover = bought(worthwhile) - newMoneyWeight(newMoney);
  const completion = fullTurnover > turnoverLimit + ROUNDING ? turnoverLimit / fullTurnover : 1;
  const flow = newMoneyTrades(from, plus(from, worthwhile), newMoney);
  // Scaled trades may fall below the minimum in turn.
  const changes =
    completion < 1
      ? dropSmallTrades(
          worthwhile.map((x, i) => flow[i]! + (x - flow[i]!) * completion),
          minimumTrade,
        )
      : worthwhile;

  const untraded = POSITIONS.filter((_, i) => changes[i] === 0 && Math.abs(wanted[i]!) > ROUNDING);
  const small = `Not traded: ${listed(untraded.map(inWords))} (below the minimum trade of ${plainPercent(minimumTrade)}).`;
  const limited = `Full rebalancing would need one-way turnover of ${plainPercent(fullTurnover)}${newMoney ? ' besides the new money' : ''}; the ${plainPercent(turnoverLimit)} limit allows ${plainPercent(completion, 0)} of each trade.`;
  return {
    after: plus(from, changes),
    changes,
    turnover: Math.max(0, bought(changes) - newMoneyWeight(newMoney)),
    binding: [...(completion < 1 ? [limited] : []), ...(untraded.length > 0 ? [small] : [])],
  };
}

const plus = (from: Weights, changes: readonly number[]): Weights =>
  Object.fromEntries(POSITIONS.map((id, i) => [id, (from[id] ?? 0) + changes[i]!]));

/** A first purchase, from cash outside the portfolio: no limit applies. */
export const firstPurchase = (to: Weights): TradePlan => {
  const changes = POSITIONS.map((id) => to[id] ?? 0);
  return { after: to, changes, turnover: bought(changes), binding: [] };
};

/**
 * Drops changes below the minimum and scales the larger side down pro rata, so that the changes sum to 0.
 *
 * @param minimum of all changes, or of each.
 */
export function dropSmallTrades(changes: readonly number[], minimum: number | readonly number[]): number[] {
  const least = (i: number): number => (typeof minimum === 'number' ? minimum : minimum[i]!) - ROUNDING;
  const kept = balanced(changes.map((x, i) => (Math.abs(x) < least(i) ? 0 : x)));
  // Scaling may bring a trade below the minimum; each round drops at least one.
  const settled = kept.every((x, i) => x === 0 || Math.abs(x) >= least(i));
  return settled ? kept : dropSmallTrades(kept, minimum);
}

/** Scales the larger side down to the smaller, so that the changes sum to 0. */
function balanced(changes: readonly number[]): number[] {
  const buys = bought(changes);
  const sells = bought(changes.map((x) => -x));
  const matched = Math.min(buys, sells);
  return changes.map((x) => (x === 0 ? 0 : x > 0 ? x * (matched / buys) : x * (matched / sells)));
}
