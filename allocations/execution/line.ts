import type { Segment } from '../costs/segment.ts';
import type { Liquidity } from '../costs/impact.ts';
import type { Lot } from '../tax/lot.ts';

/** One thing that is held, wanted, or both. */
export interface Line {
  /** An ISIN, a scheme code, or a position. */
  readonly id: string;
  readonly name: string;
  readonly segment: Segment;
  /** Shares are dealt in whole, units to six decimals; of an amount neither quantity nor price is known. */
  readonly dealtIn: 'shares' | 'units' | 'amount';
  /** Shares or units; 0 for an amount. */
  readonly held: number;
  /** ₹ a share or unit; 0 for an amount. */
  readonly price: number;
  /** Paise held. */
  readonly value: number;
  /** Share of all that is held, cash included. */
  readonly target: number;
  readonly liquidity: Liquidity | null;
  /** Null where they are not known. */
  readonly lots: readonly Lot[] | null;
  /** Whether gains on it are taxed as those of listed equity; others are taxed at the holder's own rates. */
  readonly isEquity: boolean;
}
