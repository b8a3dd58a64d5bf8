import type { Segment } from '../costs/segment.ts';
import type { Liquidity } from '../costs/impact.ts';
import type { Lot } from '../tax/lot.ts';

/** A line of the order plan: something held, targeted, or both. */
export interface PositionLine {
  /** An ISIN, a scheme code, or a position. */
  readonly id: string;
  readonly name: string;
  readonly segment: Segment;
  /**
   * Shares, and units on the exchange, are traded in whole numbers, other units to six decimals; of an amount neither quantity nor price is known. `nothing`:
   * a stock that cannot be traded; its holding is unchanged, and money for a purchase stays in cash.
   */
  readonly tradedIn: 'shares' | 'units' | 'amount' | 'nothing';
  /** Shares or units; 0 for an amount. */
  readonly held: number;
  /** ₹ per share or unit; 0 for an amount, and for a stock that is not held and has no price. */
  readonly price: number;
  /** Value held, in paise. */
  readonly value: number;
  /** Fraction of the portfolio, cash included. */
  readonly target: number;
  /** Largest value after its order, in paise; without it there is no limit. What is held above it is sold, however little. */
  readonly ceiling?: number;
  readonly liquidity: Liquidity | null;
  /** Null if not known. */
  readonly lots: readonly Lot[] | null;
  /** Whether gains on it are taxed as listed equity. */
  readonly isEquity: boolean;
}
