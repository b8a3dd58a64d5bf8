import { isAtBandEdge } from '../../allocations/bouquet/band-edge.ts';
import { POSITIONS } from '../../allocations/positions.ts';
import { reversals, type Reversals, type TradedMonth } from '../../allocations/rebalance/reversals.ts';
import { type Relaxable, RELAXABLE } from '../../allocations/risk-model/result.ts';
import { SOFT_LIMIT_NAMES } from '../../allocations/risk-model/warnings.ts';
import { plainPercent } from '../format/words.ts';
import { day, monthNumber } from '../market/day.ts';
import type { Problem } from '../market/problem.ts';
import type { Decision } from './document/decision.ts';
import { decisionsBefore } from './ledger/decisions-before.ts';
import type { LedgerEntry } from './ledger/entries/ledger-entry.ts';
import type { LedgerStore } from './ledger/tables/ledger-table.ts';
import { listEntries, showEntry } from './ledger/ledger.ts';
import { parseDecision } from './document/read-decision.ts';

/** Calendar months, that of the last decision included. Our choice: a year of monthly decisions. */
const MONTHS = 12;
/** A soft limit relaxed in more than one month in ten is mis-set. */
const RELAXED_MONTHS = 0.1;
/** The largest share of reversed trades that a cost-aware allocator should need; the chosen design reverses 2 % in our study. */
const REVERSED = 0.04;
/** Fewer pairs of months are too few to judge the share reversed by (our choice). */
const JUDGED_PAIRS = 6;

/** How steady recorded decisions were: weights at the ends of their bands, trades taken back, limits relaxed. */
export interface Stability {
  /** As-of dates of the first and the last decision counted. */
  readonly from: string;
  readonly to: string;
  /** Calendar months with a decision, at most twelve; of each the last decision counts. */
  readonly months: number;
  /** Sleeves, summed over months, and those at an end of their band and not at their bouquet weight. */
  readonly sleeveMonths: number;
  readonly atBandEdge: number;
  readonly reversals: Reversals;
  /** Months weighted by the risk model; only these have limits to relax. */
  readonly modelMonths: number;
  /** Of these, the months in which each soft limit was relaxed. */
  readonly relaxed: Readonly<Record<Relaxable, number>>;
  /** Mis-set soft limits, and too many reversals. */
  readonly problems: readonly Problem[];
}

/**
 * How steady the decisions of a year were. A decision does not depend on it, as it does not depend on the ledger.
 *
 * @param decisions in order of their as-of dates, at least one. The last is the one looked back from: months more than eleven
 *   before it serve only to tell whether the label changed.
 * @returns counts, and warnings where a soft limit is mis-set or too much is traded back. Weights are fractions of the portfolio.
 * @throws RangeError where there is no decision.
 */
export function stabilityOf(decisions: readonly Decision[]): Stability {
  const last = decisions.at(-1);
  if (!last) throw new RangeError('no decision to look back from');
  const byMonth = new Map(decisions.map((d) => [monthNumber(day(d.asOf)), d]));
  const end = monthNumber(day(last.asOf));
  const window = Array.from({ length: MONTHS }, (_, i) => end - MONTHS + 1 + i);
  const counted = window.flatMap((month) => byMonth.get(month) ?? []);
  const sleeves = counted.flatMap(({ allocation }) =>
    allocation.sleeves
      .filter(({ band }) => band.high > 0)
      .map(({ id, base, band }) => ({ ...band, base, weight: allocation.final[id] ?? 0 })),
  );
  const relaxedIn = counted.flatMap(({ allocation }) =>
    allocation.method === 'risk-model'
      ? [new Set(allocation.riskModel.relaxedConstraints.map((r) => r.constraint))]
      : [],
  );
  const figures = {
    from: counted[0]!.asOf,
    to: last.asOf,
    months: counted.length,
    sleeveMonths: sleeves.length,
    atBandEdge: sleeves.filter(isAtBandEdge).length,
    reversals: reversals(window.map((month) => tradedIn(byMonth.get(month), byMonth.get(month - 1)))),
    modelMonths: relaxedIn.length,
    relaxed: Object.fromEntries(
      RELAXABLE.map((limit) => [limit, relaxedIn.filter((limits) => limits.has(limit)).length]),
    ) as Record<Relaxable, number>,
  };
  return { ...figures, problems: [...misSetLimits(figures), ...tooManyReversals(figures)] };
}

