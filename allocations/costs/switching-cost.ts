import type { SwitchTax } from '../tax/switch-tax.ts';
import { type ChargeId, CHARGES, type Charges } from './charges.ts';

/** The total cost of a switch, in paise, and the return it must earn to break even. */
export interface SwitchingCost {
  /** By kind of charge, over all trades. */
  readonly charges: Readonly<Record<ChargeId, number>>;
  /** Null if there are no lots to tax. */
  readonly tax: number | null;
  /** Charges and tax. */
  readonly paise: number;
  /** Break-even excess return of the new portfolio over the old, as a fraction of the portfolio. */
  readonly breakEvenReturn: number;
  /** The break-even return annualised over the rule book's holding period. */
  readonly annualBreakEvenReturn: number;
}

/**
 * The cost of a switch and its break-even return. Tax is counted in full, although a later sale would be taxed too, so
 * the break-even return is conservative.
 *
 * @param value portfolio value in paise; above 0.
 * @param holdingDays days over which the switch must earn back its cost.
 */
export function switchingCost(
  trades: readonly Charges[],
  tax: SwitchTax | null,
  value: number,
  holdingDays: number,
): SwitchingCost {
  const lines = trades.flatMap((t) => t.lines);
  const charges = Object.fromEntries(
    CHARGES.map((id) => [id, lines.reduce((sum, l) => sum + (l.id === id ? l.paise : 0), 0)]),
  ) as Record<ChargeId, number>;
  const paise = trades.reduce((sum, t) => sum + t.paise, 0) + (tax?.paise ?? 0);
  const breakEvenReturn = paise / value;
  return {
    charges,
    tax: tax?.paise ?? null,
    paise,
    breakEvenReturn,
    annualBreakEvenReturn: (breakEvenReturn * 365) / holdingDays,
  };
}
