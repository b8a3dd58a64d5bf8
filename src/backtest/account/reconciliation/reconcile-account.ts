import type {
  AccountDayRecord,
  AccountHolding,
  AccountTrade,
} from '../../../market/accounts/read-account.ts';
import { type Day, day, displayDay, iso } from '../../../market/day.ts';
import type { Problem } from '../../../market/problem.ts';
import { rupeesInWords } from '../../../format/rupees.ts';
import type { ValuePath } from '../../statistics/value-path.ts';
import { type CarriedOutDecision, type ReconciledReturns, reconcileReturns } from './effects.ts';
import { holdingKey, type HoldingMarket, sumByHolding } from './holding-market.ts';
import { type OrdersAndTrades, ordersAndTrades } from './orders-and-trades.ts';
import {
  type FollowedDecision,
  followDecisions,
  liveDecisions,
  type PaperPortfolio,
  type RecordedDecision,
} from './paper-portfolio.ts';
import { type SwitchOutcome, switchOutcome } from './switch-outcome.ts';
import { type WeightDrift, weightDrift } from './weight-drift.ts';

/** A recorded decision, what was traded after it and what its trades were worth until the next. Dates ISO. */
export interface DecisionOutcome {
  readonly entry: number;
  readonly asOf: string;
  readonly filled: string;
  /** The next fill, or the end. */
  readonly until: string;
  /** Null where the account's trades are not known. */
  readonly orders: Omit<OrdersAndTrades, 'assigned'> | null;
  readonly switched: SwitchOutcome | null;
}

/** An account's record against the paper portfolio that followed the ledger. */
export interface Reconciliation {
  readonly from: string;
  readonly to: string;
  /** Decisions followed, oldest first. */
  readonly decisions: readonly DecisionOutcome[];
  /** Null where the account has fewer than two valuations on sessions in the span. */
  readonly returns: ReconciledReturns | null;
  /** Weights on the last day with holdings; null where there are none. */
  readonly drift: (WeightDrift & { readonly day: string }) | null;
  readonly problems: readonly Problem[];
}

export interface ReconciliationInput {
  /** Decisions of the ledger, in order of entry. */
  readonly recorded: readonly RecordedDecision[];
  /** The account's net time-weighted path, its days, and what it traded and held; without any trade, trades are not known. */
  readonly path: ValuePath;
  readonly days: readonly AccountDayRecord[];
  readonly trades: readonly AccountTrade[];
  readonly holdings: readonly AccountHolding[];
  readonly market: HoldingMarket;
}

/**
 * Reconciles an account with the paper portfolio that followed the ledger from its first live decision: orders beside trades,
 * why the returns differ, and how far the weights are apart. Model and actual returns are set side by side and never linked into
 * one series (GIPS).
 *
 * @returns null where no decision was recorded in time to be followed before the account's last valuation.
 */
export function reconcileAccount(input: ReconciliationInput): Reconciliation | null {
  const { recorded, path, days, trades, market } = input;
  const last = path.days.at(-1)!;
  const end = market.sessions.findLastIndex((s) => s <= last);
  const followed = liveDecisions(recorded, market).filter((f) => f.filled < end);
  if (followed.length === 0) return null;
  const paper = followDecisions(followed, market, end);
  const carriedOut = followed.map((each, k): CarriedOutDecision => {
    if (trades.length === 0) return { followed: each, trades: null };
    const after = market.sessions[each.decided]!;
    const next = followed[k + 1];
    const until = next ? market.sessions[next.decided]! : last;
    return {
      followed: each,
      trades: ordersAndTrades(
        each,
        trades.filter((t) => t.day > after && t.day <= until),
        market,
      ),
    };
  });
  const drift = driftAt(input, paper, end);
  return {
    from: iso(market.sessions[paper.start]!),
    to: iso(market.sessions[end]!),
    decisions: carriedOut.map((each, k) =>
      outcomeOf(each, carriedOut[k + 1]?.followed.filled ?? end, market),
    ),
    returns: reconcileReturns({ paper, carriedOut, path, days, market }),
    drift: drift.found,
    problems: [
      ...notLive(recorded, followed),
      ...unpriced(paper.unpriced),
      ...(trades.length === 0 ? [noTrades()] : otherSize(followed, days)),
      ...drift.problems,
    ],
  };
}

function outcomeOf(
  { followed, trades }: CarriedOutDecision,
  until: number,
  market: HoldingMarket,
): DecisionOutcome {
  const { entry, decision, filled } = followed;
  return {
    entry,
    asOf: decision.asOf,
    filled: iso(market.sessions[filled]!),
    until: iso(market.sessions[until]!),
    orders: trades && { orders: trades.orders, unordered: trades.unordered, total: trades.total },
    switched: switchOutcome(decision, market, filled, until),
  };
}

/** The account's money that is in none of its holdings. */
const CASH = 'liquid-fund';

