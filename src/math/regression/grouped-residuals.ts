import { COVARIATES } from '../linear-algebra/cross-products.ts';
import type { GroupedObservations } from './group-means.ts';
import type { GroupedFit } from './structured-wls.ts';

/**
 * y − a_group − x′b of every observation, whether in the fit or not; a NaN slope counts as 0. NaN if the response, a
 * covariate or the group's intercept is NaN.
 */
export function groupedResiduals(
  { slopes, intercepts }: GroupedFit,
  { response, covariates, group }: Omit<GroupedObservations, 'weight'>,
): Float64Array {
  // Separate variables, so that they stay in registers.
  const b = slopes.map((slope) => (Number.isNaN(slope) ? 0 : slope));
  const b0 = b[0]!;
  const b1 = b[1]!;
  const b2 = b[2]!;
  const b3 = b[3]!;
  const b4 = b[4]!;
  const b5 = b[5]!;
  const b6 = b[6]!;
  const b7 = b[7]!;
  const b8 = b[8]!;
  const b9 = b[9]!;
  const b10 = b[10]!;
  const b11 = b[11]!;
  const residuals = new Float64Array(response.length);
  for (let i = 0, x = 0; i < residuals.length; i++, x += COVARIATES) {
    const first =
      covariates[x]! * b0 + covariates[x + 1]! * b1 + covariates[x + 2]! * b2 + covariates[x + 3]! * b3;
    const second =
      covariates[x + 4]! * b4 + covariates[x + 5]! * b5 + covariates[x + 6]! * b6 + covariates[x + 7]! * b7;
    const third =
      covariates[x + 8]! * b8 +
      covariates[x + 9]! * b9 +
      covariates[x + 10]! * b10 +
      covariates[x + 11]! * b11;
    residuals[i] = response[i]! - intercepts[group[i]!]! - (first + second + third);
  }
  return residuals;
}
