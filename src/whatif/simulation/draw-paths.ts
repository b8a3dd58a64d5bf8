import { gamma } from '../../math/random/distributions.ts';
import { fillNormals } from '../../math/random/normal-draws.ts';
import { randomStream, type RandomStream } from '../../math/random/random.ts';
import { studentScaleLaw } from '../../math/random/student-scales.ts';
import { WordBuffer } from '../../math/random/word-buffer.ts';
import { fillBlockRows } from '../../math/simulation/block-draws.ts';
import { transitionLimits } from '../../math/simulation/label-path.ts';
import type { PathPair, PolicyRule } from '../../math/simulation/path-pair.ts';
import { plainPathPair } from '../../math/simulation/plain-pair.ts';
import { simdPathPair } from '../../math/simulation/simd-pair.ts';
import { semidefiniteFactor } from '../../math/simulation/switching-draws.ts';
import {
  CHUNK_PATHS,
  type LabelChain,
  pathsIn,
  type PolicyTask,
  type ReturnLaw,
  type SimulationChunk,
  type SimulationTask,
} from './task.ts';

/** Paths between two draws of the transition probabilities, where these are uncertain. */
const PATHS_PER_CHAIN = 100;

/** How a pair of paths is computed: in vector instructions where the machine has them. */
export type NewPair = typeof plainPathPair;
const fastest: NewPair = (...shape) => simdPathPair(...shape) ?? plainPathPair(...shape);

/**
 * Draws the pairs of a chunk one after the other, into the same arrays; `visit` sees each and may stop by returning false. Labels
 * and returns have streams of their own, split off by the number of the chunk: another law leaves the label paths as they are, and
 * the order of the chunks does not matter.
 */
export function forEachPair(
  { task, chunk }: SimulationChunk,
  visit: (pair: PathPair, k: number) => boolean | void,
  newPair: NewPair = fastest,
): void {
  const { months, assets, chain, law, horizons, antithetic: mirrored } = task;
  const root = randomStream(task.seed);
  const shape = {
    months,
    labels: chain.labels,
    variables: assets,
    marks: horizons,
    mirrored,
    barrier: task.barrier,
    pairs: CHUNK_PATHS / 2,
  };
  const pair = newPair(
    shape,
    law.kind === 'blocks'
      ? null
      : { means: law.means, factors: factorsOf(law.covariances, chain.labels, assets) },
    task.policies.map((policy) => ruleOf(task, policy)),
  );
  const labelWords = new WordBuffer(root.split('labels').split(String(chunk)), pair.words.labels);
  const returnWords = new WordBuffer(root.split('returns').split(String(chunk)), pair.words.returns);
  const fill = returnFiller(task, pair, returnWords);
  let limits = transitionLimits(chain.transition, chain.labels);
  let drawnFor = -1;
  const pairs = pathsIn(task, chunk) / 2;
  for (let k = 0; k < pairs; k++) {
    const group = Math.floor((chunk * CHUNK_PATHS + 2 * k) / PATHS_PER_CHAIN);
    if (chain.posterior && group !== drawnFor) {
      limits = transitionLimits(drawChain(chain, root.split('chain').split(String(group))), chain.labels);
      drawnFor = group;
    }
    pair.fillLabels(limits, chain.start, labelWords);
    fill();
    if (visit(pair, k) === false) return;
  }
}

function ruleOf(task: SimulationTask, policy: PolicyTask): PolicyRule {
  const { kind, weights } = policy;
  if (kind === 'hold') return { rule: { kind }, weights, cost: new Float64Array(0), variances: null };
  const column = soleAsset(weights, task.chain.labels, task.assets);
  return {
    rule: column >= 0 ? { kind: 'column', column } : { kind },
    weights,
    cost: policy.cost,
    variances: logVariances(task, policy),
  };
}

/** The asset that a mix holds alone under every label; −1 for none. */
function soleAsset(weights: Float64Array, labels: number, assets: number): number {
  const at = weights.findIndex((w) => w === 1);
  const isSole = Array.from({ length: labels }, (_, s) => s).every((s) =>
    weights.subarray(s * assets, (s + 1) * assets).every((w, i) => w === (i === at ? 1 : 0)),
  );
  return isSole ? at : -1;
}

/** What fills the returns of a pair whose labels are known. */
function returnFiller(
  { law, assets, antithetic }: SimulationTask,
  pair: PathPair,
  words: WordBuffer,
): () => void {
  if (law.kind === 'blocks') return blockFiller(law, assets, pair, words);
  const student = law.kind === 't' ? studentScaleLaw(law.degrees) : null;
  return () => {
    for (const side of [0, 1] as const) {
      if (side === 0 || !antithetic) {
        fillNormals(words, pair.draws, pair.draws.length);
        if (student) pair.fillScales(side, student, words);
      }
      pair.fillReturns(side);
    }
    if (law.kind === 'lognormal')
      for (const returns of pair.returns)
        for (let i = 0; i < returns.length; i++) returns[i] = Math.expm1(returns[i]!);
  };
}

function blockFiller(
  { history, pools, length }: Extract<ReturnLaw, { kind: 'blocks' }>,
  assets: number,
  { labels, returns }: PathPair,
  words: WordBuffer,
): () => void {
  const rows = new Int32Array(labels[0].length);
  return () => {
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

/** The variance of a policy's monthly log growth by label, σ²/(1 + μ)²; null where it is not known. */
export function logVariances(
  { law, assets, chain }: SimulationTask,
  policy: PolicyTask,
): Float64Array | null {
  if (law.kind === 'blocks' || policy.kind === 'hold') return null;
  return Float64Array.from({ length: chain.labels }, (_, s) => {
    let [mean, variance] = [0, 0];
    for (let i = 0; i < assets; i++) {
      const w = policy.weights[s * assets + i]!;
      mean += w * law.means[s * assets + i]!;
      for (let j = 0; j < assets; j++)
        variance += w * policy.weights[s * assets + j]! * law.covariances[(s * assets + i) * assets + j]!;
    }
    return law.kind === 'lognormal' ? variance : variance / (1 + mean) ** 2;
  });
}
