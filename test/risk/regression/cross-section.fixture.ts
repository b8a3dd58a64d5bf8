import { randomStream, type RandomStream } from '../../../src/math/random/random.ts';
import { normalQuantile } from '../../../src/math/random/normal-quantile.ts';
import type { CrossSection } from '../../../src/risk/regression/cross-section.ts';
import {
  FACTOR_COUNT,
  INDUSTRY_AT,
  INDUSTRY_COUNT,
  STYLE_AT,
  STYLE_COUNT,
} from '../../../src/risk/factors.ts';

export const normal = (stream: RandomStream): number => normalQuantile(stream.uniform());

/**
 * Issuers with standard normal styles, log-normal capitalisations and random industries, all in the estimation
 * universe.
 */
export function crossSection(
  issuers: number,
  seed: number,
  industries: number = INDUSTRY_COUNT,
): CrossSection {
  const stream = randomStream(seed);
  return {
    styles: Float64Array.from({ length: issuers * STYLE_COUNT }, () => normal(stream)),
    industry: Uint8Array.from({ length: issuers }, () => Math.floor(stream.uniform() * industries)),
    marketCap: Float64Array.from({ length: issuers }, () => 1000 * Math.exp(1.5 * normal(stream))),
    inEstimation: new Uint8Array(issuers).fill(1),
  };
}

/** Stock returns for given factor returns, without specific returns. */
export function explainedReturns({ styles, industry }: CrossSection, factors: Float64Array): Float64Array {
  return Float64Array.from(industry, (g, i) => {
    let r = factors[0]! + factors[INDUSTRY_AT + g]!;
    for (let k = 0; k < STYLE_COUNT; k++) r += styles[i * STYLE_COUNT + k]! * factors[STYLE_AT + k]!;
    return r;
  });
}

/** Random factor returns with industries that average to zero. */
export function randomFactors(stream: RandomStream, scale = 0.005): Float64Array {
  const f = Float64Array.from({ length: FACTOR_COUNT }, () => scale * normal(stream));
  const industries = f.subarray(INDUSTRY_AT);
  const mean = industries.reduce((sum, v) => sum + v, 0) / INDUSTRY_COUNT;
  industries.forEach((v, g) => (industries[g] = v - mean));
  return f;
}
