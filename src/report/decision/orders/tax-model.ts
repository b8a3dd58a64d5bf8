import type { SoldLot, SwitchTaxResult } from '../../../../allocations/orders/result.ts';
import type { Term } from '../../../../allocations/tax/holding-period.ts';

/** A lot sold, with its name. */
export type NamedLot = SoldLot & { readonly name: string };

/** The lots of one term with gains, or with losses; in ₹. */
export interface LotGroup {
  readonly term: Term;
  readonly outcome: 'gain' | 'loss';
  readonly lots: number;
  readonly proceeds: number;
  readonly gain: number;
  readonly tax: number;
}

/** Tax on sales, from lots to the total, in ₹. */
export type TaxModel =
  | { readonly kind: 'unavailable'; readonly reason: string }
  | {
      readonly kind: 'computed';
      readonly year: string;
      /** Realised gains and losses of the year before the rebalancing, as stated in the rule book. */
      readonly counted: Extract<SwitchTaxResult, { kind: 'computed' }>['openingPosition'];
      readonly groups: readonly LotGroup[];
      readonly adjustment: number;
      readonly surcharge: number;
      readonly cess: number;
      readonly total: number;
      /** By absolute tax effect, largest first. */
      readonly largest: readonly NamedLot[];
      readonly lots: number;
      readonly carried: Extract<SwitchTaxResult, { kind: 'computed' }>['carriedForward'];
      /** Names of holdings sold that are taxed differently from listed equity. */
      readonly leftOut: readonly string[];
    };

const LOTS_SHOWN = 12;
const TERMS: readonly Term[] = ['short', 'long'];
const OUTCOMES = ['gain', 'loss'] as const;

export function taxModel(tax: SwitchTaxResult, nameOf: (id: string) => string): TaxModel {
  if (tax.kind === 'unavailable') return tax;
  const { year, openingPosition, lots, adjustment, surcharge, cess, total, carriedForward, excluded } = tax;
  return {
    kind: 'computed',
    year,
    counted: openingPosition,
    groups: TERMS.flatMap((term) => OUTCOMES.map((outcome) => groupOf(lots, term, outcome))).filter(
      (g) => g.lots > 0,
    ),
    adjustment,
    surcharge,
    cess,
    total,
    largest: [...lots]
      .sort((a, b) => Math.abs(b.tax) - Math.abs(a.tax) || Math.abs(b.gain) - Math.abs(a.gain))
      .slice(0, LOTS_SHOWN)
      .map((lot) => ({ ...lot, name: nameOf(lot.id) })),
    lots: lots.length,
    carried: carriedForward,
    leftOut: excluded.map(nameOf),
  };
}

function groupOf(lots: readonly SoldLot[], term: Term, outcome: LotGroup['outcome']): LotGroup {
  const own = lots.filter((l) => l.term === term && (outcome === 'loss') === l.gain < 0);
  const sum = (of: (l: SoldLot) => number) => own.reduce((all, l) => all + of(l), 0);
  return {
    term,
    outcome,
    lots: own.length,
    proceeds: sum((l) => l.proceeds),
    gain: sum((l) => l.gain),
    tax: sum((l) => l.tax),
  };
}
