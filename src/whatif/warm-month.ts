import { isDeepStrictEqual } from 'node:util';
import { allocate } from '../../allocations/allocate.ts';
import type { Allocation } from '../../allocations/allocation.ts';
import type { OpeningHoldings } from '../../allocations/holdings/opening.ts';
import {
  type Implementation,
  implement,
  type ImplementationInput,
} from '../../allocations/orders/implement.ts';
import type { SnapshotProvider } from '../../allocations/stocks/stock-snapshot.ts';
import { type CalledMonth, callMonth, explainCall } from '../../regimes/model/call.ts';
import { haveSameEvaluations, relabelHistory } from '../../regimes/model/relabel.ts';
import type { Regime } from '../../regimes/regime.ts';
import type { LevelKey } from '../../signals/levels.ts';
import type { Decision } from '../decision/document/decision.ts';
import type { MarketHistory } from '../market/as-of.ts';
import type { Day } from '../market/day.ts';
import { type RuleBook, signalsOf } from '../rulebook/rule-book.ts';
import { type LevelHistory, levelHistory } from './level-history.ts';

/** An allocation with the orders and the hedge that implement it. */
export type ImplementedAllocation = { readonly allocation: Allocation } & Implementation;

/** A completed monthly run, as scenarios start from it. */
export interface PreparedRun {
  readonly market: MarketHistory;
  readonly asOf: Day;
  readonly book: RuleBook;
  readonly decision: Decision;
  readonly called: CalledMonth;
  readonly holdings: OpeningHoldings;
  /** Stock snapshots under a rule book. */
  readonly snapshotsUnder: (book: RuleBook) => SnapshotProvider;
  readonly orderInput: ImplementationInput;
}

/**
 * A month ready for questions: the run as it is, and what scenarios of it have in common, computed once. An allocation depends on
 * label, rules, holdings and prices, not on scores, so that most scenarios share one.
 */
export interface WarmMonth extends PreparedRun {
  /** The call under a rule book, from the same market. */
  readonly callUnder: (book: RuleBook) => CalledMonth;
  /** The allocation for a regime under a rule book, from the same opening holdings. */
  readonly allocateAs: (regime: Regime, book: RuleBook) => Promise<ImplementedAllocation>;
  /** The own history of a level up to the month; null for a level that no signal observes. */
  readonly historyOf: (key: LevelKey) => LevelHistory | null;
}

/** The most calls and allocations kept; the oldest is dropped. A demo's allocation takes about a megabyte. */
const MOST_KEPT = 16;

/** Makes a run ready for questions. Nothing is computed before it is asked for. */
export function warmMonth(run: PreparedRun): WarmMonth {
  const { market, asOf, book, decision, called, holdings, snapshotsUnder, orderInput } = run;
  const view = market.view(asOf);
  const calls = keepLast<CalledMonth>();
  const allocations = keepLast<Promise<ImplementedAllocation>>();
  const histories = new Map<LevelKey, LevelHistory | null>();

  const callUnder = (other: RuleBook): CalledMonth => {
    const isSame = isDeepStrictEqual([other.signals, other.regimes], [book.signals, book.regimes]);
    if (isSame) return called;
    return calls(JSON.stringify([other.signals, other.regimes]), () => {
      const signals = signalsOf(other);
      const rules = other.regimes;
      return haveSameEvaluations(other.signals, book.signals)
        ? explainCall(view, relabelHistory(called.history, signals, rules), signals, rules)
        : callMonth(market, asOf, signals, rules);
    });
  };

  const allocateAs = (regime: Regime, other: RuleBook): Promise<ImplementedAllocation> => {
    const { signals: _, regimes: __, ...rules } = other;
    const { signals: ___, regimes: ____, ...inForce } = book;
    if (regime === decision.regime.regime && isDeepStrictEqual(rules, inForce)) {
      const { allocation, execution, hedge } = decision;
      return Promise.resolve({ allocation, execution, hedge });
    }
    return allocations(JSON.stringify([regime, rules]), async () => {
      const { allocations: allocationRules, costs, hedge } = other;
      const stocks = await snapshotsUnder(other)(asOf);
      const allocation = await allocate({ view, holdings, regime, rules: allocationRules, costs, stocks });
      return { allocation, ...implement(allocation, { ...orderInput, stocks, costs, hedge }) };
    });
  };

  const historyOf = (key: LevelKey): LevelHistory | null => {
    const found = histories.get(key);
    if (found !== undefined) return found;
    const { evaluated, session } = called.month;
    const made = levelHistory(evaluated, session, key);
    histories.set(key, made);
    return made;
  };

  return { ...run, callUnder, allocateAs, historyOf };
}

/** Remembers the last results by key. A failed promise is forgotten, so that it is tried again. */
function keepLast<T>(): (key: string, make: () => T) => T {
  const kept = new Map<string, T>();
  return (key, make) => {
    const found = kept.get(key);
    if (found !== undefined) return found;
    const made = make();
    kept.set(key, made);
    if (made instanceof Promise) made.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT) kept.delete(oldest!);
    return made;
  };
}
