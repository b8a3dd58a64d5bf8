import type { Bands, ProfileRules } from './rules.ts';
import { tacticalPlace } from './tactical-place.ts';
import type { ScoredPoint, TacticalScore } from './tactical-score.ts';

/** The smallest change of one data point's score that would turn the tactical move: make it, unmake it or reverse it. */
export interface NearestMove {
  readonly point: ScoredPoint['id'];
  readonly title: string;
  readonly scoreNow: number;
  readonly scoreNeeded: number;
  /** The equity weight it would lead to. */
  readonly equity: number;
}

const STEPS = 400;

/**
 * The point whose score needs the smallest change for another move of equity; null if no single point can do it, or there is
 * no score.
 */
export function nearestMove(
  bands: Bands,
  { score, points }: TacticalScore,
  crisis: boolean,
  { tactical }: Pick<ProfileRules, 'tactical'>,
): NearestMove | null {
  if (score === null) return null;
  const moveAt = (t: number): number => tacticalPlace(bands, t, crisis, tactical.minimumMove).move;
  const now = Math.sign(moveAt(score));
  let nearest: (NearestMove & { readonly change: number }) | null = null;
  for (const { id, title, score: own, weight } of points) {
    if (own === null || weight === 0) continue;
    for (let i = 0; i <= STEPS; i++) {
      const needed = -1 + (2 * i) / STEPS;
      const change = Math.abs(needed - own);
      if (nearest !== null && change >= nearest.change) continue;
      const move = moveAt(score + weight * (needed - own));
      if (Math.sign(move) !== now)
        nearest = {
          point: id,
          title,
          scoreNow: own,
          scoreNeeded: needed,
          equity: bands.equity.centre + move,
          change,
        };
    }
  }
  if (nearest === null) return null;
  const { change: _, ...found } = nearest;
  return found;
}
