import type { Regime } from '../regimes/regime.ts';
import type { AsOfView, MarketHistory } from '../src/market/as-of.ts';
import { sessionOnOrBefore } from '../src/market/calendar.ts';
import { type Day, iso } from '../src/market/day.ts';
import type { Before } from './allocation.ts';
import type { Portfolio } from './portfolio.ts';
import type { AllocationRules } from './rules.ts';
import { type PositionId, POSITIONS, type Weights } from './sleeve.ts';
import type { BasisAt } from './stock-basis.ts';
import { type Target, targetFor } from './target.ts';

/** The month-end call before the one in force. */
export interface PreviousCall {
  readonly monthEnd: Day;
  readonly regime: Regime;
}

/** What is held when a regime is called: the same whatever regime or rules are then supposed. */
export interface Held {
  /** The label of the month-end before; a change of it lifts the turnover limit. */
  readonly regime: Regime | null;
  readonly before: Before;
  readonly current: Weights;
  readonly drifted: Weights;
}

export interface HeldInput {
  readonly market: MarketHistory;
  readonly asOf: Day;
  /** Null where there was no call before. */
  readonly previous: PreviousCall | null;
  readonly portfolio: Portfolio | null;
  readonly rules: AllocationRules;
  readonly basisAt: BasisAt;
}

/**
 * What is held before a run. With a portfolio, what it says: its values are of the as-of date, so nothing has
 * drifted since. Without, what the model itself held: its target at the month-end before, by what was known then,
 * moved since by the sleeves' own indices. What has no index (the strategic part) is counted as unmoved. Nothing
 * where there was no call before, or no sleeve could be held then.
 */
export async function heldBefore({ market, asOf, previous, portfolio, rules }: HeldInput): Promise<Held> {
  const regime = previous?.regime ?? null;
  if (portfolio) {
    const { file, sha256, value, holdings } = portfolio;
    const weights = Object.fromEntries(POSITIONS.map((id) => [id, (holdings[id] ?? 0) / value]));
    return { regime, before: { kind: 'portfolio', file, sha256, value }, current: weights, drifted: weights };
  }
  const target = previous && targetFor(market.view(previous.monthEnd), previous.regime, rules);
  if (!target) return { regime, before: { kind: 'none' }, current: {}, drifted: {} };
  return {
    regime,
    before: { kind: 'model', monthEnd: iso(previous.monthEnd), regime: previous.regime },
    current: target.weights,
    drifted: drift(target, market.view(asOf), previous.monthEnd),
  };
}

function drift({ weights, sleeves }: Target, view: AsOfView, since: Day): Weights {
  const growth = new Map<PositionId, number>();
  for (const { id, instrument } of sleeves) {
    if (instrument?.kind !== 'index') continue;
    const { observedOn, value } = view.column(`${instrument.series}.${instrument.field}`);
    growth.set(id, value.at(-1)! / value[sessionOnOrBefore(observedOn, since)]!);
  }
  const grown = POSITIONS.map((id) => weights[id] * (growth.get(id) ?? 1));
  const total = grown.reduce((sum, w) => sum + w, 0);
  return Object.fromEntries(POSITIONS.map((id, i) => [id, grown[i]! / total]));
}
