import type { HedgeForm } from '../../../../allocations/hedge/result.ts';
import { chargeName } from '../orders/charge-names.ts';
import type { ChargeId } from '../../../../allocations/costs/charges.ts';
import { dateText } from '../../page/dates.ts';
import { counted, fractionAsPercent, grouped, signed, signedPercent } from '../../../format/numbers.ts';
import { rupees, rupeesInWords } from '../../../format/rupees.ts';
import { betaText } from './sizing-terms.ts';

/** Contract, margin and cost of one form of the hedge. */
export const formTerms = (form: HedgeForm, asOf: string): [string, string][] => [
  [
    'Contract',
    `expires ${dateText(form.expiry)}; ${counted(form.lots, 'lot')} of ${grouped(form.lot, 0)}, ${rupeesInWords(form.notional)} of the index`,
  ],
  ...(form.kind === 'futures' ? futuresTerms(form) : putTerms(form)),
  ['Charges', chargesText(form.charges, asOf)],
  ['Cost to expiry', form.cost < 0 ? `negative: earns ${rupees(-form.cost)}` : rupees(form.cost)],
];

const futuresTerms = (form: Extract<HedgeForm, { kind: 'futures' }>): [string, string][] => [
  ...marginTerms(form),
  ['Beta after the hedge', betaText(form.hedgedBeta)],
  [
    'Carry',
    `${form.carry < 0 ? `${rupees(-form.carry)} paid` : `${rupees(form.carry)} earned`} assuming that future and index converge at expiry; ${signed(100 * form.carryRate, 2)} % a year`,
  ],
  ['Roll', rollText(form.roll)],
];

/** Margin with the rule behind it, the reserve for mark-to-market, and the cash that a move of ± 10 % needs. */
function marginTerms(form: Extract<HedgeForm, { kind: 'futures' }>): [string, string][] {
  const { margin, marginInterest, marginRate: rate, markToMarketReserve: reserve, cashNeeds = [] } = form;
  const interest = `forgoing ${rupees(marginInterest)} of interest until expiry`;
  if (!rate || reserve === undefined) return [['Margin', `${rupees(margin)}, ${interest}`]];
  const basis =
    rate.volatility === null
      ? 'the least that NSE Clearing asks, because the Nifty’s history is too short'
      : `by NSE Clearing’s rule at a daily volatility of the Nifty of ${fractionAsPercent(rate.volatility, 2)}`;
  return [
    [
      'Initial margin',
      `${rupees(margin)}, ${fractionAsPercent(rate.initial, 1)} of the contract value (price scan range ${fractionAsPercent(rate.scan, 1)}, exposure ${fractionAsPercent(rate.exposure, 1)}), ${basis}`,
    ],
    [
      'Mark-to-market reserve',
      `${rupees(reserve)}, ${fractionAsPercent(rate.reserve, 1)} of the contract value; with the margin ${rupees(margin + reserve)}, ${interest}`,
    ],
    ...cashNeeds.map(({ move, margin: after, markToMarket, total }): [string, string] => [
      `Cash at Nifty ${signedPercent(100 * move, 0)}`,
      `margin ${rupees(after)} ${markToMarket < 0 ? `less ${rupees(-markToMarket)} received` : `plus ${rupees(markToMarket)} paid`}: ${total < 0 ? `${rupees(-total)} released` : rupees(total)}`,
    ]),
  ];
}

const putTerms = (form: Extract<HedgeForm, { kind: 'puts' }>): [string, string][] => [
  [
    'Premium',
    `${grouped(form.premium, 2)} points, strike ${grouped(form.strike, 0)}, ${rupees(form.premium * form.lots * form.lot)} in total; ${form.pricedBy === 'volatility' ? 'estimated from India VIX, because the store has no option prices' : 'observed price'}`,
  ],
  [
    'Below the strike',
    `pays like ${counted(form.lots, 'lot')} of futures sold; above the strike, the loss is limited to premium and charges`,
  ],
];

function rollText({ day, charges, spread }: Extract<HedgeForm, { kind: 'futures' }>['roll']): string {
  const next =
    spread === null
      ? 'the price of the next contract is not available'
      : spread < 0
        ? `the next contract is ${rupees(-spread)} cheaper, a cost`
        : `the next contract is ${rupees(spread)} dearer, a gain`;
  return `on ${dateText(day)}, if the hedge is renewed: charges of ${rupees(charges)}; ${next}`;
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
