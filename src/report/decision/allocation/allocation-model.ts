import type { Allocation, OpeningSource, Instrument } from '../../../../allocations/allocation.ts';
import {
  POSITIONS,
  type PositionId,
  type StrategicId,
  type StrategicPart,
} from '../../../../allocations/positions.ts';
import { representedFraction } from '../../../../allocations/bouquet/represented.ts';
import type { Regime } from '../../../../regimes/regime.ts';
import { factorsNamed } from '../../page/factor-names.ts';
import { unbroken } from '../../../format/no-break.ts';
import { type RiskChangeModel, riskChangeModel } from '../risk/risk-change-model.ts';
import { type ScoresModel, scoresModel } from './scores-model.ts';
import { type UntiltedModel, untiltedModel } from './untilted-model.ts';

/** Steps from the bouquet to the target of a sleeve, in percent of the portfolio. */
export interface SleeveModel {
  readonly instrument: Instrument | null;
  /** Weight in the bouquet, before the weights of sleeves without an instrument are redistributed. */
  readonly bouquet: number;
  readonly base: number;
  readonly band: { readonly low: number; readonly high: number };
  /** Percent a year; null where not available. */
  readonly volatility: number | null;
  readonly boundBy: 'low' | 'high' | null;
}

/** One position of the portfolio, in percent of the portfolio. */
export interface PositionModel {
  readonly id: PositionId;
  /** Null for strategic holdings. */
  readonly sleeve: SleeveModel | null;
  readonly held: number;
  readonly opening: number;
  readonly target: number;
  readonly final: number;
  /** `final` − `opening`. */
  readonly change: number;
}

export interface TradeModel {
  readonly id: PositionId;
  readonly side: 'buy' | 'sell';
  /** Percent of the portfolio, positive. */
  readonly weight: number;
  /** ₹; null if the value of the portfolio is not known. */
  readonly amount: number | null;
}

export interface AllocationModel {
  readonly regime: Regime;
  readonly method: Allocation['method'];
  readonly openingSource: OpeningSource;
  /** False if `held` and `opening` are identical. */
  readonly hasDrift: boolean;
  /** In `POSITIONS` order. */
  readonly positions: readonly PositionModel[];
  /** Percent of the bouquet in sleeves that can be held. */
  readonly represented: number;
  /** Cash invested or raised outside the turnover limit, percent of the portfolio; null for none. */
  readonly newMoney: { readonly kind: 'inflow' | 'outflow'; readonly weight: number } | null;
  /** Weight that no sleeve may take, percent of the portfolio; null for none. */
  readonly fallback: { readonly position: PositionId; readonly weight: number } | null;
  /** Whether any sleeve is represented by an index. */
  readonly usesIndices: boolean;
  /** Sleeves with a weight in the bouquet but no instrument to hold. */
  readonly withoutInstrument: readonly PositionId[];
  readonly strategic: readonly {
    readonly id: StrategicPart;
    readonly heldIn: StrategicId;
    readonly target: number;
    readonly note: string;
  }[];
  readonly trades: readonly TradeModel[];
  /** ₹ bought and sold; null if the trades have no amounts. */
  readonly bought: number | null;
  readonly sold: number | null;
  /** One-way turnover and its limit, percent. */
  readonly turnover: number;
  readonly turnoverLimit: number;
  readonly bindingConstraints: readonly string[];
  /** Null if the allocation does not use the risk model. */
  readonly scores: ScoresModel | null;
  readonly risk: RiskChangeModel;
  /** Null if the allocation does not use the risk model. */
  readonly untilted: UntiltedModel | null;
}

const percentOf = (fraction: number | undefined): number => (fraction ?? 0) * 100;

export function allocationModel(a: Allocation): AllocationModel {
  const sleeves = new Map<PositionId, SleeveModel>(
    a.sleeves.map((s) => [
      s.id,
      {
        instrument: s.instrument,
        bouquet: percentOf(s.bouquet),
        base: percentOf(s.base),
        band: { low: percentOf(s.band.low), high: percentOf(s.band.high) },
        volatility: s.volatility,
        boundBy: s.atBound,
      },
    ]),
  );
  const positions = POSITIONS.map((id): PositionModel => ({
    id,
    sleeve: sleeves.get(id) ?? null,
    held: percentOf(a.current[id]),
    opening: percentOf(a.opening[id]),
    target: percentOf(a.target[id]),
    final: percentOf(a.final[id]),
    change: percentOf((a.final[id] ?? 0) - (a.opening[id] ?? 0)),
  }));
  return {
    regime: a.regime,
    method: a.method,
    openingSource: a.openingSource,
    hasDrift: POSITIONS.some((id) => (a.current[id] ?? 0) !== (a.opening[id] ?? 0)),
    positions,
    represented: percentOf(representedFraction(a.sleeves)),
    newMoney: a.newMoney ? { ...a.newMoney, weight: percentOf(a.newMoney.weight) } : null,
    fallback: a.fallback ? { ...a.fallback, weight: percentOf(a.fallback.weight) } : null,
    usesIndices: a.sleeves.some((s) => s.instrument?.kind === 'index'),
    withoutInstrument: a.sleeves.filter((s) => s.instrument === null && s.bouquet > 0).map((s) => s.id),
    strategic: a.strategic.map((s) => ({ ...s, target: percentOf(s.target) })),
    trades: a.trades.map((t) => ({ ...t, weight: percentOf(t.weight) })),
    bought: sumOfTrades(a, 'buy'),
    sold: sumOfTrades(a, 'sell'),
    turnover: percentOf(a.turnover),
    turnoverLimit: percentOf(a.turnoverLimit),
    bindingConstraints: a.bindingConstraints.map((text) => unbroken(factorsNamed(text))),
    scores: scoresModel(a),
    risk: riskChangeModel(a),
    untilted: untiltedModel(a),
  };
}

/** The positions to list: the Nifty 50 index fund only where it is or was held. */
export const positionsShown = ({ positions }: AllocationModel): readonly PositionModel[] =>
  positions.filter(isShown);

export const isShown = ({ id, opening, target, final }: PositionModel): boolean =>
  id !== 'nifty-50' || opening !== 0 || target !== 0 || final !== 0;

function sumOfTrades({ trades }: Allocation, side: 'buy' | 'sell'): number | null {
  if (trades.length === 0 || trades.some((t) => t.amount === null)) return null;
  return trades.reduce((sum, t) => sum + (t.side === side ? t.amount! : 0), 0);
}
