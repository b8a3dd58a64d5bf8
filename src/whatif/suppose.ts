import type { CalledMonth } from '../../regimes/model/call.ts';
import { describeCall } from '../../regimes/model/call.ts';
import type { Override, RegimeRules } from '../../regimes/model/rules.ts';
import { reportSignals } from '../../regimes/model/signal-report.ts';
import type { Regime } from '../../regimes/regime.ts';
import { type Day, iso } from '../market/day.ts';
import { diffRuleBooks } from '../rulebook/change.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';
import { allocateAtMovedPrices, priceMoves, PRICES_MOVED, PRICES_NOT_MOVED } from './moved-prices.ts';
import { applyScenario } from './scenario.ts';
import type { Shock } from './settings.ts';
import type { ImplementedAllocation, WarmMonth } from './warm-month.ts';
import type { Assumption, ScenarioSide, WhatIf } from './what-if.ts';

/** What a scenario supposes: shocks to levels, a forced regime (null for none), and a rule book. */
export interface Supposition {
  readonly shocks: readonly Shock[];
  readonly forced: Regime | null;
  readonly assumedBook: RuleBook;
  /** Whether prices move with the Nifty; default: they do. */
  readonly prices?: 'moved' | 'todays';
}

/**
 * Computes the call and the allocation under a scenario, beside those of the month as it is. Both sides start from the same
 * opening holdings, as assumed after their prices have moved with the Nifty, and use the same signals, rules and allocator as a monthly run.
 *
 * @throws UserError for a move of a level that has no observation, a level far outside its history, or data that a monthly run would reject.
 */
export async function suppose(
  warm: WarmMonth,
  { shocks, forced, assumedBook, prices = 'moved' }: Supposition,
): Promise<WhatIf> {
  const { asOf, book, called, decision } = warm;
  const changes = diffRuleBooks(book, assumedBook);
  const base = warm.callUnder(assumedBook);
  const rules = forced === null ? assumedBook.regimes : withForcedRegime(forced, asOf, assumedBook.regimes);
  const { month, assumptions, problems } = applyScenario(base.month, shocks, rules, warm.historyOf);
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
  const moves = priceMoves(assumptions);
  const { regime } = assumedCall;
  const moved =
    moves && prices === 'moved' ? await allocateAtMovedPrices(warm, moves, regime, assumedBook) : null;
  return {
    asOf: iso(asOf),
    simulated: decision.simulated,
    set,
    before: sideOf(called, decision),
    after: sideOf(
      { call: assumedCall, signals: reportSignals(month, rules) },
      moved?.side ?? (await warm.allocateAs(regime, assumedBook)),
    ),
    loss: moved?.loss ?? null,
    problems: [
      ...(moved
        ? [PRICES_MOVED]
        : assumptions.some((a) => a.kind === 'level' && a.key === 'nifty')
          ? [PRICES_NOT_MOVED]
          : []),
      ...problems,
    ],
  };
}

const sideOf = (
  { call, signals }: Pick<CalledMonth, 'call' | 'signals'>,
  { allocation, execution, hedge }: ImplementedAllocation,
): ScenarioSide => ({ ...call, signals, allocation, execution, hedge });

/** Forces a regime for one day by an override, as a committee would; the report shows it the same way. */
export function withForcedRegime(regime: Regime, asOf: Day, rules: RegimeRules): RegimeRules {
  const override: Override = {
    regime,
    from: iso(asOf),
    expires: iso(asOf),
    reason: 'Assumed in a what-if; not a decision.',
    author: 'What-if',
  };
  return { ...rules, overrides: [...rules.overrides, override] };
}
