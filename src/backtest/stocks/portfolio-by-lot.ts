import { contractOf } from '../../../allocations/holdings/held-future.ts';
import type { StoredFile } from '../../decision/ledger/entries/ledger-entry.ts';
import { iso } from '../../market/day.ts';
import type { HeldContract } from '../hedge/futures-account.ts';
import { type LotPosition, lotsByClaim } from './stock-holding.ts';

/** A holding with its price, ₹ a share or unit. */
export interface PricedHolding extends LotPosition {
  readonly price: number;
}

/** The holdings and futures as a portfolio by lot, as `trrm run --portfolio` takes it. Prices of stocks are in paise, as the exchange quotes them. */
export function portfolioByLot(
  decided: string,
  holdings: readonly PricedHolding[],
  futures: readonly HeldContract[],
  cash: number,
): StoredFile {
  const lines = holdings
    .flatMap((holding) =>
      lotsByClaim(holding).flatMap(({ position, lots }) =>
        lots.map((lot) => ({ id: holding.id, position, price: holding.price, lot })),
      ),
    )
    .map(({ id, position, price, lot }) =>
      lineOf([
        id,
        position,
        iso(lot.bought),
        decimal(lot.quantity),
        decimal(lot.cost / 100 / lot.quantity),
        decimal(price),
        lot.priceOf2018 === null ? '' : decimal(lot.priceOf2018),
        '',
      ]),
    );
  const all = [
    lineOf(['holding', 'position', 'bought', 'quantity', 'cost', 'price', 'price-2018', 'value']),
    ...lines.sort((a, b) => (a < b ? -1 : 1)),
    ...futures.map(({ expiry, units }) => lineOf([contractOf(expiry), '', '', `${units}`, '', '', '', ''])),
    lineOf(['cash', '', '', '', '', '', '', cash.toFixed(2)]),
  ];
  return { file: `${decided}.csv`, text: `${all.join('\n')}\n` };
}

const lineOf = (fields: readonly string[]): string => fields.join(',');

/** Without an exponent, which the file does not allow, and without idle zeros. */
const decimal = (x: number): string => x.toFixed(10).replace(/\.?0+$/, '');
