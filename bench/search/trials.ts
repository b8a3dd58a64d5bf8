import { regimeChain } from '../../fixtures/regime-chain.ts';
import { simulateMarket } from '../../fixtures/simulated-market.ts';
import { monthEnds } from '../../src/market/calendar/calendar.ts';
import type { Day } from '../../src/market/day.ts';
import { normal } from '../../src/math/random/distributions.ts';
import { randomStream } from '../../src/math/random/random.ts';
import { TRADE_DELAY } from '../../src/validation/regimes/stability.ts';

/** Months and standard deviation a month of trials whose returns are drawn, as the rule books of the spec's goal have them. */
const MONTHS = 264;
const VOLATILITY = 0.04;

/**
 * Independent normal monthly returns without skill.
 *
 * @param edge true Sharpe ratio a year of the first trial; null for none.
 */
export function drawnTrials(seed: number, trials: number, edge: number | null): Float64Array[] {
  const random = randomStream(seed);
  return Array.from({ length: trials }, (_, n) => {
    const drift = n === 0 && edge !== null ? (edge * VOLATILITY) / Math.sqrt(12) : 0;
    return Float64Array.from({ length: MONTHS }, () => drift + VOLATILITY * normal(random));
  });
}

/**
 * Trials that hold the Nifty of a simulated market or cash, month by month, traded as a sweep's are. Returns are above the mix of both
 * that has the trial's own mean exposure, so that one without skill expects nothing.
 *
 * @param withTruth the first trial is in cash in the months that begin in a truly bearish regime, which only the generator knows; all
 * others follow the regimes of another market, drawn from the same chain.
 */
export function marketTrials(seed: number, trials: number, withTruth: boolean): Float64Array[] {
  const { sessions, nifty, regimes } = simulateMarket({ seed });
  const ends = monthEnds([...sessions] as Day[]).filter((s) => s + TRADE_DELAY < sessions.length);
  const traded = ends.map((s) => nifty.close[s + TRADE_DELAY]!);
  const months = Float64Array.from({ length: ends.length - 1 }, (_, k) => traded[k + 1]! / traded[k]! - 1);
  const random = randomStream(seed).split('labels');
  return Array.from({ length: trials }, (_, n) => {
    const labels = withTruth && n === 0 ? regimes : regimeChain(sessions.length, random.split(`trial ${n}`));
    const held = Array.from(months.keys(), (k) => (labels[ends[k]!] === 'bearish' ? 0 : 1));
    const exposure = held.reduce<number>((sum, h) => sum + h, 0) / held.length;
    return months.map((r, k) => (held[k]! - exposure) * r);
  });
}
