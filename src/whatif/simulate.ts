import { allocate } from '../../allocations/allocate.ts';
import type { Allocation } from '../../allocations/allocation.ts';
import { heldBefore } from '../../allocations/opening-holdings.ts';
import { type CarriedOut, carryOut, type CarryOutInput } from '../../allocations/orders/implement.ts';
import type { BasisAt } from '../../allocations/stocks/stock-snapshot.ts';
import { type CalledMonth, callRegime, describeCall } from '../../regimes/model/call.ts';
import type { Regime } from '../../regimes/regime.ts';
import type { Override, RegimeRules } from '../../regimes/model/rules.ts';
import { reportSignals } from '../../regimes/model/signal-report.ts';
import { previousCall } from '../decision/previous-call.ts';
import type { MarketHistory } from '../market/as-of.ts';
import { type Day, iso } from '../market/day.ts';
import { diffRuleBooks } from '../rulebook/change.ts';
import { type RuleBook, signalsOf } from '../rulebook/rule-book.ts';
import type { Shock } from './settings.ts';
import { supposeMonth } from './scenario.ts';
import type { Side, Supposition, WhatIf } from './what-if.ts';

export interface WhatIfInput {
  readonly market: MarketHistory;
  readonly simulated: boolean;
  readonly asOf: Day;
  readonly book: RuleBook;
  /** What is supposed: levels moved, a label forced, another rule book. */
  readonly shocks: readonly Shock[];
  readonly forced: Regime | null;
  readonly supposedBook: RuleBook;
  /** What is known of single shares under a rule book. */
  readonly basisUnder: (book: RuleBook) => BasisAt;
  /** What orders and hedge are made from, under the rule book that is in force. */
  readonly carrying: CarryOutInput;
}

/**
 * The call and the allocation as they are, and as they would be. Both sides start from the same holdings, and
 * both go through the same signals, rules and allocator as a monthly run.
 */
export async function whatIf(input: WhatIfInput): Promise<WhatIf> {
  const { market, asOf, book, supposedBook, shocks, forced, basisUnder, carrying } = input;
  const actual = callRegime(market, asOf, signalsOf(book), book.regimes);
  const previous = previousCall(actual.history, book.regimes);
  const held = await heldBefore({
    market,
    asOf,
    previous,
    portfolio: carrying.held,
    rules: book.allocations,
    basisAt: basisUnder(book),
  });
  const view = market.view(asOf);
  const allocatedAs = async (regime: Regime, rules: RuleBook): Promise<Allocated> => {
    const { allocations, costs, hedge } = rules;
    const basis = await basisUnder(rules)(asOf);
    const allocation = await allocate({ view, held, regime, rules: allocations, costs, basis });
    return { allocation, ...carryOut(allocation, { ...carrying, basis, costs, hedge }) };
  };

  const changed = diffRuleBooks(book, supposedBook);
  const base =
    changed.length === 0 ? actual : callRegime(market, asOf, signalsOf(supposedBook), supposedBook.regimes);
  const rules = forced === null ? supposedBook.regimes : forcing(forced, asOf, supposedBook.regimes);
  const { month, suppositions } = supposeMonth(base.month, shocks, rules);
  const supposedCall = describeCall({
    asOf,
    month,
    before: base.history.at(-2) ?? null,
    rules,
    breaks: base.call.breaks,
    calibration: base.calibration,
  });

  const set: Supposition[] = [
    ...suppositions,
    ...(forced === null ? [] : [{ kind: 'regime', regime: forced } as const]),
    ...changed.map((c) => ({ kind: 'rule', ...c }) as const),
  ];
  return {
    asOf: iso(asOf),
    simulated: input.simulated,
    set,
    before: sideOf(actual, await allocatedAs(actual.call.regime, book)),
    after: {
      ...supposedCall,
      signals: reportSignals(month, rules),
      ...(await allocatedAs(supposedCall.regime, supposedBook)),
    },
  };
}

type Allocated = CarriedOut & { readonly allocation: Allocation };

const sideOf = ({ call, signals }: CalledMonth, allocated: Allocated): Side => ({
  ...call,
  signals,
  ...allocated,
});

/** A label forced for one day only, by the same means as a committee's override and just as visible. */
function forcing(regime: Regime, asOf: Day, rules: RegimeRules): RegimeRules {
  const override: Override = {
    regime,
    from: iso(asOf),
    expires: iso(asOf),
    reason: 'Supposed in a what-if; not a decision.',
    author: 'What-if',
  };
  return { ...rules, overrides: [...rules.overrides, override] };
}
