import { type Bands, classify } from './classify.ts';
import type { Regime } from '../regime.ts';

/** A score at which the label changes, and the label beyond it. */
export interface Boundary {
  readonly score: number;
  readonly to: Regime;
}

/** Step beyond a threshold where the threshold itself still belongs to the current label. */
const EPSILON = 1e-12;

/** The nearest label changes above and below a score, given the prior label; absent where no score changes the label. */
export function boundariesAround(
  prior: Regime,
  score: number,
  rules: Bands,
): { readonly above?: Boundary; readonly below?: Boundary } {
  const now = classify(prior, score, rules);
  const thresholds = [rules.enterBearish, rules.leaveBearish, rules.leaveBullish, rules.enterBullish];
  const find = (side: 1 | -1): Boundary | undefined => {
    const ahead = thresholds.filter((t) => (t - score) * side >= 0).sort((a, b) => (a - b) * side);
    for (const t of ahead) {
      for (const at of [t, t + side * EPSILON]) {
        const to = classify(prior, at, rules);
        if (to !== now) return { score: at, to };
      }
    }
    return undefined;
  };
  const above = find(1);
  const below = find(-1);
  return { ...(above && { above }), ...(below && { below }) };
}
