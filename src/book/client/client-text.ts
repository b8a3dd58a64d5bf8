import { rupeesOf } from '../../market/money.ts';
import type { OverrideWhat, RestrictionEffect } from '../files/client.ts';

/** An effect as `restrictions.csv` has it. */
export function effectText(effect: RestrictionEffect): string {
  if (effect.kind === 'max') return `max ${effect.weight}`;
  return effect.kind === 'substitute' ? `substitute ${effect.isin}` : effect.kind;
}

/** An override as `overrides.csv` has it. */
export const overrideText = (what: OverrideWhat): string =>
  what.kind === 'no-trade' ? what.kind : `${what.kind} ${rupeesOf(what.paise)}`;
