/**
 * The cheapest sequence of states when each observation has a loss in each state and every change of state costs a fixed
 * penalty: the dynamic programme of Bemporad, Breschi, Piga and Boyd (2018). Losses are at t·K + k.
 */

/**
 * The least cost of any path over observations 0 … t that ends in state k, at t·K + k. Row t uses only losses up to t, so
 * the cheapest state of the row is the real-time label at t.
 */
export function runningCosts(losses: Float64Array, states: number, penalty: number): Float64Array {
  const costs = new Float64Array(losses.length);
  for (let row = 0; row < losses.length; row += states) {
    const before = row - states;
    const arriving = row === 0 ? 0 : costs[before + cheapestState(costs, states, before)]! + penalty;
    for (let k = 0; k < states; k++) {
      const staying = row === 0 ? 0 : costs[before + k]!;
      costs[row + k] = losses[row + k]! + (staying < arriving ? staying : arriving);
    }
  }
  return costs;
}

/** The state of least cost in the row that starts at `row`; the lowest of equals. */
export function cheapestState(costs: Float64Array, states: number, row: number): number {
  let best = 0;
  for (let k = 1; k < states; k++) if (costs[row + k]! < costs[row + best]!) best = k;
  return best;
}

export interface JumpPath {
  readonly path: Int32Array;
  /** Sum of the path's losses and penalties. */
  readonly cost: number;
}

/** The cheapest path over all observations. It uses future observations for every label except the last. */
export function cheapestPath(losses: Float64Array, states: number, penalty: number): JumpPath {
  const costs = runningCosts(losses, states, penalty);
  const path = new Int32Array(losses.length / states);
  const last = losses.length - states;
  let state = cheapestState(costs, states, last);
  const cost = costs[last + state]!;
  path[path.length - 1] = state;
  for (let t = path.length - 2; t >= 0; t--) {
    const row = t * states;
    let best = 0;
    const arriving = (k: number) => costs[row + k]! + (k === state ? 0 : penalty);
    for (let k = 1; k < states; k++) if (arriving(k) < arriving(best)) best = k;
    state = best;
    path[t] = state;
  }
  return { path, cost };
}
