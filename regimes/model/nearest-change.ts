import { z } from 'zod';
import type { Published } from '../../src/market/published.ts';
import type { Levels } from '../../signals/levels.ts';
import { type Boundary, boundariesAround } from './boundaries.ts';
import type { CombinedScore, ScoreContribution } from './classify.ts';
import { levelMoveSchema, smallestMove } from './smallest-move.ts';
import { regimeSchema, scoreSchema, signalIdSchema } from '../published-terms.ts';
import type { Regime } from '../regime.ts';
import type { RegimeRules } from './rules.ts';
import type { EvaluatedSignal } from './history.ts';

export const nearestChangeSchema = z
  .strictObject({
    signal: signalIdSchema,
    to: regimeSchema,
    scoreNow: scoreSchema,
    scoreNeeded: z.number().describe('Outside −1 to +1 where this signal alone cannot change the label'),
    inUnits: levelMoveSchema
      .nullable()
      .describe(
        'The move in the signal’s own units; null where no level from a quarter to four times today’s is enough',
      ),
  })
  .meta({ id: 'nearest-change' });

/** The change in one signal, others unchanged, that would change the label. */
export type NearestChange = Published<typeof nearestChangeSchema>;

export const jointChangeSchema = z.strictObject({ to: regimeSchema, moves: z.array(nearestChangeSchema) });

/** The smallest joint move: how far each score must move at once, and that move in the signal's units. */
export type JointChange = Published<typeof jointChangeSchema>;

/** A signal that contributes to the score, with its observed levels. */
interface ScoredSignal {
  readonly evaluated: EvaluatedSignal;
  readonly contribution: ScoreContribution;
  readonly scoreNow: number;
  readonly levels: Levels;
}

/** A session with a score, and the signals that contribute to it. */
interface ScoredSession {
  readonly session: number;
  readonly score: number;
  readonly signals: readonly ScoredSignal[];
}

function scoredSession(
  session: number,
  combined: CombinedScore,
  signals: readonly EvaluatedSignal[],
): ScoredSession | null {
  if (combined.kind !== 'scored') return null;
  const scored = signals.flatMap((evaluated, i): ScoredSignal[] => {
    const contribution = combined.contributions[i]!;
    const { observation } = evaluated;
    return 'levels' in observation && contribution.score !== null && contribution.effectiveWeight > 0
      ? [{ evaluated, contribution, scoreNow: contribution.score, levels: observation.levels }]
      : [];
  });
  return { session, score: combined.score, signals: scored };
}

/** Whether a score reaches `needed` when starting from `now`. */
const reaches = (now: number, needed: number) => (score: number) =>
  needed > now ? score >= needed : score <= needed;

function nearestChangeOf(scored: ScoredSession, signal: ScoredSignal, boundary: Boundary): NearestChange {
  const { evaluated, contribution, scoreNow, levels } = signal;
  const scoreNeeded = scoreNow + (boundary.score - scored.score) / contribution.effectiveWeight;
  const possible = Math.abs(scoreNeeded) <= 1;
  return {
    signal: evaluated.aligned.signal.id,
    to: boundary.to,
    scoreNow,
    scoreNeeded,
    inUnits: possible
      ? smallestMove(evaluated.aligned, scored.session, levels, reaches(scoreNow, scoreNeeded))
      : null,
  };
}

const size = ({ scoreNow, scoreNeeded }: NearestChange) => Math.abs(scoreNeeded - scoreNow);

/**
 * For each signal the smallest change of its score that changes the label, nearest first. Signals that can change it alone
 * come before those that cannot.
 */
export function nearestChanges(
  prior: Regime,
  session: number,
  combined: CombinedScore,
  signals: readonly EvaluatedSignal[],
  rules: RegimeRules,
): NearestChange[] {
  const scored = scoredSession(session, combined, signals);
  if (!scored) return [];
  const { above, below } = boundariesAround(prior, scored.score, rules);
  const candidates = [above, below].filter((b) => b !== undefined);
  return scored.signals
    .flatMap((signal) => {
      const changes = candidates.map((boundary) => nearestChangeOf(scored, signal, boundary));
      return changes.sort(nearestFirst).slice(0, 1);
    })
    .sort(nearestFirst);
}

const nearestFirst = (a: NearestChange, b: NearestChange): number =>
  Number(b.inUnits !== null) - Number(a.inUnits !== null) || size(a) - size(b);

/**
 * The smallest joint move to the nearest boundary: the least sum of squared score changes. Each score moves in proportion to
 * its weight; one that reaches ±1 stays there and the others compensate. The distance is our choice: scores are the only scale
 * that all signals share. Null where all signals together cannot reach the boundary.
 */
export function jointChange(
  prior: Regime,
  session: number,
  combined: CombinedScore,
  signals: readonly EvaluatedSignal[],
  rules: RegimeRules,
): JointChange | null {
  const scored = scoredSession(session, combined, signals);
  if (!scored) return null;
  const { above, below } = boundariesAround(prior, scored.score, rules);
  const boundary = [above, below]
    .filter((b) => b !== undefined)
    .sort((a, b) => Math.abs(a.score - scored.score) - Math.abs(b.score - scored.score))[0];
  if (!boundary) return null;
  const needed = leastSquaresMove(scored.signals, boundary.score - scored.score);
  if (!needed) return null;
  const moves = scored.signals.map(({ evaluated, scoreNow, levels }, i): NearestChange => {
    const scoreNeeded = needed[i]!;
    const inUnits =
      scoreNeeded === scoreNow
        ? null
        : smallestMove(evaluated.aligned, session, levels, reaches(scoreNow, scoreNeeded));
    return { signal: evaluated.aligned.signal.id, to: boundary.to, scoreNow, scoreNeeded, inUnits };
  });
  return { to: boundary.to, moves };
}

/** Scores within [−1, +1] that move S by `gap` with the least sum of squared changes; null where infeasible. */
function leastSquaresMove(signals: readonly ScoredSignal[], gap: number): number[] | null {
  const side = Math.sign(gap);
  const scores = signals.map((s) => s.scoreNow);
  const free = new Set(signals.keys());
  let left = gap;
  while (free.size > 0) {
    const squares = [...free].reduce((sum, i) => sum + signals[i]!.contribution.effectiveWeight ** 2, 0);
    const stretch = left / squares;
    const over = [...free].filter(
      (i) => Math.abs(scores[i]! + stretch * signals[i]!.contribution.effectiveWeight) > 1,
    );
    if (over.length === 0) {
      for (const i of free) scores[i]! += stretch * signals[i]!.contribution.effectiveWeight;
      return scores;
    }
    for (const i of over) {
      left -= signals[i]!.contribution.effectiveWeight * (side - scores[i]!);
      scores[i] = side;
      free.delete(i);
    }
  }
  return null;
}
