import type { Day } from '../../src/market/day.ts';
import { mean, sampleDeviation } from '../../src/math/statistics/sample-moments.ts';
import { maximumDrawdown } from '../../src/math/drawdowns.ts';
import { tacticalPlace } from './tactical-place.ts';
import type { Bands, ProfileRules } from './rules.ts';

/** A month of the record: the score at its start, and what equity and bills returned in it. */
export interface RecordMonth {
  readonly end: Day;
  readonly score: number | null;
  readonly crisis: boolean;
  readonly equity: number;
  readonly bills: number;
}

/** How a rule of weights did. */
export interface RecordFigures {
  /** Compound annual return. */
  readonly annualReturn: number;
  readonly sharpe: number | null;
  readonly maxDrawdown: number;
}

/** The record of the tactical moves of one profile: equity inside its band against equity at its centre. */
export interface TacticalRecord {
  readonly from: Day;
  readonly to: Day;
  readonly months: number;
  readonly tactical: RecordFigures;
  readonly strategic: RecordFigures;
  /** One-way turnover of the moves, a fraction of the portfolio a year. */
  readonly turnover: number;
}

const FEWEST = 36;

/**
 * Applies the tactical rule to past months: equity in the Nifty 50 with dividends, all the rest in Treasury bills, rebalanced
 * monthly without costs. A back-test of one rule over one history, not a forecast.
 *
 * @returns null for fewer than 36 months.
 */
export function tacticalRecord(
  months: readonly RecordMonth[],
  bands: Bands,
  { tactical }: Pick<ProfileRules, 'tactical'>,
): TacticalRecord | null {
  const scored = months.slice(months.findIndex(({ score }) => score !== null));
  if (months.every(({ score }) => score === null) || scored.length < FEWEST) return null;
  const weights = scored.map(
    ({ score, crisis }) => tacticalPlace(bands, score, crisis, tactical.minimumMove).weights.equity,
  );
  const figures = (weightOf: (i: number) => number): RecordFigures => {
    const returns = scored.map(({ equity, bills }, i) => weightOf(i) * equity + (1 - weightOf(i)) * bills);
    const excess = returns.map((r, i) => r - scored[i]!.bills);
    const levels = [1];
    for (const r of returns) levels.push(levels.at(-1)! * (1 + r));
    const deviation = sampleDeviation(excess);
    return {
      annualReturn: levels.at(-1)! ** (12 / returns.length) - 1,
      sharpe: deviation > 1e-12 ? (mean(excess) * Math.sqrt(12)) / deviation : null,
      maxDrawdown: maximumDrawdown(levels),
    };
  };
  const traded = weights.slice(1).reduce((sum, w, i) => sum + Math.abs(w - weights[i]!), 0);
  return {
    from: scored[0]!.end,
    to: scored.at(-1)!.end,
    months: scored.length,
    tactical: figures((i) => weights[i]!),
    strategic: figures(() => bands.equity.centre),
    turnover: (traded * 12) / scored.length,
  };
}
