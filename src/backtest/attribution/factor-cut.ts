import { addExposures } from '../../risk/snapshot.ts';
import {
  FACTOR_COUNT,
  FACTORS,
  type Factor,
  INDUSTRY_AT,
  STYLE_AT,
  STYLE_COUNT,
} from '../../risk/factors.ts';
import type { AttributionDay } from '../../risk/portfolio/attribution.ts';
import type { Holding } from '../../risk/portfolio/portfolio-risk.ts';
import type { Benchmark } from '../../risk/portfolio/benchmark.ts';
import type { RiskSession } from '../../risk/store/daily-record.ts';
import type { Day } from '../../market/day.ts';
import { logParts, OTHER_PARTS, PART_COUNT, type SessionReturn } from './session-parts.ts';

/** One session of a portfolio in stocks. */
export interface HeldSession extends SessionReturn {
  readonly day: Day;
  /** At the close before, by column of the model. */
  readonly holdings: readonly Holding[];
  /** Simple return of the benchmark. */
  readonly benchmark: number;
}

/** What of the logarithmic return came from where, of the portfolio and less what came from there to the benchmark. */
export interface FactorPart {
  readonly fund: number;
  readonly active: number;
}

/** Parts of one period, styles and industries summed. */
export type PartGroup = 'market' | 'styles' | 'industries' | (typeof OTHER_PARTS)[number];
export const PART_GROUPS: readonly PartGroup[] = ['market', 'styles', 'industries', ...OTHER_PARTS];

/** The held rung of the ladder by the factors of INEC-1. */
export interface FactorCut {
  /** What stands for the benchmark’s stocks. */
  readonly benchmark: string;
  readonly sessions: number;
  /** Sessions without a record of the model: all of their return is not covered. */
  readonly withoutModel: number;
  /** By factor, with the mean exposure at the close before each session that the model covers. */
  readonly factors: readonly (FactorPart & {
    readonly factor: Factor;
    readonly exposure: number;
    readonly activeExposure: number;
  })[];
  readonly others: readonly (FactorPart & { readonly id: (typeof OTHER_PARTS)[number] })[];
  readonly total: FactorPart;
  /** From fill to fill, in the order of `PART_GROUPS`. */
  readonly byPeriod: readonly {
    readonly from: string;
    readonly to: string;
    readonly fund: readonly number[];
    readonly active: readonly number[];
  }[];
}

export interface FactorCutInput {
  /** The sessions after each fill to the next, ascending, by period. */
  readonly periods: readonly {
    readonly from: string;
    readonly to: string;
    readonly sessions: Iterable<HeldSession>;
  }[];
  /** Sessions of the model, ascending; those before the first one held are passed over. */
  readonly model: Iterable<RiskSession>;
  readonly benchmark: Benchmark;
}

/**
 * Cuts the return of a portfolio in stocks by the factors of the risk model, session by session from the exposures at the close
 * before. The benchmark’s stocks are those of a proxy portfolio; what its index returned beyond them is not covered.
 */
export function factorCut({ periods, model, benchmark }: FactorCutInput): FactorCut {
  const [fund, market] = [new Float64Array(PART_COUNT), new Float64Array(PART_COUNT)];
  const [exposure, marketExposure] = [new Float64Array(FACTOR_COUNT), new Float64Array(FACTOR_COUNT)];
  const records = pairsOf(model);
  let [sessions, covered] = [0, 0];
  const byPeriod = periods.map(({ from, to, sessions: held }) => {
    const [own, other] = [new Float64Array(PART_COUNT), new Float64Array(PART_COUNT)];
    for (const session of held) {
      const record = records(session.day);
      sessions++;
      add(own, logParts(session, record && dayOf(record, session.holdings)));
      const weights = record === null ? [] : benchmark.weightsAt(record.before);
      const asBenchmark = { total: session.benchmark, strategic: 0 };
      add(other, logParts(asBenchmark, record && dayOf(record, weights)));
      if (record === null) continue;
      covered++;
      addAll(record.before, session.holdings, exposure);
      addAll(record.before, weights, marketExposure);
    }
    add(fund, own);
    add(market, other);
    return { from, to, fund: grouped(own), active: grouped(own.map((x, k) => x - other[k]!)) };
  });
  const part = (k: number): FactorPart => ({ fund: fund[k]!, active: fund[k]! - market[k]! });
  const mean = (sum: number): number => (covered === 0 ? 0 : sum / covered);
  const [all, allOfMarket] = [fund, market].map((of) => of.reduce((sum, x) => sum + x, 0));
  return {
    benchmark: benchmark.name,
    sessions,
    withoutModel: sessions - covered,
    factors: FACTORS.map((factor, k) => ({
      factor,
      ...part(k),
      exposure: mean(exposure[k]!),
      activeExposure: mean(exposure[k]! - marketExposure[k]!),
    })),
    others: OTHER_PARTS.map((id, i) => ({ id, ...part(FACTOR_COUNT + i) })),
    total: { fund: all!, active: all! - allOfMarket! },
    byPeriod,
  };
}

interface RecordPair {
  readonly before: RiskSession;
  readonly on: RiskSession;
}

/** The record of a day with that of the session before; days are asked for in ascending order. */
function pairsOf(model: Iterable<RiskSession>): (day: Day) => RecordPair | null {
  const records = model[Symbol.iterator]();
  let before: RiskSession | null = null;
  let on: RiskSession | null = null;
  return (day) => {
    while (on === null || on.day < day) {
      const { value, done } = records.next() as IteratorResult<RiskSession, undefined>;
      if (done) return null;
      before = on;
      on = value;
    }
    return before !== null && on.day === day ? { before, on } : null;
  };
}

const dayOf = ({ before, on }: RecordPair, holdings: readonly Holding[]): AttributionDay => ({
  holdings,
  exposures: before,
  factorReturns: on.factorReturns,
  returns: on.returns,
  resumed: on.resumed,
});

function add(to: Float64Array, parts: Float64Array): void {
  parts.forEach((part, k) => (to[k]! += part));
}

/** Stocks without exposures have none to add. */
function addAll(before: RiskSession, holdings: readonly Holding[], to: Float64Array): void {
  for (const { issuer, weight } of holdings)
    if (!Number.isNaN(before.styles[issuer * STYLE_COUNT]!)) addExposures(before, issuer, weight, to);
}

const grouped = (parts: Float64Array): number[] => {
  const sum = (from: number, to: number): number => parts.subarray(from, to).reduce((all, x) => all + x, 0);
  return [
    parts[0]!,
    sum(STYLE_AT, INDUSTRY_AT),
    sum(INDUSTRY_AT, FACTOR_COUNT),
    ...parts.subarray(FACTOR_COUNT),
  ];
};
