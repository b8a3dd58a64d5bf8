import { longTermFrom, termOf } from '../../../allocations/tax/holding-period.ts';
import { gainRate } from '../../../allocations/tax/gain-rates.ts';
import { day, iso } from '../../market/day.ts';
import { paiseOf, rupeesOf } from '../../market/money.ts';
import { type At, beside, each, formula, named, type Rule, stage, sum, text } from '../rule.ts';
import { plan, rowsNaming, toPaisa } from './plan.ts';

const TAX = '/execution/plan/tax';
const DEFERRALS = '/execution/plan/deferrals';
const RULES = () => ['costs.tax'];

const asOf = (at: At) => day(at.made.decision.asOf);
const lots = (at: At, field: string): string[] => each(at, `${TAX}/lots`, field);

/** `/execution/plan/tax` and deferrals: gains lot by lot, first in first out, and the year’s tax. */
export const TAX_RULES: readonly Rule[] = [
  named(`${TAX}/kind`, 'Whether the tax could be computed.'),
  text(`${TAX}/reason`, 'Why there is no tax.'),
  stage(`${TAX}/year`, 'words', 'The financial year of the as-of date, from April to March.', {
    inputs: () => ['/asOf'],
  }),
  stage(
    `${TAX}/openingPosition/*/*/*`,
    'rupees',
    'Gains realised earlier in the year and losses brought forward, from the rule book.',
    { parameters: RULES },
  ),
  named(`${TAX}/lots/*/id`, 'The holding that is sold.'),
  stage(
    `${TAX}/lots/*/bought`,
    'day',
    'The day of purchase in the portfolio file; the earliest lots are sold first.',
    { rows: (at) => rowsNaming(at, 'id') },
  ),
  stage(`${TAX}/lots/*/quantity`, 'count', 'What the order sells of this lot.', {
    inputs: (at) => orderOf(at, 'quantity'),
    rows: (at) => rowsNaming(at, 'id'),
  }),
  formula(
    `${TAX}/lots/*/term`,
    'words',
    'Long-term where the lot was held for more than twelve months.',
    { inputs: (at) => [beside(at, 'bought'), '/asOf'] },
    ([bought], at) => termOf(day(bought as string), asOf(at)),
  ),
  formula(
    `${TAX}/lots/*/rate`,
    'percent',
    'The rate of tax on gains of that term on the as-of date.',
    { inputs: (at) => [beside(at, 'term'), '/asOf'] },
    ([term], at) => {
      const rate = gainRate(term as 'short' | 'long', asOf(at), asOf(at));
      return rate === null ? null : 100 * rate;
    },
  ),
  stage(
    `${TAX}/lots/*/proceeds`,
    'rupees',
    'Quantity times price, less the lot’s part of the selling expenses; transaction tax is not deductible.',
    {
      symbols: 'quantity · price − expenses',
      inputs: (at) => [beside(at, 'quantity'), ...orderOf(at, 'price'), ...orderOf(at, 'cost')],
    },
  ),
  stage(
    `${TAX}/lots/*/cost`,
    'rupees',
    'The cost in the portfolio file; for lots from before February 2018 grandfathered by their price of 31 Jan 2018.',
    {
      inputs: (at) => [beside(at, 'quantity')],
      rows: (at) => rowsNaming(at, 'id'),
    },
  ),
  formula(
    `${TAX}/lots/*/gain`,
    'rupees',
    'Proceeds less cost.',
    { symbols: 'proceeds − cost', inputs: (at) => [beside(at, 'proceeds'), beside(at, 'cost')] },
    ([proceeds, cost]) => toPaisa((proceeds as number) - (cost as number)),
  ),
  formula(
    `${TAX}/lots/*/tax`,
    'rupees',
    'Rate times gain, to the paisa; a loss saves tax at its own rate.',
    { symbols: 'rate · gain', inputs: (at) => [beside(at, 'rate'), beside(at, 'gain')] },
    ([rate, gain]) => rupeesOf(Math.round((((rate as number | null) ?? 0) / 100) * paiseOf(gain as number))),
  ),
  formula(
    `${TAX}/adjustment`,
    'rupees',
    'What set-off against other gains and losses and the annual exemption change in the sum over the lots: the total less lots, surcharge and cess.',
    {
      symbols: 'total − Σ lots − surcharge − cess',
      inputs: (at) => [`${TAX}/total`, `${TAX}/surcharge`, `${TAX}/cess`, ...lots(at, 'tax')],
    },
    ([total, ...rest]) => toPaisa((total as number) - sum(rest)),
  ),
  stage(`${TAX}/surcharge`, 'rupees', 'The surcharge on the tax that the sales add.', {
    inputs: (at) => lots(at, 'tax'),
    parameters: RULES,
  }),
  stage(`${TAX}/cess`, 'rupees', 'Health and education cess on tax and surcharge.', {
    inputs: (at) => [`${TAX}/surcharge`, ...lots(at, 'tax')],
    parameters: RULES,
  }),
  stage(
    `${TAX}/total`,
    'rupees',
    'The year’s tax with these sales less the year’s tax without them: set-off, annual exemption, rates, surcharge and cess.',
    {
      symbols: 'tax(realised + sales) − tax(realised)',
      inputs: (at) => [...lots(at, 'gain'), ...lots(at, 'rate')],
      parameters: RULES,
    },
  ),
  stage(`${TAX}/carriedForward/*/*`, 'rupees', 'Losses that later years may set off.', {
    inputs: (at) => lots(at, 'gain'),
    parameters: RULES,
  }),
  stage(`${TAX}/excluded/*`, 'words', 'Sold, but not taxed as listed equity.'),
  named(`${DEFERRALS}/*/id`, 'The holding whose lot could be sold later.'),
  stage(`${DEFERRALS}/*/(bought|quantity)`, 'number', 'The lot that is sold, as in the tax of the sales.', {
    rows: (at) => rowsNaming(at, 'id'),
  }),
  formula(
    `${DEFERRALS}/*/longTermFrom`,
    'day',
    'The first day on which the lot is long-term.',
    { inputs: (at) => [beside(at, 'bought')] },
    ([bought]) => iso(longTermFrom(day(bought as string))),
  ),
  formula(
    `${DEFERRALS}/*/days`,
    'count',
    'Days from the as-of date until then.',
    { inputs: (at) => [beside(at, 'longTermFrom'), '/asOf'] },
    ([from], at) => day(from as string) - asOf(at),
  ),
  stage(
    `${DEFERRALS}/*/saving`,
    'rupees',
    'The tax of the plan less the tax if this lot is sold when long-term, at the same price, and the rest as planned.',
    {
      inputs: () => [`${TAX}/total`],
      parameters: RULES,
    },
  ),
  formula(
    `${DEFERRALS}/*/breakEvenFall`,
    'percent',
    'The saving over the proceeds: deferring pays if the price falls by less.',
    { symbols: '100 · saving / proceeds', inputs: (at) => [beside(at, 'saving'), ...proceedsOf(at)] },
    ([saving, proceeds]) => (100 * (saving as number)) / (proceeds as number),
  ),
  stage(
    '/execution/plan/deferralSaving',
    'rupees',
    'The tax saved by deferring all of these lots; not the sum, because the annual exemption applies once.',
    {
      inputs: (at) => each(at, DEFERRALS, 'saving'),
      parameters: RULES,
    },
  ),
];

/** A field of the order that sells the lot. */
function orderOf(at: At, field: string): string[] {
  const { id } = plan(at).tax.kind === 'computed' ? lotAt(at) : { id: '' };
  const place = plan(at).orders.findIndex((o) => o.id === id && o.side === 'sell');
  return place < 0 ? [] : [`/execution/plan/orders/${place}/${field}`];
}

function lotAt(at: At) {
  const { tax } = plan(at);
  if (tax.kind !== 'computed') throw new RangeError(tax.reason);
  return tax.lots[Number(at.keys[0])]!;
}

/** The proceeds of the lot that a deferral is about. */
function proceedsOf(at: At): string[] {
  const { tax, deferrals } = plan(at);
  const { id, bought, quantity } = deferrals[Number(at.keys[0])]!;
  if (tax.kind !== 'computed') return [];
  const place = tax.lots.findIndex((l) => l.id === id && l.bought === bought && l.quantity === quantity);
  return place < 0 ? [] : [`${TAX}/lots/${place}/proceeds`];
}
