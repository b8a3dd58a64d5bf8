import { cheapestPath, type JumpPath } from './jump-path.ts';
import type { RandomStream } from '../random/random.ts';
import type { Table } from '../table.ts';

export interface JumpModelOptions {
  readonly states: number;
  /** λ, the penalty for a change of state, in units of the loss. */
  readonly penalty: number;
  readonly starts: number;
  readonly stream: RandomStream;
}

export interface JumpModelFit extends JumpPath {
  /** One row per state; a state that the path never enters keeps its last centre. */
  readonly centres: Table;
}

/** ½‖x − μ‖² of each row x to each centre μ, at t·K + k. */
export function squaredLosses(rows: Table, centres: Table): Float64Array {
  const { width } = rows;
  const count = rows.values.length / width;
  const states = centres.values.length / width;
  const losses = new Float64Array(count * states);
  for (let t = 0; t < count; t++) {
    for (let k = 0; k < states; k++) {
      let sum = 0;
      for (let c = 0; c < width; c++)
        sum += (rows.values[t * width + c]! - centres.values[k * width + c]!) ** 2;
      losses[t * states + k] = sum / 2;
    }
  }
  return losses;
}

/**
 * The statistical jump model (Bemporad et al. 2018; Nystrup, Lindström and Madsen 2020): states and centres that
 * minimise Σ ½‖x − μ‖² + λ·(changes of state) by coordinate descent: alternately the cheapest path given the centres and
 * the state means as centres, until the cost stops falling. The best of several starts, each seeded as in k-means++.
 *
 * `rows` has at least one row. The order of the states is arbitrary.
 */
export function fitJumpModel(
  rows: Table,
  { states, penalty, starts, stream }: JumpModelOptions,
): JumpModelFit {
  let best: JumpModelFit | null = null;
  for (let start = 0; start < starts || best === null; start++) {
    const fit = descend(rows, spreadRows(rows, states, stream), states, penalty);
    if (best === null || fit.cost < best.cost) best = fit;
  }
  return best;
}

function descend(rows: Table, from: Table, states: number, penalty: number): JumpModelFit {
  let centres = from;
  let found = cheapestPath(squaredLosses(rows, centres), states, penalty);
  for (;;) {
    const moved = stateMeans(rows, found.path, centres);
    const next = cheapestPath(squaredLosses(rows, moved), states, penalty);
    if (!(next.cost < found.cost)) return { ...found, centres };
    centres = moved;
    found = next;
  }
}

function stateMeans({ width, values }: Table, path: Int32Array, before: Table): Table {
  const means = before.values.slice();
  const counts = new Int32Array(before.values.length / width);
  for (const state of path) counts[state]! += 1;
  counts.forEach((count, k) => {
    if (count > 0) means.fill(0, k * width, (k + 1) * width);
  });
  path.forEach((state, t) => {
    for (let c = 0; c < width; c++) means[state * width + c]! += values[t * width + c]! / counts[state]!;
  });
  return { width, values: means };
}

/**
 * Initial centres far apart: the first row drawn uniformly, each further one with probability proportional to the squared
 * distance to the nearest one so far. Source: k-means++, Arthur and Vassilvitskii (2007).
 */
function spreadRows(rows: Table, states: number, stream: RandomStream): Table {
  const { width, values } = rows;
  const count = values.length / width;
  const row = (t: number): Table => ({ width, values: values.slice(t * width, (t + 1) * width) });
  const first = row(Math.floor(stream.uniform() * count));
  const nearest = squaredLosses(rows, first);
  const chosen = [first];
  while (chosen.length < states) {
    let left = stream.uniform() * nearest.reduce((sum, d) => sum + d, 0);
    let t = 0;
    while (t < count - 1 && (left -= nearest[t]!) >= 0) t++;
    chosen.push(row(t));
    squaredLosses(rows, row(t)).forEach((d, i) => (nearest[i] = Math.min(nearest[i]!, d)));
  }
  return { width, values: Float64Array.from(chosen.flatMap((c) => [...c.values])) };
}
