import { allocate } from '../../allocations/allocate.ts';
import type { Allocation } from '../../allocations/allocation.ts';
import { openingHoldings } from '../../allocations/opening-holdings.ts';
import {
  type Implementation,
  implement,
  type ImplementationInput,
} from '../../allocations/orders/implement.ts';
import type { SnapshotProvider } from '../../allocations/stocks/stock-snapshot.ts';
import { type CalledMonth, callMonth, describeCall } from '../../regimes/model/call.ts';
import type { Regime } from '../../regimes/regime.ts';
import type { Override, RegimeRules } from '../../regimes/model/rules.ts';
import { reportSignals } from '../../regimes/model/signal-report.ts';
import { previousCall } from '../decision/previous-call.ts';
import type { MarketHistory } from '../market/as-of.ts';
import { type Day, iso } from '../market/day.ts';
import { diffRuleBooks } from '../rulebook/change.ts';
import { type RuleBook, signalsOf } from '../rulebook/rule-book.ts';
import type { Shock } from './settings.ts';
import { applyScenario } from './scenario.ts';
import type { ScenarioSide, Assumption, WhatIf } from './what-if.ts';

export interface WhatIfInput {
  readonly market: MarketHistory;
  readonly simulated: boolean;
  readonly asOf: Day;
  readonly book: RuleBook;
  /** The scenario: shocks to levels, a forced regime (null for none), and a rule book. */
  readonly shocks: readonly Shock[];
  readonly forced: Regime | null;
  readonly assumedBook: RuleBook;
  /** Provides stock snapshots under a rule book. */
  readonly snapshotsUnder: (book: RuleBook) => SnapshotProvider;
  /** Inputs of orders and hedge under the rule book in force. */
  readonly orderInput: ImplementationInput;
}

/**
 * Computes the call and the allocation as they are and under a scenario. Both sides start from the same opening holdings
 * and use the same signals, rules and allocator as a monthly run.
 *
 * @throws UserError for a move of a level that has no observation, a level far outside its history, or data that a monthly run would reject.
 */
export async function simulateScenario(input: WhatIfInput): Promise<WhatIf> {
  const { market, asOf, book, assumedBook, shocks, forced, snapshotsUnder, orderInput } = input;
  const actual = callMonth(market, asOf, signalsOf(book), book.regimes);
  const previous = previousCall(actual.history, book.regimes);
  const holdings = await openingHoldings({
    market,
    asOf,
    previous,
    portfolio: orderInput.portfolio,
    rules: book.allocations,
    stocksAt: snapshotsUnder(book),
  });
  const view = market.view(asOf);
  const allocateAs = async (regime: Regime, rules: RuleBook): Promise<ImplementedAllocation> => {
    const { allocations, costs, hedge } = rules;
    const stocks = await snapshotsUnder(rules)(asOf);
    const allocation = await allocate({ view, holdings, regime, rules: allocations, costs, stocks });
    return { allocation, ...implement(allocation, { ...orderInput, stocks, costs, hedge }) };
  };

  const changes = diffRuleBooks(book, assumedBook);
  const base =
    changes.length === 0 ? actual : callMonth(market, asOf, signalsOf(assumedBook), assumedBook.regimes);
  const rules = forced === null ? assumedBook.regimes : withForcedRegime(forced, asOf, assumedBook.regimes);
  const { month, assumptions, problems } = applyScenario(base.month, shocks, rules);
  const assumedCall = describeCall({
    asOf,
    month,
    before: base.history.at(-2) ?? null,
    rules,
    breaks: base.call.breaks,
    calibration: base.calibration,
  });

  const set: Assumption[] = [
    ...assumptions,
    ...(forced === null ? [] : [{ kind: 'regime', regime: forced } as const]),
    ...changes.map((c) => ({ kind: 'rule', ...c }) as const),
  ];
  return {
    asOf: iso(asOf),
    simulated: input.simulated,
    set,
    before: sideOf(actual, await allocateAs(actual.call.regime, book)),
    after: {
      ...assumedCall,
      signals: reportSignals(month, rules),
      ...(await allocateAs(assumedCall.regime, assumedBook)),
    },
    problems,
  };
}

type ImplementedAllocation = Implementation & { readonly allocation: Allocation };

const sideOf = ({ call, signals }: CalledMonth, allocation: ImplementedAllocation): ScenarioSide => ({
  ...call,
  signals,
  ...allocation,
});

/** Forces a regime for one day by an override, as a committee would; the report shows it the same way. */
function withForcedRegime(regime: Regime, asOf: Day, rules: RegimeRules): RegimeRules {
  const override: Override = {
    regime,
    from: iso(asOf),
    expires: iso(asOf),
    reason: 'Assumed in a what-if; not a decision.',
    author: 'What-if',
  };
  return { ...rules, overrides: [...rules.overrides, override] };
}
