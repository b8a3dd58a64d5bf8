import type { HedgeForm } from '../../allocations/hedge/result.ts';

/** What a hedge takes of the hedge reserve. ₹. */
export interface ReserveUse {
  readonly reserve: number;
  /** Initial margin of futures, or premium and charges of puts. */
  readonly margin: number;
  /** Kept beside the margin for mark-to-market payments; 0 for puts, and in decisions that kept none. */
  readonly markToMarket: number;
  /** (margin + mark-to-market) ÷ reserve. */
  readonly used: number;
}

/**
 * What the chosen form of a hedge takes of the reserve that it was sized for.
 *
 * @param reserve the budget of the hedge, ₹, more than 0.
 */
export function reserveUse(form: HedgeForm, reserve: number): ReserveUse {
  const [margin, markToMarket] =
    form.kind === 'futures' ? [form.margin, form.markToMarketReserve ?? 0] : [form.cost, 0];
  return { reserve, margin, markToMarket, used: (margin + markToMarket) / reserve };
}
