import type { Allocation, Before, Instrument } from '../../../../allocations/allocation.ts';
import {
  POSITIONS,
  type PositionId,
  type StrategicId,
  type StrategicPart,
} from '../../../../allocations/positions.ts';
import type { Regime } from '../../../../regimes/regime.ts';
import { factorsNamed } from '../../page/factor-names.ts';
import { unbroken } from '../../../format/no-break.ts';
import { type RiskChangeModel, riskChangeModel } from '../risk/risk-change.ts';
import { type ScoresModel, scoresModel } from './scores.ts';

/** How a sleeve came to its target; percent of the portfolio. */
export interface SleeveModel {
  readonly instrument: Instrument | null;
  /** The bouquet's weight before the weights of sleeves without an instrument are shared out. */
  readonly bouquet: number;
  readonly base: number;
  readonly band: { readonly low: number; readonly high: number };
  /** Percent a year. */
  readonly volatility: number | null;
  readonly boundBy: 'low' | 'high' | null;
}

/** One line of the portfolio, in percent of it. */
export interface PositionModel {
  readonly id: PositionId;
  /** Null for a line of the strategic part. */
  readonly sleeve: SleeveModel | null;
  readonly held: number;
  readonly drifted: number;
  readonly target: number;
  readonly after: number;
  /** `after` − `drifted`. */
  readonly change: number;
}

export interface TradeModel {
  readonly id: PositionId;
  readonly side: 'buy' | 'sell';
  /** Percent of the portfolio, positive. */
  readonly weight: number;
  /** ₹; null where no value of the portfolio was given. */
  readonly amount: number | null;
}

export interface AllocationModel {
  readonly regime: Regime;
  readonly method: Allocation['method'];
  readonly before: Before;
  /** False where `held` and `drifted` are the same figures. */
  readonly hasDrift: boolean;
  readonly positions: readonly PositionModel[];
  /** Whether any sleeve is held by an index. */
  readonly isHeldByIndices: boolean;
  /** Sleeves with a weight in the bouquet and nothing to hold it in. */
  readonly withoutInstrument: readonly PositionId[];
  readonly strategic: readonly {
    readonly id: StrategicPart;
    readonly heldIn: StrategicId;
    readonly target: number;
    readonly note: string;
  }[];
  readonly trades: readonly TradeModel[];
  /** ₹ bought and sold; null where the trades carry no amounts. */
  readonly bought: number | null;
  readonly sold: number | null;
  /** One-way, percent; and the limit on it. */
  readonly turnover: number;
  readonly turnoverLimit: number;
  readonly binding: readonly string[];
  /** Null where the allocation was made without the risk model. */
  readonly scores: ScoresModel | null;
  readonly risk: RiskChangeModel;
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
        boundBy: s.boundBy,
      },
    ]),
  );
  const positions = POSITIONS.map((id): PositionModel => ({
    id,
    sleeve: sleeves.get(id) ?? null,
    held: percentOf(a.current[id]),
    drifted: percentOf(a.drifted[id]),
    target: percentOf(a.target[id]),
    after: percentOf(a.after[id]),
    change: percentOf((a.after[id] ?? 0) - (a.drifted[id] ?? 0)),
  }));
  return {
    regime: a.regime,
    method: a.method,
    before: a.before,
    hasDrift: POSITIONS.some((id) => (a.current[id] ?? 0) !== (a.drifted[id] ?? 0)),
    positions,
    isHeldByIndices: a.sleeves.some((s) => s.instrument?.kind === 'index'),
    withoutInstrument: a.sleeves.filter((s) => s.instrument === null && s.bouquet > 0).map((s) => s.id),
    strategic: a.strategic.map((s) => ({ ...s, target: percentOf(s.target) })),
    trades: a.trades.map((t) => ({ ...t, weight: percentOf(t.weight) })),
    bought: totalOf(a, 'buy'),
    sold: totalOf(a, 'sell'),
    turnover: percentOf(a.turnover),
    turnoverLimit: percentOf(a.turnoverLimit),
    binding: a.binding.map((text) => unbroken(factorsNamed(text))),
    scores: scoresModel(a),
    risk: riskChangeModel(a),
  };
}

function totalOf({ trades }: Allocation, side: 'buy' | 'sell'): number | null {
  if (trades.length === 0 || trades.some((t) => t.amount === null)) return null;
  return trades.reduce((sum, t) => sum + (t.side === side ? t.amount! : 0), 0);
}
