import type { Decision } from '../../../decision/document/decision.ts';
import { carryHoldings, type HoldingMarket } from './holding-market.ts';
import { decidedHoldings, openingHoldings } from './holdings-of-decision.ts';

/** What a decision's trades earned until a later close, against keeping what was held. Fractions. */
export interface SwitchOutcome {
  /** Returns from the fill on: of the decided weights, and of the opening holdings left alone. */
  readonly decided: number;
  readonly kept: number;
  /** Planned charges and tax, as a fraction of the portfolio; null where no orders were planned. */
  readonly cost: number | null;
  /** What the switch added: (1 − cost)(1 + decided) − (1 + kept). */
  readonly gain: number;
  /** Holdings without a level, which keep their value on both sides. */
  readonly unpriced: readonly string[];
}

/**
 * What the switch from the opening holdings to the decided weights was worth by a later close.
 *
 * @param filled session at whose close the decision is filled. @param end session at which it is judged.
 * @returns null where the run knew of no holdings before.
 */
export function switchOutcome(
  { allocation, execution }: Pick<Decision, 'allocation' | 'execution'>,
  market: HoldingMarket,
  filled: number,
  end: number,
): SwitchOutcome | null {
  const opening = openingHoldings(allocation);
  if (opening.size === 0) return null;
  const atFill = carryHoldings(opening, market, filled - 1, filled);
  const kept = carryHoldings(atFill.weights, market, filled, end);
  const decided = carryHoldings(decidedHoldings(allocation), market, filled, end);
  const cost = execution.kind === 'planned' ? execution.plan.cost.total / execution.plan.value : null;
  return {
    decided: decided.growth - 1,
    kept: kept.growth - 1,
    cost,
    gain: (1 - (cost ?? 0)) * decided.growth - kept.growth,
    unpriced: [...new Set([...kept.unpriced, ...decided.unpriced])],
  };
}
