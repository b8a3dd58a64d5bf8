import type { Held } from '../opening-holdings.ts';
import { POSITIONS, type Weights } from '../positions.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';
import { withoutSmall } from '../rebalance/trade-plan.ts';
import { boughtByShare } from './stock-turnover.ts';

/** How far a portfolio goes from what is held to where trading leads. */
export interface Move {
  readonly towards: Weights;
  /** The part of the way that is gone, by every share and position alike; 1 unless turnover stops it. */
  readonly reach: number;
  readonly after: Weights;
  /** `after` less what was held, in `POSITIONS` order. */
  readonly changes: readonly number[];
  /** What is bought. */
  readonly turnover: number;
  /** What all of the way would be. */
  readonly whole: number;
}

/**
 * The way to the given weights, as far as turnover allows, share by share of what is really held. Where only part of the
 * way is gone, positions whose part would be below the smallest trade stay as they are, as long as that is so.
 */
export function moveWithin(
  basis: StockBasis,
  held: Held,
  weights: Weights,
  limits: { readonly turnover: number; readonly minimumTrade: number },
): Move {
  const { turnover, minimumTrade } = limits;
  const heldOf = POSITIONS.map((id) => held.drifted[id] ?? 0);
  const ways = (to: Weights): number[] => POSITIONS.map((id, i) => (to[id] ?? 0) - heldOf[i]!);
  for (let towards = weights; ;) {
    const whole = boughtByShare(basis, held, towards);
    if (whole <= turnover + SLACK)
      return { towards, reach: 1, after: towards, changes: ways(towards), turnover: whole, whole };
    const reach = turnover / whole;
    const changes = withoutSmall(ways(towards), minimumTrade / reach);
    const fewer = changes.some((x, i) => x === 0 && ways(towards)[i] !== 0);
    if (!fewer) {
      const gone = ways(towards).map((x) => reach * x);
      const after = Object.fromEntries(POSITIONS.map((id, i) => [id, heldOf[i]! + gone[i]!]));
      return { towards, reach, after, changes: gone, turnover, whole };
    }
    towards = Object.fromEntries(POSITIONS.map((id, i) => [id, heldOf[i]! + changes[i]!]));
  }
}

/** What the programme's own turnover may be over its limit by rounding. */
const SLACK = 1e-6;
