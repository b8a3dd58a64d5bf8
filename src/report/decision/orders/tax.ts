import type { SoldLot, SwitchTaxed } from '../../../../allocations/orders/result.ts';
import type { Term } from '../../../../allocations/tax/holding-period.ts';

/** A lot that is sold, with the name of what it is of. */
export type NamedLot = SoldLot & { readonly name: string };

/** Lots of one term that are alike in that they gain or lose. ₹. */
export interface LotGroup {
  readonly term: Term;
  readonly outcome: 'gain' | 'loss';
  readonly lots: number;
  readonly proceeds: number;
  readonly gain: number;
  readonly tax: number;
}

/** The tax of the sales, from lots to the sum. ₹. */
export type TaxModel =
  | { readonly kind: 'unavailable'; readonly why: string }
  | {
      readonly kind: 'computed';
      readonly year: string;
      /** What the year brought before the switch, as far as it was told. */
      readonly counted: Extract<SwitchTaxed, { kind: 'computed' }>['counted'];
      readonly groups: readonly LotGroup[];
      readonly adjustment: number;
      readonly surcharge: number;
      readonly cess: number;
      readonly total: number;
      /** By the size of the tax or of what a loss takes off it, the largest first. */
      readonly largest: readonly NamedLot[];
      readonly lots: number;
      readonly carried: Extract<SwitchTaxed, { kind: 'computed' }>['carried'];
      /** Names of what is sold and taxed otherwise than listed equity. */
      readonly leftOut: readonly string[];
    };

const LOTS_SHOWN = 12;
const TERMS: readonly Term[] = ['short', 'long'];
const OUTCOMES = ['gain', 'loss'] as const;

export function taxModel(tax: SwitchTaxed, nameOf: (id: string) => string): TaxModel {
  if (tax.kind === 'unavailable') return tax;
  const { year, counted, lots, adjustment, surcharge, cess, total, carried, leftOut } = tax;
  return {
    kind: 'computed',
    year,
    counted,
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
    carried,
    leftOut: leftOut.map(nameOf),
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
