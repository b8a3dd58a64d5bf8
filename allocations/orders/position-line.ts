import type { Segment } from '../costs/segment.ts';
import type { Liquidity } from '../costs/impact.ts';
import type { Lot } from '../tax/lot.ts';

/** One thing that is held, wanted, or both. */
export interface Line {
  /** An ISIN, a scheme code, or a position. */
  readonly id: string;
  readonly name: string;
  readonly segment: Segment;
  /**
   * Shares are dealt in whole, units to six decimals; of an amount neither quantity nor price is known. Of a share that
   * cannot be dealt nothing is: what is held stays, and the money for what is not stays in cash.
   */
  readonly dealtIn: 'shares' | 'units' | 'amount' | 'nothing';
  /** Shares or units; 0 for an amount. */
  readonly held: number;
  /** ₹ a share or unit; 0 for an amount, and for a share that is not held and has no price. */
  readonly price: number;
  /** Paise held. */
  readonly value: number;
  /** Share of all that is held, cash included. */
  readonly target: number;
  readonly liquidity: Liquidity | null;
  /** Null where they are not known. */
  readonly lots: readonly Lot[] | null;
  /** Whether gains on it are taxed as those of listed equity; others are taxed otherwise. */
  readonly isEquity: boolean;
}
