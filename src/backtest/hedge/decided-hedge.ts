import type { HedgeForm, MonthlyHedge } from '../../../allocations/hedge/result.ts';

/** The futures that a decision asks for, as they are traded at the next close. */
export interface DecidedHedge {
  /** `puts`: the decision chose puts, for which the store has no prices; its futures are traded instead. */
  readonly kind: 'futures' | 'puts' | 'none';
  /** ISO; null where nothing is to be held. */
  readonly expiry: string | null;
  /** Units of the index, below 0 where sold. */
  readonly units: number;
  /** Initial margin, a fraction of the contract value. */
  readonly initialMargin: number;
}

/**
 * The futures of a month's hedge. Where the decision prefers puts, those of its other form: they reduce beta as much, and the
 * store has no option prices to mark puts by (our choice). Null where the decision could not say: what is held then stays.
 */
export function decidedHedge(hedge: MonthlyHedge): DecidedHedge | null {
  if (hedge.kind === 'unavailable') return null;
  const none: DecidedHedge = { kind: 'none', expiry: null, units: 0, initialMargin: 0 };
  if (hedge.kind === 'none') return none;
  const forms: readonly (HedgeForm | null)[] = [hedge.chosen, hedge.alternative];
  const form = forms.find((f) => f?.kind === 'futures');
  const kind = hedge.chosen.kind;
  if (form?.kind !== 'futures' || form.lots === 0) return { ...none, kind };
  return {
    kind,
    expiry: form.expiry,
    units: -form.lots * form.lot,
    initialMargin: form.marginRate?.initial ?? form.margin / form.notional,
  };
}
