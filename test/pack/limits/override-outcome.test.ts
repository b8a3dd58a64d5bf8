import { type DecisionWithout, overrideOutcome } from '../../../src/pack/limits/override-outcome.ts';
import { iso } from '../../../src/market/day.ts';
import {
  A,
  B,
  CASH,
  decisionOf,
  marketOf,
  weekdays,
} from '../../backtest/account/reconciliation/simulated-account.fixture.ts';

/** A doubles by the session after the first fill and then stands still; B halves by the last session. */
const sessions = weekdays('2024-01-31', 8);
const market = marketOf(sessions, {
  [A]: [100, 100, 200, 200, 200, 200, 200, 200],
  [B]: [50, 50, 50, 50, 50, 50, 50, 25],
});
const at = (s: number): string => iso(sessions[s]!);

/** Decided at a session: the override held cash, without it one stock would have been held; or the other way round. */
function pairAt(
  s: number,
  seq: number,
  weights: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
  { cost = 0, next = null as number | null } = {},
): DecisionWithout {
  const runOf = (final: Readonly<Record<string, number>>, regime: string, paid: number) => {
    const { decision } = decisionOf(sessions[s]!, { [CASH]: 1 }, final, {
      value: 1000,
      prices: { [A]: 1, [B]: 1 },
    });
    const plan = { value: 1000, orders: [], cost: { total: paid } };
    return { ...decision, regime: { regime }, execution: { kind: 'planned', plan } };
  };
  return {
    entry: { seq },
    decision: runOf(weights, 'bear', cost),
    next: next === null ? null : { asOf: at(next) },
    without: runOf(other, 'bull', 0),
  } as unknown as DecisionWithout;
}

describe('what an override added', () => {
  test('is the return of the decision less that without it, from its fill to the next fill or the end', () => {
    const missedADouble = pairAt(0, 3, { [CASH]: 1 }, { [A]: 0.5, [CASH]: 0.5 }, { next: 3 });
    const sparedAHalving = pairAt(3, 4, { [CASH]: 1 }, { [B]: 1 });
    const { decisions, total } = overrideOutcome([missedADouble, sparedAHalving], at(7), market)!;
    // Half in a stock that doubles earns 50 %; all in one that halves loses 50 %.
    expect(decisions).toEqual([
      {
        entry: 3,
        asOf: at(0),
        until: at(4),
        regime: 'bear',
        withoutOverride: 'bull',
        own: 0,
        other: 0.5,
        gain: -0.5,
      },
      {
        entry: 4,
        asOf: at(3),
        until: at(7),
        regime: 'bear',
        withoutOverride: 'bull',
        own: 0,
        other: -0.5,
        gain: 0.5,
      },
    ]);
    expect(total).toBeCloseTo(0.5 * 1.5 - 1, 12);
  });

  test('is after planned charges and tax', () => {
    const dear = pairAt(0, 1, { [A]: 1 }, { [CASH]: 1 }, { cost: 10 });
    // 1 % is paid, then what is left doubles.
    expect(overrideOutcome([dear], at(7), market)!.total).toBeCloseTo(0.99 * 2 - 1, 12);
  });

  test('is none where the decision is not filled before the end', () => {
    const late = pairAt(6, 1, { [A]: 1 }, { [CASH]: 1 });
    expect(overrideOutcome([late], at(7), market)).toBeNull();
    expect(overrideOutcome([], at(7), market)).toBeNull();
  });
});
