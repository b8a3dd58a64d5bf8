import { COVARIATES, crossProducts } from '../linear-algebra/cross-products.ts';
import { groupedModule, PRODUCT_BYTES, PRODUCT_ROUTINES } from '../simd/grouped-routines.ts';
import {
  GROUP_LENGTH,
  type GroupedObservations,
  type GroupedSums,
  type GroupMeans,
  type Products,
} from './group-means.ts';

/**
 * The loops over observations of a grouped regression. There is a plain implementation and one in WebAssembly's vector
 * instructions; both do the same operations in the same order, so results are the same to the last bit.
 */
export interface GroupedKernel {
  readonly kind: 'plain' | 'simd';
  /** Takes the observations of the next calls. Their arrays must not change between these. */
  readonly load: (observations: GroupedObservations) => void;
  readonly sums: () => GroupedSums;
  /** The products of group means, each weighted by its group: what centring takes from the products of observations. */
  readonly productsOfMeans: (means: GroupMeans) => Products;
  /**
   * y − a_group − x′b of every observation, whether it has a weight or not; NaN if the response, a covariate or the
   * group's intercept is NaN.
   */
  readonly residuals: (slopes: Float64Array, intercepts: Float64Array) => Float64Array;
}

/** The faster kernel where the platform has vector instructions, else the plain one. */
export const groupedKernel = (groups: number): GroupedKernel => simdKernel(groups) ?? plainKernel(groups);

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
      addByGroup(loaded!, byGroup);
      return { products, rightSide, byGroup };
    },
    productsOfMeans: ({ covariates, weights, response }) => {
      crossProducts(covariates, weights, response, ofMeans.products, ofMeans.rightSide);
      return ofMeans;
    },
    residuals: (slopes, intercepts) => residualsOf(loaded!, slopes, intercepts),
  };
}

/** One pass over the observations, unrolled: 5 µs at 1,250 of them, where a loop over covariates takes 17 µs. */
function addByGroup({ response, covariates, group, weight }: GroupedObservations, sums: Float64Array): void {
  sums.fill(0);
  for (let i = 0, x = 0; i < weight.length; i++, x += COVARIATES) {
    const w = weight[i]!;
    if (w === 0) continue;
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

const PAGE = 65_536;
let compiled: WebAssembly.Module | null | undefined;

/** The module, compiled once; null where the platform has no vector instructions. */
function compiledModule(): WebAssembly.Module | null {
  if (compiled !== undefined) return compiled;
  const bytes = groupedModule() as Uint8Array<ArrayBuffer>;
  return (compiled = WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null);
}

type Call = (...parameters: number[]) => void;

/** In WebAssembly's vector instructions; null where the platform has none. */
export function simdKernel(groups: number): GroupedKernel | null {
  const module = compiledModule();
  if (module === null) return null;
  let kernel = newInstance(module, groups, 0);
  return {
    kind: 'simd',
    load: (observations) => {
      // A larger memory instead of a grown one: growing detaches a buffer, after which V8 checks every access to every
      // typed array of the process for that, and all loops over them take half as long again.
      if (observations.weight.length !== kernel.n)
        kernel = newInstance(module, groups, observations.weight.length);
      const { x, w, y, group } = kernel.views;
      x.set(observations.covariates);
      w.set(observations.weight);
      y.set(observations.response);
      group.set(observations.group);
    },
    sums: () => kernel.sums(),
    productsOfMeans: (means) => kernel.productsOfMeans(means),
    residuals: (slopes, intercepts) => kernel.residuals(slopes, intercepts),
  };
}

/** An instance with memory for n observations: products, sums by group, coefficients, and then the observations. */
function newInstance(module: WebAssembly.Module, groups: number, n: number) {
  const byGroup = PRODUCT_BYTES;
  const coefficients = byGroup + groups * GROUP_LENGTH * 8;
  const means = align(coefficients + (COVARIATES + groups) * 8);
  const [meanWeights, meanResponse] = [
    means + groups * COVARIATES * 8,
    means + groups * (COVARIATES + 1) * 8,
  ];
  const meanProducts = align(meanResponse + groups * 8);
  const x = align(meanProducts + PRODUCT_BYTES);
  const w = align(x + n * COVARIATES * 8);
  const y = align(w + n * 8);
  const out = align(y + n * 8);
  const group = align(out + n * 8);
  const pages = Math.ceil((group + n) / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const call = new WebAssembly.Instance(module, { env: { memory } }).exports as Record<string, Call>;
  const passes = PRODUCT_ROUTINES.map((name) => call[name]!);
  const { buffer } = memory;
  const views = {
    x: new Float64Array(buffer, x, n * COVARIATES),
    w: new Float64Array(buffer, w, n),
    y: new Float64Array(buffer, y, n),
    out: new Float64Array(buffer, out, n),
    group: new Uint8Array(buffer, group, n),
    products: new Float64Array(buffer, 0, COVARIATES ** 2),
    rightSide: new Float64Array(buffer, COVARIATES ** 2 * 8, COVARIATES),
    byGroup: new Float64Array(buffer, byGroup, groups * GROUP_LENGTH),
    slopes: new Float64Array(buffer, coefficients, COVARIATES),
    intercepts: new Float64Array(buffer, coefficients + COVARIATES * 8, groups),
  };
  const ofMeans = {
    covariates: new Float64Array(buffer, means, groups * COVARIATES),
    weights: new Float64Array(buffer, meanWeights, groups),
    response: new Float64Array(buffer, meanResponse, groups),
    products: new Float64Array(buffer, meanProducts, COVARIATES ** 2),
    rightSide: new Float64Array(buffer, meanProducts + COVARIATES ** 2 * 8, COVARIATES),
  };
  return {
    n,
    views,
    sums: (): GroupedSums => {
      views.byGroup.fill(0);
      if (n === 0) return views;
      for (const pass of passes) pass(x, w, y, group, w + n * 8, 0);
      call.groupSums!(x, w, y, group, w + n * 8, byGroup);
      return views;
    },
    productsOfMeans: ({ covariates, weights, response }: GroupMeans): Products => {
      ofMeans.covariates.set(covariates);
      ofMeans.weights.set(weights);
      ofMeans.response.set(response);
      const end = meanWeights + groups * 8;
      for (const pass of passes) pass(means, meanWeights, meanResponse, 0, end, meanProducts);
      return ofMeans;
    },
    residuals: (slopes: Float64Array, intercepts: Float64Array): Float64Array => {
      views.slopes.set(slopes);
      views.intercepts.set(intercepts);
      if (n > 0) call.residuals!(x, w, y, group, w + n * 8, coefficients, out);
      return views.out.slice();
    },
  };
}

/** Addresses that vector loads like: multiples of 64. */
const align = (address: number): number => Math.ceil(address / 64) * 64;
