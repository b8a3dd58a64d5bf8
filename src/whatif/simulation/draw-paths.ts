import { gamma } from '../../math/random/distributions.ts';
import { fillNormals, fillStudentScales } from '../../math/random/normal-draws.ts';
import { randomStream, type RandomStream } from '../../math/random/random.ts';
import { WordBuffer } from '../../math/random/word-buffer.ts';
import { fillBlockRows } from '../../math/simulation/block-draws.ts';
import { fillLabelPaths, transitionLimits } from '../../math/simulation/label-path.ts';
import { simdSwitchingReturns } from '../../math/simulation/simd-switching-draws.ts';
import {
  type FillReturns,
  fillSwitchingReturns,
  semidefiniteFactor,
  type SwitchingNormal,
} from '../../math/simulation/switching-draws.ts';
import {
  CHUNK_PATHS,
  type LabelChain,
  pathsIn,
  type ReturnLaw,
  type SimulationChunk,
  type SimulationTask,
} from './task.ts';

/** The two paths of a pair: labels, and returns of the assets. */
export interface PathPair {
  readonly labels: readonly [Uint8Array, Uint8Array];
  /** [months × assets] simple returns. */
  readonly returns: readonly [Float64Array, Float64Array];
  /** [months] the scales of the t law that both share; null under other laws. */
  readonly scales: Float64Array | null;
}

/** Paths between two draws of the transition probabilities, where these are uncertain. */
const PATHS_PER_CHAIN = 100;

/**
 * Draws the pairs of a chunk one after the other; the arrays of a pair are reused for the next. Labels and returns have streams
 * of their own, split off by the number of the chunk: another law leaves the label paths as they are, and the order of the
 * chunks does not matter.
 */
export function forEachPair(
  { task, chunk }: SimulationChunk,
  visit: (pair: PathPair, k: number) => void,
): void {
  const { months, assets, chain, law, antithetic } = task;
  const root = randomStream(task.seed);
  const labelWords = new WordBuffer(root.split('labels').split(String(chunk)));
  const returnWords = new WordBuffer(root.split('returns').split(String(chunk)));
  const fill = returnFiller(task, returnWords);
  const pair: PathPair = {
    labels: [new Uint8Array(months), new Uint8Array(months)],
    returns: [new Float64Array(months * assets), new Float64Array(months * assets)],
    scales: law.kind === 't' ? new Float64Array(months) : null,
  };
  let limits = transitionLimits(chain.transition, chain.labels);
  let drawnFor = -1;
  const pairs = pathsIn(task, chunk) / 2;
  for (let k = 0; k < pairs; k++) {
    const group = Math.floor((chunk * CHUNK_PATHS + 2 * k) / PATHS_PER_CHAIN);
    if (chain.posterior && group !== drawnFor) {
      limits = transitionLimits(drawChain(chain, root.split('chain').split(String(group))), chain.labels);
      drawnFor = group;
    }
    fillLabelPaths(limits, chain.labels, chain.start, labelWords, antithetic, ...pair.labels);
    fill(pair);
    visit(pair, k);
  }
}

/** What fills the returns of a pair whose labels are known. */
function returnFiller(
  { law, chain: { labels }, assets, months, antithetic }: SimulationTask,
  words: WordBuffer,
): (pair: PathPair) => void {
  if (law.kind === 'blocks') return blockFiller(law, assets, words);
  const moments: SwitchingNormal = {
    variables: assets,
    means: law.means,
    factors: factorsOf(law.covariances, labels, assets),
  };
  const fillReturns: FillReturns =
    simdSwitchingReturns(moments, labels, months) ?? ((...path) => fillSwitchingReturns(moments, ...path));
  const z = new Float64Array(months * assets);
  const draw = ({ scales }: PathPair): void => {
    fillNormals(words, z, z.length);
    if (scales) fillStudentScales(words, law.degrees, scales, scales.length);
  };
  return (pair) => {
    draw(pair);
    fillReturns(pair.labels[0], z, pair.scales, 1, pair.returns[0]);
    if (!antithetic) draw(pair);
    fillReturns(pair.labels[1], z, pair.scales, antithetic ? -1 : 1, pair.returns[1]);
    if (law.kind === 'lognormal')
      for (const returns of pair.returns)
        for (let i = 0; i < returns.length; i++) returns[i] = Math.expm1(returns[i]!);
  };
}

function blockFiller(
  { history, pools, length }: Extract<ReturnLaw, { kind: 'blocks' }>,
  assets: number,
  words: WordBuffer,
): (pair: PathPair) => void {
  let rows = new Int32Array(0);
  return ({ labels, returns }) => {
    if (rows.length !== labels[0].length) rows = new Int32Array(labels[0].length);
    for (const [side, path] of labels.entries()) {
      fillBlockRows(path, pools, length, words, rows);
      const out = returns[side]!;
      for (let t = 0; t < rows.length; t++)
        for (let i = 0; i < assets; i++) out[t * assets + i] = history[rows[t]! * assets + i]!;
    }
  };
}

/** Lower-triangular factors of the covariances of all labels. */
function factorsOf(covariances: Float64Array, labels: number, assets: number): Float64Array {
  const size = assets * assets;
  const factors = new Float64Array(labels * size);
  for (let s = 0; s < labels; s++) {
    const factor = semidefiniteFactor(covariances.subarray(s * size, (s + 1) * size), assets);
    if (factor === null) throw new RangeError(`the covariance of label ${s} is not positive semi-definite`);
    factors.set(factor, s * size);
  }
  return factors;
}

/** Transition probabilities drawn from their Dirichlet distributions, as normalised gamma draws. */
function drawChain({ labels, posterior }: LabelChain, stream: RandomStream): Float64Array {
  const transition = new Float64Array(labels * labels);
  for (let i = 0; i < labels; i++) {
    let sum = 0;
    for (let j = 0; j < labels; j++) {
      const shape = posterior![i * labels + j]!;
      // Shapes below 1 by Marsaglia and Tsang's own device: gamma(a + 1)·U^(1/a).
      const draw = gamma(stream, shape + 1) * stream.uniform() ** (1 / shape);
      transition[i * labels + j] = draw;
      sum += draw;
    }
    for (let j = 0; j < labels; j++) transition[i * labels + j]! /= sum;
  }
  return transition;
}

/** The labels and returns of one path, drawn again. */
export function pathAt(
  task: SimulationTask,
  path: number,
): { readonly labels: Uint8Array; readonly returns: Float64Array } {
  const chunk = Math.floor(path / CHUNK_PATHS);
  const within = path - chunk * CHUNK_PATHS;
  let found: { labels: Uint8Array; returns: Float64Array } | null = null;
  forEachPair({ task, chunk }, ({ labels, returns }, k) => {
    if (k === within >> 1)
      found = { labels: labels[within & 1]!.slice(), returns: returns[within & 1]!.slice() };
  });
  if (found === null) throw new RangeError(`there is no path ${path}`);
  return found;
}
