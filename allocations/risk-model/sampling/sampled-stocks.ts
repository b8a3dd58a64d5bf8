import { issuerPart } from '../../../src/market/stocks/isin.ts';
import type { OpeningHoldings } from '../../holdings/opening.ts';
import { SLEEVES, type SleeveId } from '../../positions.ts';
import type { SleeveOfStocks, StockSnapshot } from '../../stocks/stock-snapshot.ts';
import type { Sampling } from '../result.ts';
import { combineHoldings, fractionInFunds, modelHoldings, type SleeveHoldings } from '../sleeve-holdings.ts';

/** The snapshot with the sampled stocks in place of each sleeve's constituents. */
export function withSampledStocks(stocks: StockSnapshot, { holdings }: Sampling): StockSnapshot {
  const columns = new Map(
    stocks.issuers.slice(0, stocks.riskModel.industry.length).map((issuer, i) => [keyOf(issuer), i]),
  );
  const sampled = SLEEVES.flatMap((id): [SleeveId, SleeveOfStocks][] => {
    const own = holdings[id];
    const sleeve = stocks.sleeves[id];
    if (!own || !sleeve) return [];
    return [
      [
        id,
        {
          ...sleeve,
          holdings: own.map((s) => ({ issuer: columns.get(keyOf(s))!, weight: s.weight })),
        },
      ],
    ];
  });
  return { ...stocks, sleeves: { ...stocks.sleeves, ...Object.fromEntries(sampled) } };
}

const keyOf = ({ isin, symbol }: { readonly isin: string; readonly symbol: string }): string =>
  isin === '' ? symbol : issuerPart(isin);

/** What each sleeve holds then: the sampled stocks, and all constituents in the part that is held in funds. */
export function sampledHoldings(
  stocks: StockSnapshot,
  sampled: StockSnapshot,
  holdings: OpeningHoldings,
): SleeveHoldings {
  const [all, own] = [modelHoldings(stocks), modelHoldings(sampled)];
  return {
    ...all,
    ...Object.fromEntries(
      SLEEVES.map((id) => [id, combineHoldings(all[id], own[id], fractionInFunds(holdings, id))]),
    ),
  };
}
