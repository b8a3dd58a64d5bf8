import { logScale } from '../../math/performance/linked-effects.ts';

/** Published methods to link arithmetic effects of periods, for readers who must match a vendor's report. */
export const LINK_METHODS = ['carino', 'menchero', 'grap', 'frongello'] as const;
export type LinkMethod = (typeof LINK_METHODS)[number];

/** Arithmetic effects of one period, which add up to `own` − `benchmark`. */
export interface PeriodEffects {
  readonly own: number;
  readonly benchmark: number;
  readonly effects: readonly number[];
}

/**
 * Links arithmetic effects over periods so that they add up to the difference of the compound returns.
 *
 * - `carino` (Cariño 1999): each period times its logarithmic scale over that of the whole; every past figure changes with
 *   each period added.
 * - `menchero` (Menchero 2000): one coefficient for all and a correction by period, which may be negative.
 * - `grap` (GRAP 1997): times the growth of the portfolio before and of the benchmark after. Depends on the order of periods.
 * - `frongello` (Frongello 2002): the effect on the portfolio so far, plus the benchmark's return on earlier effects; the
 *   totals equal GRAP's.
 *
 * @returns linked effects by period, in the order given; their sums over periods and effects are the difference.
 */
export function linkEffects(periods: readonly PeriodEffects[], method: LinkMethod): number[][] {
  const own = compound(periods.map((p) => p.own));
  const benchmark = compound(periods.map((p) => p.benchmark));
  if (method === 'frongello') return frongello(periods);
  const coefficients =
    method === 'carino'
      ? carino(periods, own, benchmark)
      : method === 'menchero'
        ? menchero(periods, own, benchmark)
        : grap(periods);
  return periods.map(({ effects }, t) => effects.map((effect) => effect * coefficients[t]!));
}

const compound = (returns: readonly number[]): number => returns.reduce((g, r) => g * (1 + r), 1) - 1;

const carino = (periods: readonly PeriodEffects[], own: number, benchmark: number): number[] =>
  periods.map((p) => logScale(p.own, p.benchmark) / logScale(own, benchmark));

/** Compound returns closer than this are equal for the limit of Menchero's coefficient. */
const MEETING = 1e-10;

function menchero(periods: readonly PeriodEffects[], own: number, benchmark: number): number[] {
  const n = periods.length;
  // Where the returns meet, the quotient is rounding over rounding; its limit is not.
  const natural =
    Math.abs(own - benchmark) < MEETING
      ? (1 + (own + benchmark) / 2) ** ((n - 1) / n)
      : (own - benchmark) / n / ((1 + own) ** (1 / n) - (1 + benchmark) ** (1 / n));
  const differences = periods.map((p) => p.own - p.benchmark);
  const sum = differences.reduce((a, d) => a + d, 0);
  const squares = differences.reduce((a, d) => a + d * d, 0);
  const rest = squares > MEETING ** 2 ? (own - benchmark - natural * sum) / squares : 0;
  return differences.map((d) => natural + rest * d);
}

function grap(periods: readonly PeriodEffects[]): number[] {
  return periods.map((_, t) =>
    periods.reduce((g, p, s) => (s < t ? g * (1 + p.own) : s > t ? g * (1 + p.benchmark) : g), 1),
  );
}

function frongello(periods: readonly PeriodEffects[]): number[][] {
  let growth = 1;
  const soFar = (periods[0]?.effects ?? []).map(() => 0);
  return periods.map(({ own, benchmark, effects }) => {
    const linked = effects.map((effect, k) => effect * growth + benchmark * soFar[k]!);
    linked.forEach((effect, k) => (soFar[k]! += effect));
    growth *= 1 + own;
    return linked;
  });
}
