import type { AsOfView } from '../../src/market/as-of.ts';
import { FACTOR_COUNT } from '../../src/risk/factors.ts';
import { SLEEVES, type SleeveId } from '../positions.ts';
import type { AllocationRules } from '../rules.ts';
import { fitIndex } from './fit-index.ts';
import type { SleeveOfStocks, StockSnapshot } from './stock-snapshot.ts';

/**
 * Gives each sleeve without stocks its proxy index, as an asset of the risk model beside the stocks: its exposures are those
 * of a regression of its daily returns on INEC-1's factor returns (returns-based analysis, Sharpe 1992), with a half-life
 * of 126 sessions, and its residual is its specific risk. Factors that the returns do not determine, such as industries
 * without stocks, stay near the market portfolio's exposures (ridge prior). Sleeves without stocks and without a usable
 * index stay as they are.
 *
 * @param view the market as known at the snapshot's close.
 */
export function withIndexSleeves(
  stocks: StockSnapshot,
  view: AsOfView,
  rules: AllocationRules,
): StockSnapshot {
  if (!stocks.factorReturns) return stocks;
  const found = SLEEVES.flatMap((id) => {
    const fit = stocks.sleeves[id] ? null : fitIndex(rules.instruments[id], stocks, view, rules);
    return fit ? [{ id, ...fit }] : [];
  });
  if (found.length === 0) return stocks;
  const first = stocks.issuers.length;
  const { riskModel } = stocks;
  const exposures = new Float64Array(found.length * FACTOR_COUNT);
  found.forEach((f, m) => exposures.set(f.exposures, m * FACTOR_COUNT));
  return {
    ...stocks,
    issuers: [
      ...stocks.issuers,
      ...found.map(({ instrument: { indexName } }) => ({
        isin: '',
        symbol: indexName,
        name: indexName,
        industry: 0,
        listedOn: null,
      })),
    ],
    riskModel: {
      ...riskModel,
      indexExposures: exposures,
      specificVolatility: Float64Array.from([
        ...riskModel.specificVolatility,
        ...found.map((f) => f.specific),
      ]),
    },
    sleeves: {
      ...stocks.sleeves,
      ...Object.fromEntries(
        found.map(({ id, levels }, m): [SleeveId, SleeveOfStocks] => [
          id,
          { holdings: [{ issuer: first + m, weight: 1 }], levels },
        ]),
      ),
    },
    indexSleeves: Object.fromEntries(found.map(({ id, instrument }) => [id, instrument])),
  };
}
