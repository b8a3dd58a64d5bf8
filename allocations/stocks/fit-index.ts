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
import type { SleeveId } from '../positions.ts';
import type { AllocationRules } from '../rules.ts';
import type { FittedIndex, StockSnapshot } from './stock-snapshot.ts';

/** Half-life of the weights of daily returns, in sessions. */
const HALF_LIFE = 126;
/** Older returns, beyond six half-lives, weigh less than 2 %. */
export const FIT_SESSIONS = 6 * HALF_LIFE;
/** Fewer common returns give no exposures (our choice: half a year). */
const MIN_RETURNS = 126;
/** Prior deviation of an exposure from the market portfolio's (our choice: a style exposure of one deviation is large). */
const PRIOR_DEVIATION = 1;

/**
 * The exposures of an index to INEC-1: a regression of its daily returns on the factor returns (returns-based analysis,
 * Sharpe 1992). Null where the index has no usable levels, or too few common returns.
 */
export function fitIndex(
  proxy: AllocationRules['instruments'][SleeveId],
  stocks: StockSnapshot,
  view: AsOfView,
  rules: AllocationRules,
): FittedIndex | null {
  if (!stocks.factorReturns) return null;
  const sessions = sessionsOf(view);
  const index = findProxyIndex(view, sessions, proxy, rules.volatility);
  if (index.kind !== 'found') return null;
  const { instrument } = index;
  const levels = view.column(`${instrument.series}.${instrument.field}`);
  const returns = dailyReturns(levels, sessions, FIT_SESSIONS);
  const days = sessions.slice(-returns.length);
  const { day, values } = stocks.factorReturns;
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
