import { brokerFormat } from '../../../allocations/holdings/brokers/broker-format.ts';
import { isByValue } from '../../../allocations/holdings/portfolio-by-value.ts';
import type { HoldingsContext } from '../../../allocations/holdings/lot-row.ts';
import type { StocksInStore, StoredAction } from '../../../allocations/holdings/stocks-in-store.ts';
import type { Day } from '../../market/day.ts';
import { issuerPart } from '../../market/stocks/isin.ts';
import type { StockMarket } from '../../market/stocks/stock-market.ts';
import type { Store } from '../../market/store/store.ts';

/**
 * What a portfolio file is checked against and completed by: the store's issuers, their corporate actions and, for a
 * broker's file, their symbols and last prices. A file by value needs nothing of it.
 *
 * @param text the file.
 */
export async function holdingsContext(
  store: Store,
  text: string,
  { asOf, throughImport }: { readonly asOf: Day; readonly throughImport: number },
): Promise<HoldingsContext> {
  if (isByValue(text)) return { asOf, knownIssuers: null };
  const market = await store.stocks({ from: asOf, to: asOf, asOf, throughImport });
  if (market.issuers.length === 0) return { asOf, knownIssuers: null };
  const knownIssuers = new Set(market.issuers.map((i) => issuerPart(i.isin)));
  if (brokerFormat(text) === null) return { asOf, knownIssuers, stocks: stocksInStore(market, new Map()) };
  const { issuers, price } = await store.lastPrices({ day: asOf, asOf, throughImport });
  const prices = new Map(issuers.map(({ isin }, i) => [issuerPart(isin), price[i]!]));
  return { asOf, knownIssuers, stocks: stocksInStore(market, prices) };
}

/** @param prices ₹ a share by issuer; NaN for one without a recent trade. */
function stocksInStore(market: StockMarket, prices: ReadonlyMap<string, number>): StocksInStore {
  const isins = new Map(market.issuers.map(({ symbol, isin }) => [symbol, isin]));
  const columns = new Map(market.issuers.map(({ isin }, column) => [issuerPart(isin), column]));
  return {
    isinOf: (symbol) => isins.get(symbol) || null,
    priceOf: (isin) => {
      const price = prices.get(issuerPart(isin)) ?? NaN;
      return price > 0 ? Math.round(100 * price) / 100 : null;
    },
    actionsOf: (isin) => {
      const column = columns.get(issuerPart(isin));
      return column === undefined ? [] : actionsOf(market, column);
    },
  };
}

const actionsOf = ({ capitalChanges, distributions }: StockMarket, of: number): StoredAction[] =>
  [
    ...capitalChanges[of]!.map(({ on, ratio, changesFaceValue }): StoredAction => ({
      on,
      kind: changesFaceValue ? 'split' : 'bonus',
      ratio,
    })),
    ...distributions
      .filter(({ column }) => column === of)
      .map(({ on, action, ratio }): StoredAction => ({ on, kind: action, ratio })),
  ].sort((a, b) => a.on - b.on);
