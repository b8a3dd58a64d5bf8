import { normalCdf } from '../random/normal-cdf.ts';
import { normalQuantile } from '../random/normal-quantile.ts';

/** A Sharpe ratio with the moments that determine its sampling error. Per observation, not annualised. */
export interface SharpeSample {
  readonly sharpe: number;
  readonly observations: number;
  readonly skewness: number;
  /** 3 for a normal distribution. */
  readonly kurtosis: number;
}

const EULER_MASCHERONI = 0.5772156649015329;

/**
 * The Sharpe ratio that the best of `trials` independent strategies without any skill is expected to show, where
 * the ratios of such strategies have the standard deviation `spread`. 0 for one trial.
 * Source: Bailey and López de Prado (2014), eq. 1.
 */
export function expectedBestSharpe(trials: number, spread: number): number {
  if (!(trials >= 1)) throw new RangeError(`the number of trials must be at least 1, not ${trials}`);
  if (trials === 1) return 0;
  const g = EULER_MASCHERONI;
  return spread * ((1 - g) * normalQuantile(1 - 1 / trials) + g * normalQuantile(1 - 1 / (trials * Math.E)));
}

/**
 * The probability that the true Sharpe ratio is above `benchmark`, for returns that are skewed and fat-tailed.
 * Source: Bailey and López de Prado (2012), eq. 13. With the expected best of all trials as the benchmark it is
 * the deflated Sharpe ratio of their paper of 2014. Where the moments leave the estimate no sampling error (their
 * unbiased estimates can contradict each other in small samples), it is 0 or 1 by the sign of the difference, and 1/2 at 0.
 */
export function probabilisticSharpe(sample: SharpeSample, benchmark: number): number {
  const { sharpe, observations, skewness, kurtosis } = sample;
  const variance = 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;
  if (!(variance > 0)) return (1 + Math.sign(sharpe - benchmark)) / 2;
  return normalCdf(((sharpe - benchmark) * Math.sqrt(observations - 1)) / Math.sqrt(variance));
}

/**
 * Observations from which the probability that the true Sharpe ratio is above `benchmark` reaches the confidence: the minimum
 * track record length. Infinity where the ratio is not above the benchmark. Source: Bailey and López de Prado (2012), eq. 14.
 */
export function minimumTrackRecord(
  { sharpe, skewness, kurtosis }: Omit<SharpeSample, 'observations'>,
  benchmark = 0,
  confidence = 0.95,
): number {
  if (!(sharpe > benchmark)) return Infinity;
  const variance = 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;
  return 1 + Math.max(0, variance) * (normalQuantile(confidence) / (sharpe - benchmark)) ** 2;
}
