import { SESSIONS_A_YEAR } from '../../../math/annualise.ts';
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { doesVary } from '../../../math/statistics/rounding.ts';
import type { Regime } from '../../../../regimes/regime.ts';

/**
 * The simplest use of a label: hold the Nifty 50, or cash while the label is bearish. A back-test of the label, not of a
 * portfolio; the same for every classifier.
 */
export interface SwitchTest {
  /** Sessions from the month-end close to the trade, at that session's close. */
  readonly delay: number;
  /** Percent a year, compounded; after costs. */
  readonly annualReturn: number;
  /** Annualised standard deviation of daily returns, percent; cash is not subtracted. */
  readonly volatility: number;
  /** Annualised mean over standard deviation of daily returns above cash. */
  readonly sharpe: number;
  /** Percent, positive. */
  readonly maxDrawdown: number;
  readonly trades: number;
}

export interface SwitchInput {
  /** Closes of the index, one a session. */
  readonly closes: Float64Array;
  /** Return of cash in each session, a fraction. */
  readonly cash: Float64Array;
  /** Month-ends as sessions, ascending, with their labels. */
  readonly months: readonly { readonly session: number; readonly label: Regime }[];
  readonly delay: number;
  /** One-way cost of a switch, as a fraction of what is switched. */
  readonly cost: number;
}

/** Daily simple returns of the strategy after costs, with the session each ends on, and its trades. */
export interface SwitchReturns {
  readonly first: number;
  readonly returns: readonly number[];
  readonly trades: number;
}

/** Daily returns from the first possible trade to the last session. Null for less than a year. */
export function switchReturns({ closes, cash, months, delay, cost }: SwitchInput): SwitchReturns | null {
  const start = (months[0]?.session ?? Infinity) + delay;
  if (closes.length - start < SESSIONS_A_YEAR) return null;
  const returns: number[] = [];
  let [trades, next, held] = [0, 0, false];
  for (let s = start; s < closes.length - 1; s++) {
    let charge = 0;
    while (next < months.length && months[next]!.session + delay <= s) {
      const wanted = months[next]!.label !== 'bearish';
      // The first position is not charged: every strategy compared has to be bought once.
      if (next > 0 && wanted !== held) {
        charge += cost;
        trades++;
      }
      held = wanted;
      next++;
    }
    const earned = held ? closes[s + 1]! / closes[s]! - 1 : cash[s + 1]!;
    returns.push((1 - charge) * (1 + earned) - 1);
  }
  return { first: start + 1, returns, trades };
}

/** The switch test's statistics. Null for less than a year. */
export function switchTest(input: SwitchInput): SwitchTest | null {
  const run = switchReturns(input);
  if (!run) return null;
  let [wealth, peak, maxDrawdown] = [1, 1, 0];
  for (const r of run.returns) {
    wealth *= 1 + r;
    peak = Math.max(peak, wealth);
    maxDrawdown = Math.max(maxDrawdown, 1 - wealth / peak);
  }
  const excess = run.returns.map((r, i) => r - input.cash[run.first + i]!);
  const excessDeviation = sampleStandardDeviation(excess);
  return {
    delay: input.delay,
    annualReturn: 100 * (wealth ** (SESSIONS_A_YEAR / run.returns.length) - 1),
    volatility: 100 * sampleStandardDeviation(run.returns) * Math.sqrt(SESSIONS_A_YEAR),
    sharpe: doesVary(excessDeviation, mean(excess))
      ? (mean(excess) / excessDeviation) * Math.sqrt(SESSIONS_A_YEAR)
      : 0,
    maxDrawdown: 100 * maxDrawdown,
    trades: run.trades,
  };
}
