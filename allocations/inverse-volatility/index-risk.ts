import { sampleCovariance, sampleVariance } from 'simple-statistics';
import type { AllocationRisk, BenchmarkRisk } from '../allocation.ts';
import { annualVolatility } from './daily-returns.ts';
import { EQUITY, type EquityId, type Weights } from '../positions.ts';
import { inWords, listed } from '../../src/format/words.ts';

/** Daily log returns by session, as from `dailyReturns`; null where there is no usable index. */
export interface IndexReturns {
  readonly sleeve: (id: EquityId) => Float64Array | null;
  readonly market: Float64Array | null;
  /** Name and levels of the market's index. */
  readonly benchmark: Pick<BenchmarkRisk, 'index' | 'field'>;
}

/**
 * Volatility, beta and tracking error of a portfolio at fixed weights over the last year of index returns. The strategic part counts as
 * cash with zero risk. Only sessions on which every index has a return are used.
 */
export function indexRisk(
  weights: Weights,
  { sleeve, market, benchmark }: IndexReturns,
  minReturns: number,
): AllocationRisk {
  if (Object.keys(weights).length === 0) return unavailable('Nothing is held.');
  if (market === null) return unavailable('The Nifty 50 does not have a year of daily returns.');
  const held = EQUITY.filter((id) => (weights[id] ?? 0) > 0);
  const unknown = held.filter((id) => sleeve(id) === null);
  if (unknown.length > 0)
    return unavailable(`There is no usable proxy index for ${listed(unknown.map(inWords))}.`);

  const parts = held.map((id) => ({ weight: weights[id]!, returns: sleeve(id)! }));
  const pairs = Array.from(market, (m, s) => {
    const gain = parts.reduce((sum, { weight, returns }) => sum + weight * Math.expm1(returns[s]!), 0);
    return { market: m, portfolio: Math.log1p(gain) };
  }).filter((pair) => !Number.isNaN(pair.market + pair.portfolio));
  if (pairs.length < minReturns) {
    return unavailable(
      `The proxy indices and the Nifty 50 have only ${pairs.length} common daily returns; ${minReturns} are needed.`,
    );
  }
  const portfolio = pairs.map((pair) => pair.portfolio);
  const nifty = pairs.map((pair) => pair.market);
  const beta = sampleCovariance(portfolio, nifty) / sampleVariance(nifty);
  return {
    kind: 'estimated',
    volatility: annualVolatility(portfolio),
    beta,
    returns: pairs.length,
    marketVolatility: annualVolatility(nifty),
    benchmark: {
      ...benchmark,
      trackingError: annualVolatility(pairs.map((pair) => pair.portfolio - pair.market)),
      beta,
    },
  };
}

const unavailable = (reason: string): AllocationRisk => ({ kind: 'unavailable', reason });
