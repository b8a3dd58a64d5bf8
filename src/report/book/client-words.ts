import type { ClientDecision } from '../../book/client/client-decision.ts';
import { fractionAsPercent } from '../../format/numbers.ts';
import { rupees } from '../../format/rupees.ts';

/** Tax statuses as people write them. */
export const TAX_STATUS: Readonly<Record<ClientDecision['taxStatus'], string>> = {
  individual: 'individual',
  huf: 'Hindu undivided family',
  company: 'company',
  'non-resident': 'non-resident',
  fund: 'fund',
};

/** The effect of a restriction, which a decision has as `restrictions.csv` does. */
export function effectInWords(effect: string): string {
  const [kind, argument] = effect.split(' ') as [string, string | undefined];
  if (argument === undefined) return EFFECTS[kind] ?? effect;
  return kind === 'max' ? `at most ${fractionAsPercent(Number(argument), 2)}` : `replaced by ${argument}`;
}

const EFFECTS: Readonly<Record<string, string>> = {
  'no-buy': 'not bought',
  'no-hold': 'not held',
  'no-sell': 'not sold',
};

/** An override, which a decision has as `overrides.csv` does. */
export function overrideInWords(what: string): string {
  const [kind, amount] = what.split(' ') as [string, string | undefined];
  const name = kind === 'no-trade' ? 'not traded' : kind.replaceAll('-', ' ');
  return amount === undefined ? name : `${name} ${rupees(Number(amount))}`;
}
