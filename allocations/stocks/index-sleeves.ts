import { sessionOnOrBefore, sessionsOf } from '../../src/market/calendar/calendar.ts';
import type { Day } from '../../src/market/day.ts';
import type { AsOfView } from '../../src/market/as-of.ts';
import { SESSIONS_A_YEAR } from '../../src/math/annualise.ts';
import { weightedRidge } from '../../src/math/regression/weighted-ridge.ts';
import { FACTOR_COUNT, STYLE_AT, STYLES } from '../../src/risk/factors.ts';
import { addExposures } from '../../src/risk/snapshot.ts';
import type { IndexInstrument } from '../allocation.ts';
import { dailyReturns } from '../inverse-volatility/daily-returns.ts';
import { findProxyIndex } from '../inverse-volatility/proxy-index.ts';
import { SLEEVES, type SleeveId } from '../positions.ts';
import type { AllocationRules } from '../rules.ts';
import type { SleeveOfStocks, StockSnapshot } from './stock-snapshot.ts';

/** Half-life of the weights of daily returns, in sessions. */
const HALF_LIFE = 126;
/** Older returns, beyond six half-lives, weigh less than 2 %. */
export const FIT_SESSIONS = 6 * HALF_LIFE;
/** Fewer common returns give no exposures (our choice: half a year). */
const MIN_RETURNS = 126;
/** Prior deviation of an exposure from the market portfolio's (our choice: a style exposure of one deviation is large). */
const PRIOR_DEVIATION = 1;

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
    const fit = stocks.sleeves[id] ? null : fitIndex(id, stocks, view, rules);
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

function fitIndex(id: SleeveId, stocks: StockSnapshot, view: AsOfView, rules: AllocationRules) {
  const sessions = sessionsOf(view);
  const index = findProxyIndex(view, sessions, rules.instruments[id], rules.volatility);
  if (index.kind !== 'found') return null;
  const { instrument } = index;
  const levels = view.column(`${instrument.series}.${instrument.field}`);
  const returns = dailyReturns(levels, sessions, FIT_SESSIONS);
  const days = sessions.slice(-returns.length);
  const { day, values } = stocks.factorReturns!;
  const pairs = days.flatMap((d, i) => {
    const row = sessionOnOrBefore(day, d);
    const known = row >= 0 && day[row] === d && !Number.isNaN(values[row * FACTOR_COUNT]!);
    return known && !Number.isNaN(returns[i]!)
      ? [{ row, y: Math.expm1(returns[i]!), age: days.length - 1 - i }]
      : [];
  });
  if (pairs.length < MIN_RETURNS) return null;
  const rows = new Float64Array(pairs.length * FACTOR_COUNT);
  pairs.forEach(({ row }, t) => {
    // A factor without stocks has no return that day: it explains nothing.
    for (let k = 0; k < FACTOR_COUNT; k++) rows[t * FACTOR_COUNT + k] = values[row * FACTOR_COUNT + k]! || 0;
  });
  const market = new Float64Array(FACTOR_COUNT);
  for (const { issuer, weight } of stocks.market) addExposures(stocks.riskModel, issuer, weight, market);
  const fit = weightedRidge(
    rows,
    Float64Array.from(pairs, (p) => p.y),
    Float64Array.from(pairs, (p) => 0.5 ** (p.age / HALF_LIFE)),
    market,
    PRIOR_DEVIATION ** 2,
  );
  if (!fit) return null;
  const published: IndexInstrument = {
    ...instrument,
    fit: {
      rSquared: fit.rSquared,
      returns: pairs.length,
      market: fit.coefficients[0]!,
      styles: Object.fromEntries(
        STYLES.map((style, k) => [style, fit.coefficients[STYLE_AT + k]!]),
      ) as Record<(typeof STYLES)[number], number>,
      specificVolatility: 100 * fit.residualDeviation * Math.sqrt(SESSIONS_A_YEAR),
    },
  };
  return {
    instrument: published,
    exposures: fit.coefficients,
    specific: fit.residualDeviation,
    levels: { day: Array.from(levels.observedOn, (d) => d as Day), total: Array.from(levels.value) },
  };
}
