import type { Levels } from '../../signals/levels.ts';
import type { SignalId } from '../../signals/signal.ts';
import { type Boundary, boundariesAround } from './boundaries.ts';
import type { Combined, Share } from './classify.ts';
import { type Move, smallestMove } from './smallest-move.ts';
import type { Regime } from '../regime.ts';
import type { RegimeRules } from './rules.ts';
import type { Judgement } from './history.ts';

/** What it would take of one signal, the others unchanged, to change the label. */
export interface Flip {
  readonly signal: SignalId;
  readonly to: Regime;
  readonly scoreNow: number;
  /** May lie outside [−1, +1]: then this signal alone cannot change the label. */
  readonly scoreNeeded: number;
  /** In the signal's own units; null where no level within a quarter to four times today's does it. */
  readonly inUnits: Move | null;
}

/** The smallest joint move: by how much each score must move at once, and what that is in its units. */
export interface JointFlip {
  readonly to: Regime;
  readonly moves: readonly Flip[];
}

interface Speaker {
  readonly judgement: Judgement;
  readonly share: Share;
  readonly scoreNow: number;
  readonly levels: Levels;
}

interface Scene {
  readonly session: number;
  readonly score: number;
  readonly speakers: readonly Speaker[];
}

function sceneOf(session: number, combined: Combined, judgements: readonly Judgement[]): Scene | null {
  if (combined.kind !== 'scored') return null;
  const speakers = judgements.flatMap((judgement, i): Speaker[] => {
    const share = combined.shares[i]!;
    return 'levels' in judgement.reading && share.score !== null && share.effectiveWeight > 0
      ? [{ judgement, share, scoreNow: share.score, levels: judgement.reading.levels }]
      : [];
  });
  return { session, score: combined.score, speakers };
}

/** Whether a score of one signal reaches `needed`, coming from `now`. */
const reaches = (now: number, needed: number) => (score: number) =>
  needed > now ? score >= needed : score <= needed;

function flipOf(scene: Scene, speaker: Speaker, boundary: Boundary): Flip {
  const { judgement, share, scoreNow, levels } = speaker;
  const scoreNeeded = scoreNow + (boundary.score - scene.score) / share.effectiveWeight;
  const possible = Math.abs(scoreNeeded) <= 1;
  return {
    signal: judgement.on.signal.id,
    to: boundary.to,
    scoreNow,
    scoreNeeded,
    inUnits: possible
      ? smallestMove(judgement.on, scene.session, levels, reaches(scoreNow, scoreNeeded))
      : null,
  };
}

const size = (flip: Flip) => Math.abs(flip.scoreNeeded - flip.scoreNow);

/**
 * For each signal the smallest change of its score that changes the label, nearest first; signals that can do it
 * alone come before those that cannot.
 */
export function nearestFlips(
  prior: Regime,
  session: number,
  combined: Combined,
  judgements: readonly Judgement[],
  rules: RegimeRules,
): Flip[] {
  const scene = sceneOf(session, combined, judgements);
  if (!scene) return [];
  const { above, below } = boundariesAround(prior, scene.score, rules);
  const candidates = [above, below].filter((b) => b !== undefined);
  return scene.speakers
    .flatMap((speaker) => {
      const flips = candidates.map((boundary) => flipOf(scene, speaker, boundary));
      return flips.sort(nearestFirst).slice(0, 1);
    })
    .sort(nearestFirst);
}

const nearestFirst = (a: Flip, b: Flip): number =>
  Number(b.inUnits !== null) - Number(a.inUnits !== null) || size(a) - size(b);

/**
 * The smallest joint move to the nearest boundary: least sum of squared score changes, so each score moves in
 * proportion to its weight, and one that meets ±1 stays there while the others make up for it (our choice of
 * distance: scores are the one scale that all signals share). Null where even all together cannot reach it.
 */
export function jointFlip(
  prior: Regime,
  session: number,
  combined: Combined,
  judgements: readonly Judgement[],
  rules: RegimeRules,
): JointFlip | null {
  const scene = sceneOf(session, combined, judgements);
  if (!scene) return null;
  const { above, below } = boundariesAround(prior, scene.score, rules);
  const boundary = [above, below]
    .filter((b) => b !== undefined)
    .sort((a, b) => Math.abs(a.score - scene.score) - Math.abs(b.score - scene.score))[0];
  if (!boundary) return null;
  const needed = leastSquaresMove(scene.speakers, boundary.score - scene.score);
  if (!needed) return null;
  const moves = scene.speakers.map(({ judgement, scoreNow, levels }, i): Flip => {
    const scoreNeeded = needed[i]!;
    const inUnits =
      scoreNeeded === scoreNow
        ? null
        : smallestMove(judgement.on, session, levels, reaches(scoreNow, scoreNeeded));
    return { signal: judgement.on.signal.id, to: boundary.to, scoreNow, scoreNeeded, inUnits };
  });
  return { to: boundary.to, moves };
}

/** Scores that move S by `gap` with the least sum of squares inside [−1, +1]; null when it cannot be done. */
function leastSquaresMove(speakers: readonly Speaker[], gap: number): number[] | null {
  const side = Math.sign(gap);
  const scores = speakers.map((s) => s.scoreNow);
  const free = new Set(speakers.keys());
  let left = gap;
  while (free.size > 0) {
    const squares = [...free].reduce((sum, i) => sum + speakers[i]!.share.effectiveWeight ** 2, 0);
    const stretch = left / squares;
    const over = [...free].filter(
      (i) => Math.abs(scores[i]! + stretch * speakers[i]!.share.effectiveWeight) > 1,
    );
    if (over.length === 0) {
      for (const i of free) scores[i]! += stretch * speakers[i]!.share.effectiveWeight;
      return scores;
    }
    for (const i of over) {
      left -= speakers[i]!.share.effectiveWeight * (side - scores[i]!);
      scores[i] = side;
      free.delete(i);
    }
  }
  return null;
}
