import type { HedgeForm } from '../../../../allocations/hedge/monthly-hedge.ts';
import { chargeName } from '../orders/charge-names.ts';
import type { ChargeId } from '../../../../allocations/costs/charges.ts';
import { dateText } from '../../page/dates.ts';
import { counted, grouped, signed } from '../../../format/numbers.ts';
import { rupees, rupeesInWords } from '../../../format/rupees.ts';
import { betaText } from './sizing.ts';

/** What one form of the hedge is, ties up and costs. */
export const formTerms = (form: HedgeForm, asOf: string): [string, string][] => [
  [
    'Contract',
    `expires ${dateText(form.expiry)}; ${counted(form.lots, 'lot')} of ${grouped(form.lot, 0)}, ${rupeesInWords(form.notional)} of the index`,
  ],
  ...(form.kind === 'futures' ? futuresTerms(form) : putTerms(form)),
  ['Charges', chargesText(form.charges, asOf)],
  ['Cost to expiry', form.cost < 0 ? `it earns ${rupees(-form.cost)}` : rupees(form.cost)],
];

const futuresTerms = (form: Extract<HedgeForm, { kind: 'futures' }>): [string, string][] => [
  [
    'Margin',
    `${rupees(form.margin)}, which would have earned ${rupees(form.marginInterest)} of interest until expiry`,
  ],
  ['Beta after', betaText(form.betaAfter)],
  [
    'Carry',
    `${form.carry < 0 ? `${rupees(-form.carry)} paid` : `${rupees(form.carry)} earned`} if future and index meet at expiry, ${signed(100 * form.carryRate, 2)} % a year`,
  ],
  ['Roll', rollText(form.roll)],
];

const putTerms = (form: Extract<HedgeForm, { kind: 'puts' }>): [string, string][] => [
  [
    'Premium',
    `${grouped(form.premium, 2)} points at a strike of ${grouped(form.strike, 0)}, ${rupees(form.premium * form.lots * form.lot)} in all; ${form.pricedBy === 'volatility' ? 'priced by India VIX, for the store keeps no option prices' : 'as observed'}`,
  ],
  [
    'Below the strike',
    `like ${counted(form.lots, 'lot')} of futures sold; above it only premium and charges are lost`,
  ],
];

function rollText({ day, charges, spread }: Extract<HedgeForm, { kind: 'futures' }>['roll']): string {
  const next =
    spread === null
      ? 'the next month’s price is not known'
      : spread < 0
        ? `the next month stands ${rupees(-spread)} lower, which is paid`
        : `the next month stands ${rupees(spread)} higher, which is received`;
  return `on ${dateText(day)}, if the hedge is still wanted: ${rupees(charges)} of charges; ${next}`;
}

function chargesText(charges: HedgeForm['charges'], asOf: string): string {
  const kinds = (Object.entries(charges) as [ChargeId, number][]).filter(([, amount]) => amount >= 0.5);
  const total = Object.values(charges).reduce((sum, amount) => sum + amount, 0);
  const parts = kinds.map(
    ([id, amount]) =>
      `${chargeName(id, asOf).replace(/^[A-Z](?=[a-z])/, (c) => c.toLowerCase())} ${rupees(amount)}`,
  );
  return parts.length === 0 ? rupees(total) : `${rupees(total)}: ${parts.join(', ')}`;
}
