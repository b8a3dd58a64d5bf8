import { COVARIATES, crossProducts } from '../linear-algebra/cross-products.ts';
import { GROUP_LENGTH, type GroupedObservations, type GroupedResiduals } from './group-means.ts';
import type { GroupedKernel } from './grouped-kernel.ts';

/** The kernel in plain loops, for platforms without vector instructions. */
export function plainKernel(groups: number): GroupedKernel {
  const products = new Float64Array(COVARIATES ** 2);
  const rightSide = new Float64Array(COVARIATES);
  const byGroup = new Float64Array(groups * GROUP_LENGTH);
  const ofMeans = { products: new Float64Array(COVARIATES ** 2), rightSide: new Float64Array(COVARIATES) };
  let loaded: GroupedObservations | null = null;
  return {
    kind: 'plain',
    load: (observations) => (loaded = observations),
    sums: () => {
      const { covariates, weight, response } = loaded!;
      crossProducts(covariates, weight, response, products, rightSide);
      const observations = addByGroup(loaded!, byGroup);
      return { products, rightSide, byGroup, observations };
    },
    productsOfMeans: ({ covariates, weights, response }) => {
      crossProducts(covariates, weights, response, ofMeans.products, ofMeans.rightSide);
      return ofMeans;
    },
    residuals: (slopes, intercepts, mean) => {
      const residuals = residualsOf(
        loaded!,
        slopes.map((slope) => (Number.isNaN(slope) ? 0 : slope)),
        intercepts,
      );
      return { residuals, ...sumsOfSquares(loaded!, residuals, mean) };
    },
  };
}

/**
 * One pass over the observations, unrolled: 5 µs at 1,250 of them, where a loop over covariates takes 17 µs.
 *
 * @returns the number of observations with a weight.
 */
function addByGroup(
  { response, covariates, group, weight }: GroupedObservations,
  sums: Float64Array,
): number {
  sums.fill(0);
  let observations = 0;
  for (let i = 0, x = 0; i < weight.length; i++, x += COVARIATES) {
    const w = weight[i]!;
    if (w === 0) continue;
    observations++;
    const m = group[i]! * GROUP_LENGTH;
    sums[m]! += w;
    sums[m + 1]! += w * response[i]!;
    sums[m + 2]! += w * covariates[x]!;
    sums[m + 3]! += w * covariates[x + 1]!;
    sums[m + 4]! += w * covariates[x + 2]!;
    sums[m + 5]! += w * covariates[x + 3]!;
    sums[m + 6]! += w * covariates[x + 4]!;
    sums[m + 7]! += w * covariates[x + 5]!;
    sums[m + 8]! += w * covariates[x + 6]!;
    sums[m + 9]! += w * covariates[x + 7]!;
    sums[m + 10]! += w * covariates[x + 8]!;
    sums[m + 11]! += w * covariates[x + 9]!;
    sums[m + 12]! += w * covariates[x + 10]!;
    sums[m + 13]! += w * covariates[x + 11]!;
  }
  return observations;
}

/** Sums over even and over odd covariates, as the vector instructions have them. */
function residualsOf(
  { response, covariates, group }: GroupedObservations,
  b: Float64Array,
  intercepts: Float64Array,
): Float64Array {
  const residuals = new Float64Array(response.length);
  for (let i = 0, x = 0; i < residuals.length; i++, x += COVARIATES) {
    let even = covariates[x]! * b[0]!;
    let odd = covariates[x + 1]! * b[1]!;
    for (let k = 2; k < COVARIATES; k += 2) {
      even += covariates[x + k]! * b[k]!;
      odd += covariates[x + k + 1]! * b[k + 1]!;
    }
    residuals[i] = response[i]! - intercepts[group[i]!]! - (even + odd);
  }
  return residuals;
}

function sumsOfSquares(
  { weight, response }: GroupedObservations,
  residuals: Float64Array,
  mean: number,
): Omit<GroupedResiduals, 'residuals'> {
  let [unexplained, aboutMean, aboutZero] = [0, 0, 0];
  for (let i = 0; i < weight.length; i++) {
    const w = weight[i]!;
    if (w === 0) continue;
    const y = response[i]!;
    const e = residuals[i]!;
    const gap = y - mean;
    unexplained += w * e * e;
    aboutMean += w * gap * gap;
    aboutZero += w * y * y;
  }
  return { unexplained, aboutMean, aboutZero };
}
