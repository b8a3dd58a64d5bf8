import type { SleeveDefinition } from '../definition.ts';
import { type ScreeningStep, screen } from './screening.ts';
import type { ScorePart } from './score.ts';
import { selectConstituents } from './select.ts';
import type { Shortlist } from './shortlist.ts';
import { cappedWeights } from './capped-weights.ts';

/** A constituent of a sleeve as its review decided it. */
export interface Constituent {
  /** Column. */
  readonly issuer: number;
  /** A fraction; the weights of all constituents sum to 1. */
  readonly weight: number;
  /** The cap on its weight, a fraction. */
  readonly limit: number;
  /** Its weight by free-float market value alone, a fraction. */
  readonly freeFloatWeight: number;
  /** Rank among the candidates; 1 is the best. */
  readonly rank: number;
  /** Null if the definition has no score. */
  readonly score: number | null;
  readonly parts: readonly ScorePart[];
}

/** The outcome of a review on the day of the change: the constituents, or why there are none. */
export interface ReconstitutionDecision {
  /** The counts of all stages. */
  readonly screening: readonly ScreeningStep[];
  readonly outcome:
    | { readonly kind: 'constituents'; readonly constituents: readonly Constituent[] }
    | { readonly kind: 'infeasible'; readonly reason: string };
}

/**
 * Steps 4 and 5: selects and weights the stocks of a shortlist with the data of its cut-off. Of later information, only
 * whether a stock can be traded on the day of the change is used.
 *
 * @param current columns of the constituents before the change.
 */
export function reconstitute(
  definition: SleeveDefinition,
  { screening: before, candidates }: Shortlist,
  current: ReadonlySet<number>,
  isTraded: (issuer: number) => boolean,
): ReconstitutionDecision {
  const ranked = candidates.map((c) => c.issuer);
  const rankOf = new Map(ranked.map((issuer, at) => [issuer, at + 1]));
  const selection = selectConstituents(definition, ranked, current, isTraded);
  const selected = selection.remaining.map((issuer) => candidates[rankOf.get(issuer)! - 1]!);
  const { weights, limits, freeFloatWeights } = cappedWeights(definition, selected);
  const isFeasible = weights.kind === 'capped';
  const weightOf = new Map(
    selection.remaining.map((issuer, k) => [issuer, isFeasible ? weights.weights[k]! : 0]),
  );
  const weighting = screen('weight', selection.remaining, [
    { reason: 'no weights meet the caps of the sleeve', passes: () => isFeasible },
    { reason: 'weight 0', passes: (i) => weightOf.get(i)! > 0 },
  ]);
  const screening = [...before, selection.step, weighting.step];
  if (!isFeasible)
    return {
      screening,
      outcome: { kind: 'infeasible', reason: infeasibleReason(selected.length, weights.capacity) },
    };
  const constituents = selected.flatMap(({ issuer, score: issuerScore }, k): Constituent[] => {
    const weight = weightOf.get(issuer)!;
    if (!(weight > 0)) return [];
    const rank = rankOf.get(issuer)!;
    const { score = null, parts = [] } = issuerScore ?? {};
    const freeFloatWeight = freeFloatWeights[k]!;
    return [{ issuer, weight, limit: limits[k]!, freeFloatWeight, rank, score, parts }];
  });
  return { screening, outcome: { kind: 'constituents', constituents } };
}

/** @param capacity the sum of the caps, below 1. */
const infeasibleReason = (stocks: number, capacity: number): string =>
  stocks === 0
    ? 'no stock passed the screening'
    : `the caps of the ${stocks} selected stocks sum to only ${(100 * capacity).toFixed(1)} %`;
