import { COVARIATES } from '../linear-algebra/cross-products.ts';
import { groupedModule, RIGHT_SIDE_BYTES, SQUARES_BYTES } from '../simd/grouped-routines.ts';
import { PRODUCT_BYTES } from '../simd/observations.ts';
import { PRODUCT_ROUTINES } from '../simd/product-passes.ts';
import {
  GROUP_LENGTH,
  type GroupedResiduals,
  type GroupedSums,
  type GroupMeans,
  type Products,
} from './group-means.ts';
import type { GroupedKernel } from './grouped-kernel.ts';

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
    residuals: (slopes, intercepts, mean) => kernel.residuals(slopes, intercepts, mean),
  };
}

/**
 * An instance with memory for n observations. The group means have the layout of observations that all belong to group 0,
 * so that the same routines add up their products.
 */
function newInstance(module: WebAssembly.Module, groups: number, n: number) {
  let end = 0;
  /** The address of so many bytes: a multiple of 64, as vector loads like it. */
  const place = (bytes: number): number => {
    const address = end;
    end = Math.ceil((address + bytes) / 64) * 64;
    return address;
  };
  const placeObservations = (count: number) => ({
    x: place(count * COVARIATES * 8),
    w: place(count * 8),
    y: place(count * 8),
    group: place(count),
  });
  const placeSums = (count: number) => ({
    products: place(PRODUCT_BYTES),
    rightSide: place(RIGHT_SIDE_BYTES),
    byGroup: place(count * GROUP_LENGTH * 8),
  });
  const whole = { count: n, at: placeObservations(n), sums: placeSums(groups) };
  const means = { count: groups, at: placeObservations(groups), sums: placeSums(1) };
  const coefficients = place((COVARIATES + 1 + groups) * 8);
  const squaresAt = place(SQUARES_BYTES);
  const out = place(n * 8);
  const pages = Math.ceil(end / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const call = new WebAssembly.Instance(module, { env: { memory } }).exports as Record<string, Call>;
  const passes = PRODUCT_ROUTINES.map((name) => call[name]!);
  const doubles = (address: number, length: number) => new Float64Array(memory.buffer, address, length);
  const viewsOf = ({ count, at, sums }: typeof whole) => ({
    x: doubles(at.x, count * COVARIATES),
    w: doubles(at.w, count),
    y: doubles(at.y, count),
    products: doubles(sums.products, COVARIATES ** 2),
    rightSide: doubles(sums.rightSide, COVARIATES),
    observations: new Int32Array(memory.buffer, sums.rightSide + COVARIATES * 8, 1),
  });
  const views = {
    ...viewsOf(whole),
    group: new Uint8Array(memory.buffer, whole.at.group, n),
    byGroup: doubles(whole.sums.byGroup, groups * GROUP_LENGTH),
  };
  const ofMeans = viewsOf(means);
  const slopesAndMean = doubles(coefficients, COVARIATES + 1);
  const interceptsOfGroups = doubles(coefficients + (COVARIATES + 1) * 8, groups);
  const squares = doubles(squaresAt, 3);
  const residuals = doubles(out, n);
  const addUp = ({ count, at, sums }: typeof whole): void => {
    // Every routine's loop runs at least once.
    if (count === 0) return;
    const last = at.w + count * 8;
    for (const pass of passes) pass(at.x, at.w, last, sums.products);
    call.groupSums!(at.x, at.w, at.y, at.group, last, sums.byGroup, sums.rightSide);
  };
  return {
    n,
    views,
    sums: (): GroupedSums => {
      views.byGroup.fill(0);
      addUp(whole);
      const { products, rightSide, byGroup, observations } = views;
      return { products, rightSide, byGroup, observations: observations[0]! };
    },
    productsOfMeans: ({ covariates, weights, response }: GroupMeans): Products => {
      ofMeans.x.set(covariates);
      ofMeans.w.set(weights);
      ofMeans.y.set(response);
      addUp(means);
      return ofMeans;
    },
    residuals: (slopes: Float64Array, intercepts: Float64Array, mean: number): GroupedResiduals => {
      for (let k = 0; k < COVARIATES; k++) slopesAndMean[k] = Number.isNaN(slopes[k]!) ? 0 : slopes[k]!;
      slopesAndMean[COVARIATES] = mean;
      interceptsOfGroups.set(intercepts);
      const { x, w, y, group } = whole.at;
      if (n > 0) call.residuals!(x, w, y, group, w + n * 8, coefficients, out, squaresAt);
      return {
        residuals: residuals.slice(),
        unexplained: squares[0]!,
        aboutMean: squares[1]!,
        aboutZero: squares[2]!,
      };
    },
  };
}
