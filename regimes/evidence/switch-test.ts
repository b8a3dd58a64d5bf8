import { mean, sampleKurtosis, sampleSkewness, sampleStandardDeviation } from 'simple-statistics';
import type { Regime } from '../regime.ts';

/**
 * The plainest use of a label: the Nifty, but cash while it is bearish. A back-test of the label and not of any
 * portfolio, the same for every classifier.
 */
export interface SwitchTest {
  /** Sessions from the month-end close to the trade, at that session's close. */
  readonly delay: number;
  /** Percent a year, compounded; after costs. */
  readonly annualReturn: number;
  /** Annualised deviation of daily returns, percent. */
  readonly volatility: number;
  /** Annualised mean over deviation of daily returns above cash. */
  readonly sharpe: number;
  /** Largest fall from a peak, percent, positive. */
  readonly maxDrawdown: number;
  readonly trades: number;
  /** Daily returns above cash: observations, skewness, kurtosis (3 for a normal distribution). */
  readonly sample: {
    readonly observations: number;
    readonly skewness: number;
    readonly kurtosis: number;
  };
}

export interface SwitchInput {
  /** Closes of the index, one a session. */
  readonly closes: Float64Array;
  /** What cash earns in each session, as a fraction. */
  readonly cash: Float64Array;
  /** Month-ends as sessions, ascending, with their labels. */
  readonly months: readonly { readonly session: number; readonly label: Regime }[];
  readonly delay: number;
  /** One-way cost of a switch, as a fraction of what is switched. */
  readonly cost: number;
}

const SESSIONS_A_YEAR = 252;

/** From the first trade that could be made to the last session. Null where that is under a year. */
export function switchTest({ closes, cash, months, delay, cost }: SwitchInput): SwitchTest | null {
  const first = months[0];
  if (!first || closes.length - (first.session + delay) < SESSIONS_A_YEAR) return null;
  const excess: number[] = [];
  let [wealth, peak, maxDrawdown, trades] = [1, 1, 0, 0];
  let [next, held] = [0, false];
  for (let s = first.session + delay; s < closes.length - 1; s++) {
    let charge = 0;
    while (next < months.length && months[next]!.session + delay <= s) {
      const wanted = months[next]!.label !== 'bearish';
      // The first position is taken up without a cost: every strategy compared has to be bought once.
      if (next > 0 && wanted !== held) {
        charge += cost;
        trades++;
      }
      held = wanted;
      next++;
    }
    const earned = held ? closes[s + 1]! / closes[s]! - 1 : cash[s + 1]!;
    const growth = (1 - charge) * (1 + earned);
    wealth *= growth;
    peak = Math.max(peak, wealth);
    maxDrawdown = Math.max(maxDrawdown, 1 - wealth / peak);
    excess.push(growth - 1 - cash[s + 1]!);
  }
  const deviation = sampleStandardDeviation(excess);
  const n = excess.length;
  return {
    delay,
    annualReturn: 100 * (wealth ** (SESSIONS_A_YEAR / n) - 1),
    volatility: 100 * deviation * Math.sqrt(SESSIONS_A_YEAR),
    sharpe: deviation > 0 ? (mean(excess) / deviation) * Math.sqrt(SESSIONS_A_YEAR) : 0,
    maxDrawdown: 100 * maxDrawdown,
    trades,
    sample: {
      observations: n,
      skewness: deviation > 0 ? sampleSkewness(excess) : 0,
      // simple-statistics gives the excess over the normal's 3.
      kurtosis: deviation > 0 ? sampleKurtosis(excess) + 3 : 3,
    },
  };
}
