import { type Boundary, boundariesAround } from '../../../../regimes/model/boundaries.ts';
import type { LevelMove } from '../../../../regimes/model/smallest-move.ts';
import type { NearestChange, JointChange } from '../../../../regimes/model/nearest-change.ts';
import type { Regime } from '../../../../regimes/regime.ts';
import type { RegimeCall } from '../../../../regimes/model/regime-call.ts';
import type { SignalReport } from '../../../../regimes/model/signal-report.ts';
import type { SignalId } from '../../../../signals/signal.ts';
import { LEVELS, type LevelKey } from '../../../../signals/levels.ts';

/** A change of a market level, in its quoted units. */
export interface LevelMoveModel {
  readonly level: string;
  readonly unit: string;
  readonly decimals: number;
  readonly now: number;
  readonly needed: number;
  /** Basis points for a yield, otherwise percent of the absolute current level; positive for a rise. */
  readonly change: { readonly value: number; readonly unit: 'bp' | '%' };
}

/** Change of one signal that changes the regime, alone or as part of a joint change. */
export interface SignalChangeModel {
  readonly signal: SignalId;
  readonly title: string;
  readonly to: Regime;
  readonly scoreNow: number;
  readonly scoreNeeded: number;
  /**
   * `beyond-scale`: needs a score outside ±1; `out-of-reach`: no level between a quarter and four times the current one
   * gives that score; `unchanged`: the signal does not move in the joint change.
   */
  readonly way:
    | { readonly kind: 'move'; readonly move: LevelMoveModel }
    | { readonly kind: 'beyond-scale' | 'out-of-reach' | 'unchanged' };
}

export interface NearestChangeModel {
  /** The nearest S that changes the regime, given the regime of the previous month. */
  readonly nearest: Boundary | null;
  /** By one signal alone, nearest first. */
  readonly alone: readonly SignalChangeModel[];
  /** By all signals together, in reading order. */
  readonly joint: { readonly to: Regime; readonly moves: readonly SignalChangeModel[] } | null;
}

export function nearestChangeModel(call: RegimeCall, signals: readonly SignalReport[]): NearestChangeModel {
  const titles = new Map(signals.map((s) => [s.id, s.title]));
  const model = (change: NearestChange): SignalChangeModel => ({
    signal: change.signal,
    title: titles.get(change.signal) ?? change.signal,
    to: change.to,
    scoreNow: change.scoreNow,
    scoreNeeded: change.scoreNeeded,
    way: wayOf(change),
  });
  return {
    nearest: nearestOf(call),
    alone: call.nearestChanges.map(model),
    joint: call.jointChange && jointModel(call.jointChange, model),
  };
}

const jointModel = (joint: JointChange, model: (change: NearestChange) => SignalChangeModel) => ({
  to: joint.to,
  moves: joint.moves.map(model),
});

function wayOf({ scoreNow, scoreNeeded, inUnits }: NearestChange): SignalChangeModel['way'] {
  if (inUnits) return { kind: 'move', move: levelMoveModel(inUnits) };
  if (scoreNow === scoreNeeded) return { kind: 'unchanged' };
  return { kind: Math.abs(scoreNeeded) > 1 ? 'beyond-scale' : 'out-of-reach' };
}

function levelMoveModel({ level, unit, now, needed, change }: LevelMove): LevelMoveModel {
  const known = level in LEVELS ? LEVELS[level as LevelKey] : null;
  return {
    level: known?.title ?? level,
    unit,
    decimals: known?.decimals ?? 2,
    now,
    needed,
    change:
      level === 'gsec'
        ? { value: change * 100, unit: 'bp' }
        : { value: (change / Math.abs(now)) * 100, unit: '%' },
  };
}

function nearestOf({ score, prior, bands }: RegimeCall): Boundary | null {
  if (score === null) return null;
  const { above, below } = boundariesAround(prior, score, bands);
  const away = (b: Boundary) => Math.abs(b.score - score);
  if (!above || !below) return above ?? below ?? null;
  return away(above) <= away(below) ? above : below;
}