/** Trades of a month. They are not compared where it is not known whether the label changed, nor for a first purchase. */
function tradedIn(decision: Decision | undefined, before: Decision | undefined): TradedMonth {
  if (!decision || !before || decision.allocation.openingSource.kind === 'none')
    return { trades: null, labelChanged: false };
  const { opening, final } = decision.allocation;
  return {
    trades: POSITIONS.map((id) => (final[id] ?? 0) - (opening[id] ?? 0)),
    labelChanged: decision.regime.regime !== before.regime.regime,
  };
}

const REMEDIES: Readonly<Record<Relaxable, string>> = {
  turnover:
    'Raise allocations.trading.turnoverLimit (turnoverLimitAtChange for months with a new label) in the rule book, or widen allocations.bands.',
  industry: 'Raise allocations.model.softLimits.industryLimit in the rule book, or widen allocations.bands.',
  beta: 'Widen allocations.model.softLimits.betaBand or allocations.bands in the rule book.',
};

/** One relaxation alone is never more than one month in ten, also in a ledger of fewer than ten months. */
const misSetLimits = ({ relaxed, modelMonths }: Pick<Stability, 'relaxed' | 'modelMonths'>): Problem[] =>
  RELAXABLE.filter((limit) => relaxed[limit] > Math.max(1, RELAXED_MONTHS * modelMonths)).map((limit) => ({
    severity: 'warning',
    code: 'limit-mis-set',
    about: limit,
    message: `${SOFT_LIMIT_NAMES[limit]} was relaxed in ${relaxed[limit]} of the last ${modelMonths} months, more than one in ten: a mis-set soft limit.`,
    remedy: REMEDIES[limit],
  }));

function tooManyReversals({
  reversals: { pairs, traded, reversed },
}: Pick<Stability, 'reversals'>): Problem[] {
  if (pairs < JUDGED_PAIRS || reversed <= REVERSED * traded) return [];
  return [
    {
      severity: 'warning',
      code: 'trades-reversed',
      about: 'trading',
      message: `${plainPercent(reversed / traded)} of the weight traded without a change of label was traded back in the month after, more than ${plainPercent(REVERSED)}.`,
      remedy:
        'In the rule book, lower allocations.model.costMonths (used with stock data), raise allocations.trading.minimumTrade, or widen narrow allocations.bands.',
    },
  ];
}

/**
 * The stability of a recorded decision: it and up to twelve before it in the ledger.
 *
 * @param store an open store.
 * @param entry the decision’s place in the ledger.
 */
export async function stabilityAt(
  store: LedgerStore,
  entry: Pick<LedgerEntry, 'seq' | 'asOf'>,
  decision: Decision,
): Promise<Stability> {
  const before = await decisionsBefore(store, entry);
  return stabilityOf([...before.map((b) => b.decision), decision]);
}

/**
 * How steady the decisions of the year up to an entry were: that one and up to twelve before it in the ledger.
 *
 * @param store an open store.
 * @param seq number of the entry; without it, the last decision recorded.
 * @returns counts, and warnings where a soft limit is mis-set or too much is traded back. Weights are fractions of the portfolio.
 * @throws UserError where there is no such entry, or its decision is of another version of the schema.
 * @example
 * import { openStore, stabilityOfEntry } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const { months, atBandEdge, sleeveMonths, relaxed } = await stabilityOfEntry(store);
 * await store.close();
 * console.log(months, atBandEdge / sleeveMonths, relaxed.turnover);
 */
export async function stabilityOfEntry(store: LedgerStore, seq?: number): Promise<Stability> {
  // An empty ledger has no entry 1 either, and says so.
  const { texts, ...entry } = await showEntry(store, seq ?? (await listEntries(store)).at(-1)?.seq ?? 1);
  return stabilityAt(store, entry, parseDecision(texts.decision, `ledger entry ${entry.seq}`));
}
