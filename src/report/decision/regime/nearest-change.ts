import { type Boundary, boundariesAround } from '../../../../regimes/model/boundaries.ts';
import type { Move } from '../../../../regimes/model/smallest-move.ts';
import type { Flip, JointFlip } from '../../../../regimes/model/nearest-change.ts';
import type { Regime } from '../../../../regimes/regime.ts';
import type { RegimeCall } from '../../../../regimes/model/regime-call.ts';
import type { SignalReport } from '../../../../regimes/model/signal-report.ts';
import type { SignalId } from '../../../../signals/signal.ts';
import { LEVELS, type LevelKey } from '../../../../signals/levels.ts';

/** A move of a market level, in the units in which the level is quoted. */
export interface MoveModel {
  readonly level: string;
  readonly unit: string;
  readonly decimals: number;
  readonly now: number;
  readonly needed: number;
  /** Basis points for a yield, percent of the size of today's level for all else; above 0 for a rise. */
  readonly change: { readonly value: number; readonly unit: 'bp' | '%' };
}

export interface FlipModel {
  readonly signal: SignalId;
  readonly title: string;
  readonly to: Regime;
  readonly scoreNow: number;
  readonly scoreNeeded: number;
  /**
   * `beyond-scale`: it would need a score outside ±1; `out-of-reach`: no level within a quarter to four times
   * today's gives that score; `unchanged`: its part of a joint move is nothing.
   */
  readonly way:
    | { readonly kind: 'move'; readonly move: MoveModel }
    | { readonly kind: 'beyond-scale' | 'out-of-reach' | 'unchanged' };
}

export interface FlipsModel {
  /** The nearest S that changes the label, given the label of the month before. */
  readonly nearest: Boundary | null;
  /** By any one signal, nearest first. */
  readonly alone: readonly FlipModel[];
  /** By all together, in reading order. */
  readonly joint: { readonly to: Regime; readonly moves: readonly FlipModel[] } | null;
}

export function flipsModel(call: RegimeCall, signals: readonly SignalReport[]): FlipsModel {
  const titles = new Map(signals.map((s) => [s.id, s.title]));
  const model = (flip: Flip): FlipModel => ({
    signal: flip.signal,
    title: titles.get(flip.signal) ?? flip.signal,
    to: flip.to,
    scoreNow: flip.scoreNow,
    scoreNeeded: flip.scoreNeeded,
    way: wayOf(flip),
  });
  return {
    nearest: nearestOf(call),
    alone: call.nearestFlip.map(model),
    joint: call.jointFlip && jointModel(call.jointFlip, model),
  };
}

const jointModel = (joint: JointFlip, model: (flip: Flip) => FlipModel) => ({
  to: joint.to,
  moves: joint.moves.map(model),
});

function wayOf({ scoreNow, scoreNeeded, inUnits }: Flip): FlipModel['way'] {
  if (inUnits) return { kind: 'move', move: moveModel(inUnits) };
  if (scoreNow === scoreNeeded) return { kind: 'unchanged' };
  return { kind: Math.abs(scoreNeeded) > 1 ? 'beyond-scale' : 'out-of-reach' };
}

function moveModel({ level, unit, now, needed, change }: Move): MoveModel {
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
