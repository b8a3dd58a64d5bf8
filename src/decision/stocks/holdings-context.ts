import { brokerFormat } from '../../../allocations/holdings/brokers/broker-format.ts';
import { isByLot } from '../../../allocations/holdings/portfolio-file.ts';
import { isByValue } from '../../../allocations/holdings/portfolio-by-value.ts';
import type { HoldingsContext } from '../../../allocations/holdings/lot-row.ts';
import type { StocksInStore, StoredAction } from '../../../allocations/holdings/stocks-in-store.ts';
import type { Day } from '../../market/day.ts';
import type { CorporateActions } from '../../market/stocks/actions/corporate-actions.ts';
import type { ListedIssuer } from '../../market/stocks/companies/issuer-list.ts';
import { issuerPart } from '../../market/stocks/isin.ts';
import type { StocksAtCloses } from '../../market/stocks/stocks-at-closes.ts';

/**
 * What a portfolio file is checked against and completed by: the store's issuers, their corporate actions and, for a
 * broker's file, their symbols and last prices. A file by value needs nothing of it.
 *
 * @param text the file.
 */
export async function holdingsContext(
  stocks: StocksAtCloses,
  text: string,
  asOf: Day,
): Promise<HoldingsContext> {
  if (isByValue(text)) return { asOf, knownIssuers: null };
  const issuers = await stocks.issuers(asOf);
  if (issuers.length === 0) return { asOf, knownIssuers: null };
  const knownIssuers = new Set(issuers.map((i) => issuerPart(i.isin)));
  const actions = await stocks.actions(asOf);
  if (isByLot(text) || brokerFormat(text) === null)
    return { asOf, knownIssuers, stocks: stocksInStore(asOf, issuers, actions, new Map()) };
  const { issuers: priced, price } = await stocks.lastPrices(asOf, asOf);
  const prices = new Map(priced.map(({ isin }, i) => [issuerPart(isin), price[i]!]));
  return { asOf, knownIssuers, stocks: stocksInStore(asOf, issuers, actions, prices) };
}

/** @param prices ₹ a share by issuer; NaN for one without a recent trade. */
function stocksInStore(
  asOf: Day,
  issuers: readonly ListedIssuer[],
  actions: CorporateActions,
  prices: ReadonlyMap<string, number>,
): StocksInStore {
  const isins = new Map(issuers.map(({ symbol, isin }) => [symbol, isin]));
  const columns = new Map(issuers.map(({ isin }, column) => [issuerPart(isin), column]));
  return {
    isinOf: (symbol) => isins.get(symbol) || null,
    priceOf: (isin) => {
      const price = prices.get(issuerPart(isin)) ?? NaN;
      return price > 0 ? Math.round(100 * price) / 100 : null;
    },
    actionsOf: (isin) => {
      const column = columns.get(issuerPart(isin));
      return column === undefined ? [] : actionsOf(actions, column).filter(({ on }) => on <= asOf);
    },
  };
}

const actionsOf = ({ changes, distributions }: CorporateActions, of: number): StoredAction[] =>
  [
    ...changes[of]!.map(({ on, ratio, changesFaceValue }): StoredAction => ({
      on,
      kind: changesFaceValue ? 'split' : 'bonus',
      ratio,
    })),
    ...distributions
      .filter(({ column }) => column === of)
      .map(({ on, action, ratio }): StoredAction => ({ on, kind: action, ratio })),
  ].sort((a, b) => a.on - b.on);
