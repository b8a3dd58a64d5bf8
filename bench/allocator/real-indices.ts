import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { redistribute } from '../../allocations/bouquet/redistribute.ts';
import { NSE_PROXY_INDICES } from '../../allocations/inverse-volatility/proxy-indices.ts';
import { SLEEVES } from '../../allocations/positions.ts';
import { DEFAULT_ALLOCATION_RULES } from '../../allocations/rules.ts';
import type { Regime } from '../../regimes/regime.ts';
import { grouped } from '../../src/format/numbers.ts';
import { day, monthNumber } from '../../src/market/day.ts';
import { SESSIONS_A_YEAR } from '../../src/math/annualise.ts';
import { fullyInvested } from '../../src/optimiser/constraints/fully-invested.ts';
import { tradingCost } from '../../src/optimiser/constraints/trading-cost.ts';
import { weightBounds } from '../../src/optimiser/constraints/weight-bounds.ts';
import { solve } from '../../src/optimiser/solve.ts';
import { demoStore } from '../demo-store.ts';
import { horizonName, HORIZONS } from './designs.ts';
import { monthCalls } from './month-calls.ts';
import { COST_A_SIDE } from './pooled.ts';
import { points, table } from './tables.ts';

const TO = '2021-12-31';
/** Sessions of returns behind each covariance, and the fewest to begin with (our choice). */
const WINDOW = 252;
const LEAST = 120;

interface IndexMonth {
  readonly label: Regime;
  /** [S × S] of the last year of daily returns, a year. */
  readonly covariance: Float64Array;
  /** [S] To the next month-end. */
  readonly returns: readonly number[];
}

/**
 * The untilted bouquet with cost-aware trading on NSE's total-return indices from 2017 to 2021, by the regime model's labels:
 * what one real path returned. No risk model of stocks reaches so far back, so that the covariance is that of the indices' own
 * returns; the objective, bands and costs are those of the study.
 *
 * @param files the reference history.
 */
export async function realIndicesTable(files: readonly string[]): Promise<string> {
  const { held, months } = await indexMonths(files);
  const plain = await walkIndices(held, months, null);
  const growth = (walked: Walked, at: number): number =>
    (1200 / months.length) *
    walked.months.reduce((sum, m) => sum + Math.log1p(m.gross) + at * Math.log1p(-m.cost), 0);
  const rows = await Promise.all(
    HORIZONS.map(async (costMonths) => {
      const own = await walkIndices(held, months, costMonths);
      const mean = (of: (m: Walked['months'][number]) => number): number =>
        (100 * own.months.reduce((sum, m) => sum + of(m), 0)) / months.length;
      return [
        horizonName(costMonths),
        points(growth(own, 0) - growth(plain, 0)),
        grouped(
          mean((m) => m.cost / (2 * COST_A_SIDE)),
          1,
        ),
        grouped(
          mean((m) => m.toBouquet),
          2,
        ),
        points(growth(own, 1) - growth(plain, 1)),
      ];
    }),
  );
  return [
    `NSE's total-return indices of ${held.length} sleeves, ${months.length} months to ${TO}: one path, as it happened.`,
    table(
      [
        'untilted',
        'realised',
        'turnover, % a month',
        'tracking error to the bouquet, %',
        'net of 35 bp a side',
      ],
      rows,
    ),
  ].join('\n\n');
}

interface Walked {
  readonly months: readonly {
    readonly gross: number;
    readonly cost: number;
    readonly toBouquet: number;
  }[];
}

