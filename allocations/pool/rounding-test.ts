import { chiSquaredTail } from '../../src/math/random/chi-squared-tail.ts';
import { normalCdf } from '../../src/math/random/normal-cdf.ts';
import { holm } from '../../src/math/statistics/holm.ts';

/** What one client got of one order beyond its proportional share. */
export interface Rounding {
  readonly order: string;
  readonly client: string;
  /** Units, between −1 and 1; those of an order sum to 0. */
  readonly rounding: number;
}

/** Whether one client gained or lost by rounding more than chance explains. */
export interface ClientRounding {
  readonly client: string;
  /** Orders that left something to round. */
  readonly orders: number;
  /** Units gained in all, in standard deviations; below 0 is a loss. */
  readonly score: number;
  /** Of a score as far from 0 by chance. */
  readonly probability: number;
  /** The same, adjusted by Holm's method for the number of clients. */
  readonly adjusted: number;
}

/** The χ² statistic of the roundings of all clients, with its degrees of freedom. */
export interface RoundingTest {
  readonly chiSquare: number;
  readonly degrees: number;
  /** Of a χ² as large by chance; 1 where nothing was rounded. */
  readonly probability: number;
}

/**
 * Tests whether rounding to whole units favours anybody.
 *
 * Largest remainders take the nearest point of the lattice A(k−1) to the proportional shares of k clients. Where remainders are
 * uniform (our model: fair for orders of many units), roundings are therefore uniform on its Voronoi cell, whose second moment
 * Conway and Sloane (1982, "Voronoi regions of lattices, second moments of polytopes, and quantization", IEEE Transactions on
 * Information Theory 28) give: their covariance is (k + 2)/(12k)·(I − 1/k). With S the sums by client and V the sum of the
 * covariances of all orders, SᵀV⁺S is close to χ² with one degree for each client, less one for each group of clients that
 * orders connect; and Sᵢ/√Vᵢᵢ is close to normal. Orders that leave nothing to round are not counted.
 *
 * @param roundings of all clients of each order.
 * @returns the test over all clients, and one per client by id, two-sided.
 * @throws RangeError where the roundings of an order do not sum to 0.
 */
export function testRoundings(roundings: readonly Rounding[]): {
  readonly all: RoundingTest;
  readonly clients: readonly ClientRounding[];
} {
  const orders = ordersRounded(roundings);
  const ids = [...new Set(orders.flatMap((of) => of.map((r) => r.client)))].sort();
  const place = new Map(ids.map((id, i) => [id, i]));
  const sums = new Float64Array(ids.length);
  const counts = new Float64Array(ids.length);
  const variances = new Float64Array(ids.length);
  const groups: Group[] = orders.map((of) => {
    const members = of.map((r) => place.get(r.client)!);
    const variance = (of.length + 2) / (12 * of.length);
    for (const [j, i] of members.entries()) {
      sums[i]! += of[j]!.rounding;
      counts[i]! += 1;
      variances[i]! += variance * (1 - 1 / of.length);
    }
    return { members, variance };
  });
  const scores = ids.map((_, i) => sums[i]! / Math.sqrt(variances[i]!));
  const probabilities = scores.map((z) => Math.min(1, 2 * normalCdf(-Math.abs(z))));
  const adjusted = holm(probabilities);
  const degrees = ids.length - connectedGroups(ids.length, groups);
  const chiSquare = degrees > 0 ? quadraticForm(groups, sums, variances) : 0;
  return {
    all: { chiSquare, degrees, probability: degrees > 0 ? chiSquaredTail(chiSquare, degrees) : 1 },
    clients: ids.map((client, i) => ({
      client,
      orders: counts[i]!,
      score: scores[i]!,
      probability: probabilities[i]!,
      adjusted: adjusted[i]!,
    })),
  };
}

/** Clients of an order, and the factor of its covariance. */
interface Group {
  readonly members: readonly number[];
  readonly variance: number;
}

/** What the sum of roundings may be for want of digits. */
const ROUNDING_ERROR = 1e-6;

function ordersRounded(roundings: readonly Rounding[]): Rounding[][] {
  const byOrder = new Map<string, Rounding[]>();
  for (const rounding of roundings) {
    const of = byOrder.get(rounding.order) ?? [];
    byOrder.set(rounding.order, of);
    of.push(rounding);
  }
  for (const [order, of] of byOrder) {
    const sum = of.reduce((total, r) => total + r.rounding, 0);
    if (!(Math.abs(sum) < ROUNDING_ERROR))
      throw new RangeError(`roundings of order ${order} sum to ${sum}, not 0: give those of all its clients`);
  }
  return [...byOrder.values()].filter((of) => of.some((r) => r.rounding !== 0));
}

function connectedGroups(clients: number, groups: readonly Group[]): number {
  const parent = Array.from({ length: clients }, (_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
    return root;
  };
  let connected = clients;
  for (const { members } of groups)
    for (const i of members) {
      const [a, b] = [rootOf(members[0]!), rootOf(i)];
      if (a !== b) connected -= 1;
      parent[b] = a;
    }
  return connected;
}

/** Relative residual at which the solution ends; what is printed has far fewer digits. */
const ENOUGH = 1e-10;

/**
 * sᵀV⁺s by conjugate gradients with the diagonal as preconditioner. V is the Laplacian of a graph of clients: a product with it
 * takes as long as the orders have clients, where a factor would take the cube of the clients. s is in its range.
 */
function quadraticForm(groups: readonly Group[], s: Float64Array, diagonal: Float64Array): number {
  const n = s.length;
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  const product = (x: Float64Array): Float64Array => {
    const y = new Float64Array(n);
    for (const { members, variance } of groups) {
      const mean = members.reduce((sum, i) => sum + x[i]!, 0) / members.length;
      for (const i of members) y[i]! += variance * (x[i]! - mean);
    }
    return y;
  };
  const x = new Float64Array(n);
  const rest = Float64Array.from(s);
  const limit = ENOUGH ** 2 * dot(s, s);
  let scaled = rest.map((r, i) => r / diagonal[i]!);
  let direction = scaled;
  let size = dot(rest, scaled);
  for (let step = 0; step < 10 * n && dot(rest, rest) > limit; step++) {
    const along = product(direction);
    const length = size / dot(direction, along);
    for (let i = 0; i < n; i++) {
      x[i]! += length * direction[i]!;
      rest[i]! -= length * along[i]!;
    }
    scaled = rest.map((r, i) => r / diagonal[i]!);
    const next = dot(rest, scaled);
    const before = direction;
    direction = scaled.map((r, i) => r + (next / size) * before[i]!);
    size = next;
  }
  return dot(s, x);
}
