import { userError } from '../../market/problem.ts';
import { plainPercent } from '../../format/words.ts';
import { type FittedReturns, LEAST_LABEL_MONTHS } from './fit-returns.ts';
import type { SimulationTask } from './task.ts';

/** A fall of so many standard deviations must leave something (our choice); simple returns of a normal law have no floor. */
const FARTHEST = 6;

/**
 * Checks that a law can be drawn from.
 *
 * @throws UserError for a label that blocks cannot be drawn from, or a law under which a policy or a holding could lose more than everything within
 * six standard deviations.
 */
export function checkLaw(task: SimulationTask, fitted: FittedReturns, labels: readonly string[]): void {
  const { law, assets: n, policies } = task;
  if (law.kind === 'blocks') {
    const thin = labels.filter((_, s) => law.pools[s]!.length < LEAST_LABEL_MONTHS);
    if (thin.length > 0)
      throw userError(
        'too-few-months',
        thin[0]!,
        `Only ${law.pools[labels.indexOf(thin[0]!)]!.length} months bore this label; blocks need ${LEAST_LABEL_MONTHS}.`,
        'Use --law t or normal, or import longer histories.',
      );
    return;
  }
  const refuse = (what: string, label: string, mean: number, deviation: number): void => {
    if (mean - FARTHEST * deviation > -1) return;
    throw userError(
      'impossible-law',
      what,
      `With a standard deviation of ${plainPercent(deviation)} a month under the label ${label} it could lose more than everything within ${FARTHEST} standard deviations.`,
      'Use --law blocks.',
    );
  };
  for (const [s, label] of labels.entries()) {
    const mean = law.means.subarray(s * n, (s + 1) * n);
    const covariance = law.covariances.subarray(s * n * n, (s + 1) * n * n);
    for (const policy of policies) {
      if (policy.kind === 'hold') {
        for (let i = 0; i < n; i++)
          if (policy.weights[i]! > 0)
            refuse(fitted.assets[i]!, label, mean[i]!, Math.sqrt(covariance[i * (n + 1)]!));
        continue;
      }
      const w = policy.weights.subarray(s * n, (s + 1) * n);
      let [m, v] = [0, 0];
      for (let i = 0; i < n; i++) {
        m += w[i]! * mean[i]!;
        for (let j = 0; j < n; j++) v += w[i]! * w[j]! * covariance[i * n + j]!;
      }
      refuse(policy.id, label, m, Math.sqrt(v));
    }
  }
}