function driftAt(
  { holdings, days, market }: ReconciliationInput,
  { weights, start, followed }: PaperPortfolio,
  end: number,
): { readonly found: Reconciliation['drift']; readonly problems: readonly Problem[] } {
  const on = holdings.findLast(
    ({ day: d }) => d >= market.sessions[start]! && d <= market.sessions[end]!,
  )?.day;
  const total = days.find(({ day: d }) => d === on)?.value;
  if (on === undefined || total === undefined || total === null) return { found: null, problems: [] };
  const session = market.sessions.findLastIndex((s) => s <= on);
  const valued = holdings
    .filter((h) => h.day === on)
    .map(({ isin, quantity, value }) => {
      const price = market.price(isin, session);
      return [isin, value ?? (quantity !== null && price !== null ? quantity * price : null)] as const;
    });
  const missing = valued.filter(([, value]) => value === null).map(([isin]) => isin);
  const parts = valued.flatMap(([isin, value]) => (value === null ? [] : [[isin, value / total] as const]));
  const invested = parts.reduce((sum, [, weight]) => sum + weight, 0);
  const held = sumByHolding([...parts, [CASH, 1 - invested]]);
  return {
    found: { ...weightDrift(weights[session - start]!, held, namesIn(followed)), day: iso(on) },
    problems: missing.length === 0 ? [] : [withoutValue(missing, on)],
  };
}

/** Names of stocks by holding. */
const namesIn = (followed: readonly FollowedDecision[]): ReadonlyMap<string, string> =>
  new Map(
    followed.flatMap(({ decision: { allocation } }) =>
      allocation.method === 'risk-model'
        ? allocation.riskModel.stocks.map((s) => [holdingKey(s.isin), s.name] as const)
        : [],
    ),
  );

const warning = (code: string, about: string, message: string, remedy: string): Problem => ({
  severity: 'warning',
  code,
  about,
  message,
  remedy,
});

const withoutValue = (isins: readonly string[], on: Day): Problem =>
  warning(
    'holding-without-value',
    isins.join(', '),
    `${isins.length} ${isins.length === 1 ? 'holding has' : 'holdings have'} neither a value nor a price on ${displayDay(on)}; the money is counted as cash.`,
    'Give the values in the file of holdings, or import prices.',
  );

const noTrades = (): Problem =>
  warning(
    'no-trades',
    'account',
    'Its trades are not in the store, so orders cannot be compared and the difference in returns is not explained.',
    'Import its file of purchases and sales (docs/how-to/live-record.md) and give the account by --code.',
  );

function notLive(
  recorded: readonly RecordedDecision[],
  followed: readonly FollowedDecision[],
): readonly Problem[] {
  const first = followed[0]!.decision.asOf;
  const days = new Set(followed.map((f) => f.decision.asOf));
  const missed = recorded.filter((r) => r.decision.asOf > first && !days.has(r.decision.asOf));
  if (missed.length === 0) return [];
  return [
    warning(
      'recorded-late',
      'ledger',
      `${missed.length} later ${missed.length === 1 ? 'decision was' : 'decisions were'} recorded after the close at which ${missed.length === 1 ? 'it' : 'they'} would have been filled, or too close to the end of the record (entries ${missed.map((m) => m.entry).join(', ')}), and ${missed.length === 1 ? 'is' : 'are'} not followed.`,
      'Record a decision by the session after its as-of date.',
    ),
  ];
}

const unpriced = (ids: readonly string[]): readonly Problem[] =>
  ids.length === 0
    ? []
    : [
        warning(
          'paper-unpriced',
          ids.slice(0, 5).join(', '),
          `${ids.length} ${ids.length === 1 ? 'holding' : 'holdings'} of the paper portfolio ${ids.length === 1 ? 'has' : 'have'} sessions without a level; there ${ids.length === 1 ? 'it keeps its' : 'they keep their'} value.`,
          'Import the missing prices or index levels.',
        ),
      ];

/** Beyond this difference of size, orders in shares say little about an account (our choice). */
const LARGEST_DIFFERENCE = 0.1;

function otherSize(
  followed: readonly FollowedDecision[],
  days: readonly AccountDayRecord[],
): readonly Problem[] {
  return followed.flatMap(({ entry, decision: { asOf, execution } }): Problem[] => {
    const value = days.findLast((d) => d.day <= day(asOf) && d.value !== null)?.value;
    if (execution.kind !== 'planned' || value === undefined || value === null) return [];
    const planned = execution.plan.value;
    if (Math.abs(planned / value - 1) <= LARGEST_DIFFERENCE) return [];
    return [
      warning(
        'other-size',
        `ledger entry ${entry}`,
        `Its orders are for a portfolio of ${rupeesInWords(planned)}, but the account was worth ${rupeesInWords(value)}; orders and trades are compared as they are.`,
        'Compare the account that the decision was made for.',
      ),
    ];
  });
}
