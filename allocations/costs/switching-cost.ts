import type { SwitchTax } from '../tax/switch-tax.ts';
import { type ChargeId, CHARGES, type Charges } from './charges.ts';

/** What a switch costs in all, in paise, and what it must bring to be worth it. */
export interface SwitchingCost {
  /** By kind of charge, over all trades. */
  readonly charges: Readonly<Record<ChargeId, number>>;
  /** Null where there are no lots to tax. */
  readonly tax: number | null;
  /** Charges and tax. */
  readonly paise: number;
  /** Of the portfolio: what the new portfolio must return beyond the old before the switch has paid. */
  readonly hurdle: number;
  /** The same a year, over the days that the rule book gives a switch. */
  readonly hurdleAYear: number;
}

/**
 * The cost of a switch and the net benefit that it must bring. Tax is counted in full, though selling later would be
 * taxed too: the hurdle is on the safe side.
 *
 * @param value the portfolio's, in paise; above 0.
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
  const hurdle = paise / value;
  return { charges, tax: tax?.paise ?? null, paise, hurdle, hurdleAYear: (hurdle * 365) / holdingDays };
}