/** Walks the bouquets of the labels; `costMonths` null restores them every month. Strategic positions count as cash at zero. */
async function walkIndices(
  held: readonly (typeof SLEEVES)[number][],
  months: readonly IndexMonth[],
  costMonths: number | null,
): Promise<Walked> {
  const { factorShare, bouquets, bands, model } = DEFAULT_ALLOCATION_RULES;
  const n = held.length;
  const walked: Walked['months'][number][] = [];
  let opening: Float64Array | null = null;
  for (const { label, covariance, returns } of months) {
    const bouquet = redistribute(bouquets[label], bands, (id) => held.includes(id))!;
    const anchor = Float64Array.from(held, (id) => factorShare * bouquet.base[id]);
    const times = (w: Float64Array, i: number): number =>
      w.reduce((sum, x, j) => sum + x * covariance[i * n + j]!, 0);
    let weights: Float64Array = anchor;
    if (costMonths !== null && opening !== null) {
      const cost = new Float64Array(n).fill(((COST_A_SIDE / costMonths) * 12) / model.riskAversion);
      const end = (of: 'low' | 'high') =>
        Float64Array.from(held, (id) => factorShare * bouquet.bands[id][of]);
      const solution = await solve(
        { names: held, covariance: { kind: 'dense', n, matrix: covariance }, expected: null },
        [
          fullyInvested(
            n,
            anchor.reduce((sum, w) => sum + w, 0),
          ),
          weightBounds('bands', end('low'), end('high')),
          tradingCost(opening, cost, cost),
        ],
        { linear: Float64Array.from(held, (_, i) => -times(anchor, i)) },
      );
      if (solution.kind !== 'solved') throw new Error(`real indices: ${solution.kind}`);
      weights = solution.weights;
    }
    const active = weights.map((w, i) => w - anchor[i]!);
    const start: Float64Array = opening ?? weights;
    walked.push({
      gross: weights.reduce((sum, w, i) => sum + w * returns[i]!, 0),
      cost: COST_A_SIDE * weights.reduce((sum, w, i) => sum + Math.abs(w - start[i]!), 0),
      toBouquet: Math.sqrt(
        Math.max(
          0,
          active.reduce((sum, a, i) => sum + a * times(active, i), 0),
        ),
      ),
    });
    const total = 1 + walked.at(-1)!.gross;
    opening = weights.map((w, i) => (w * (1 + returns[i]!)) / total);
  }
  return { months: walked };
}

/** The sleeves whose index is in the reference data, and the months between its month-ends. */
async function indexMonths(files: readonly string[]) {
  const folder = dirname(dirname(files[0]!));
  const levels = SLEEVES.flatMap((id) => {
    const file = join(folder, 'indices-tri', `${NSE_PROXY_INDICES[id].name}.csv`);
    if (!existsSync(file)) return [];
    const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
    return [{ id, rows: rows.map((row) => row.split(',') as [string, string]) }];
  });
  const dates = levels[0]!.rows.map(([date]) => date);
  const closes = levels.map(({ rows }) => {
    const of = new Map(rows);
    return dates.map((date) => Number(of.get(date)));
  });
  const calls = new Map(
    (await monthCalls(await demoStore(files), TO)).map((c) => [monthNumber(c.monthEnd), c.regime]),
  );
  const monthOf = (s: number): number => monthNumber(day(dates[s]!));
  const ends = dates.flatMap((_, s) =>
    s >= LEAST && (s === dates.length - 1 || monthOf(s) !== monthOf(s + 1)) ? [s] : [],
  );
  const months = ends.slice(0, -1).map((s, k): IndexMonth => ({
    label: calls.get(monthOf(s))!,
    covariance: covarianceOf(closes, s),
    returns: closes.map((c) => c[ends[k + 1]!]! / c[s]! - 1),
  }));
  return { held: levels.map(({ id }) => id), months };
}

function covarianceOf(closes: readonly (readonly number[])[], last: number): Float64Array {
  const from = Math.max(1, last - WINDOW + 1);
  const returns = closes.map((c) => c.slice(from, last + 1).map((x, k) => x / c[from + k - 1]! - 1));
  const means = returns.map((r) => r.reduce((sum, x) => sum + x, 0) / r.length);
  return Float64Array.from(
    returns.flatMap((a, i) =>
      returns.map(
        (b, j) =>
          (SESSIONS_A_YEAR * a.reduce((sum, x, t) => sum + (x - means[i]!) * (b[t]! - means[j]!), 0)) /
          (a.length - 1),
      ),
    ),
  );
}
