import type { RateUsed } from '../../../../allocations/orders/result.ts';
import { chargeName, CONFIDENCE_NAMES, rateText, SEGMENT_NAMES } from './charge-names.ts';
import { NONE } from '../../../format/numbers.ts';
import { rupees } from '../../../format/rupees.ts';
import { html, type Markup, type Piece } from '../../page/markup.ts';
import type { ChargeKind, OrdersModel } from './orders-model.ts';
import { codeInQuotes } from '../../page/problems.ts';
import { table } from '../../page/table.ts';

/** Total of each kind of charge over all orders, with rates and sources. */
export const chargeTable = ({ charges, all, asOf }: Extract<OrdersModel, { kind: 'planned' }>): Markup =>
  html`${table<ChargeKind>({
      label: 'Charges by kind',
      look: 'long',
      rows: charges,
      columns: [
        { head: 'Charge', cell: (c) => chargeName(c.id, asOf) },
        { head: 'Amount', kind: 'number', cell: (c) => rupees(c.amount) },
        { head: 'Rate and source', kind: 'ample', cell: ratesCell },
      ],
      totals: [['Total', rupees(all.paid + all.impact), null]],
    })}
    <p class="quiet">
      Rates apply to the traded value; ${chargeName('service-tax', asOf)} on brokerage, exchange charge and,
      since 18 Jul 2022, SEBI fee.
    </p>`;

function ratesCell({ id, rates }: ChargeKind): Piece {
  if (id === 'impact')
    return 'Estimated per order: square-root law of days of trading; the rule book’s flat rate where these are not available.';
  return groupedRates(rates).map(
    ({ rate, of }) => html`<div>${rateText(rate.rate)} ${of}<small>${sourceText(rate)}</small></div>`,
  );
}

function sourceText({ source, confidence }: RateUsed): string {
  const doubt = CONFIDENCE_NAMES[confidence];
  return codeInQuotes(doubt ? `${source} (${doubt})` : source);
}

/** Groups equal rates, with what they apply to: `stocks bought and sold`. */
function groupedRates(rates: readonly RateUsed[]): { readonly rate: RateUsed; readonly of: string }[] {
  const alike = new Map<string, RateUsed[]>();
  for (const rate of rates) {
    const key = `${rate.rate} ${rate.source}`;
    alike.set(key, [...(alike.get(key) ?? []), rate]);
  }
  return [...alike.values()].map((same) => {
    const segments = [...new Set(same.map((r) => r.segment))];
    const of = segments.map((segment) => {
      const sides = same
        .filter((r) => r.segment === segment)
        .map((r) => (r.side === 'buy' ? 'bought' : 'sold'));
      return `${SEGMENT_NAMES[segment]} ${sides.join(' and ')}`;
    });
    return { rate: same[0]!, of: of.join(', ') || NONE };
  });
}
