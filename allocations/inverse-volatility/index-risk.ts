import { sampleCovariance, sampleVariance } from 'simple-statistics';
import type { Risk } from '../allocation.ts';
import { annualVolatility } from './daily-returns.ts';
import { SLEEVES, type SleeveId, type Weights } from '../positions.ts';
import { listed } from '../../src/format/words.ts';

/** Daily log returns laid out session by session, as `dailyReturns` does, or nothing where there is no fit index. */
export interface IndexReturns {
  readonly sleeve: (id: SleeveId) => Float64Array | null;
  readonly market: Float64Array | null;
}

/**
 * Volatility and beta of a portfolio held at fixed weights through the last year of index returns. The strategic part
 * is counted as cash without risk. Only sessions on which every part has a return enter.
 */
export function indexRisk(weights: Weights, { sleeve, market }: IndexReturns, minReturns: number): Risk {
  if (Object.keys(weights).length === 0) return unavailable('Nothing is held.');
  if (market === null) return unavailable('The Nifty 50 has no year of daily returns.');
  const held = SLEEVES.filter((id) => (weights[id] ?? 0) > 0);
  const unknown = held.filter((id) => sleeve(id) === null);
  if (unknown.length > 0) return unavailable(`No index stands for ${listed(unknown)}, which is held.`);

  const parts = held.map((id) => ({ weight: weights[id]!, returns: sleeve(id)! }));
  const pairs = Array.from(market, (m, s) => {
    const gain = parts.reduce((sum, { weight, returns }) => sum + weight * Math.expm1(returns[s]!), 0);
    return { market: m, portfolio: Math.log1p(gain) };
  }).filter((pair) => !Number.isNaN(pair.market + pair.portfolio));
  if (pairs.length < minReturns) {
    return unavailable(
      `Its parts and the Nifty 50 share ${pairs.length} of the ${minReturns} daily returns needed.`,
    );
  }
  const own = pairs.map((pair) => pair.portfolio);
  const nifty = pairs.map((pair) => pair.market);
  return {
    kind: 'estimated',
    volatility: annualVolatility(own),
    beta: sampleCovariance(own, nifty) / sampleVariance(nifty),
    returns: pairs.length,
  };
}

const unavailable = (why: string): Risk => ({ kind: 'unavailable', why });
