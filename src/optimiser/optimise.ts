import type { Assets } from './assets.ts';
import type { Chosen } from './result.ts';
import type { Limit } from './constraints/constraint.ts';
import type { NoRatio } from './methods/ratio-maximisation.ts';
import { efficientFrontier, type Frontier } from './methods/efficient-frontier.ts';
import { equalRisk } from './methods/equal-risk.ts';
import { maximumDiversification } from './methods/maximum-diversification.ts';
import { maximumSharpe } from './methods/maximum-sharpe.ts';
import { type Appetite, meanVariance } from './methods/mean-variance.ts';
import { minimumVariance } from './methods/minimum-variance.ts';
import type { Unsolved } from './solve.ts';

/** What a portfolio is chosen by. */
export type Method =
  | { readonly kind: 'minimum-variance' }
  | { readonly kind: 'mean-variance'; readonly appetite: Appetite }
  | { readonly kind: 'maximum-sharpe'; readonly riskless: number }
  | { readonly kind: 'equal-risk' }
  | { readonly kind: 'maximum-diversification' }
  | { readonly kind: 'frontier'; readonly points: number };

export type Optimised = Chosen | Frontier | Unsolved | NoRatio;

/** Weights of any list of assets by any method within any limits, or why there are none. */
export async function optimise(assets: Assets, limits: readonly Limit[], method: Method): Promise<Optimised> {
  switch (method.kind) {
    case 'minimum-variance':
      return minimumVariance(assets, limits);
    case 'mean-variance':
      return meanVariance(assets, limits, method.appetite);
    case 'maximum-sharpe':
      return maximumSharpe(assets, limits, method.riskless);
    case 'equal-risk':
      return equalRisk(assets, limits);
    case 'maximum-diversification':
      return maximumDiversification(assets, limits);
    case 'frontier':
      return efficientFrontier(assets, limits, method.points);
  }
}
