import { rowAgo } from '../../../src/math/windows/ring.ts';
import { STYLE_DEFINITIONS } from '../../../src/risk/exposures/descriptors/styles.ts';
import { DEFAULT_EXPOSURE_RULES, universeRules } from '../../../src/risk/exposures/exposure-rules.ts';
import { advanceExposures, newExposureState, type Exposures } from '../../../src/risk/exposures/exposures.ts';
import { STYLE_COUNT, STYLES, type Style } from '../../../src/risk/factors.ts';
import { smallExchange } from '../small-exchange.fixture.ts';

/**
 * Recomputes styles from descriptors with sorted lists and a dense solver, for the last session of a simulated
 * exchange.
 */
const rules = DEFAULT_EXPOSURE_RULES;
const { issuers, slices } = smallExchange({ names: 80, sessions: 400, seed: 5 });
const state = newExposureState(
  issuers,
  rules,
  universeRules.parse({ size: { kind: 'fraction', of: 0.7 }, atLeast: 0 }),
);
let last: Exposures | undefined;
for (const slice of slices) last = advanceExposures(state, slice);
const day = last!;

const measures = {
  ...state.windows.workspace,
  marketCap: state.marketCap,
  close: state.prices.close,
  indexAgo: (sessions: number) => rowAgo(state.windows.index, sessions),
  deviation: state.windows.workspace.sums,
  quarterEndPrice: state.windows.quarterEndPrice,
};
const covered = [...issuers.keys()].filter((i) => day.marketCap[i]! > 0);
const members = covered.filter((i) => day.inEstimation[i] === 1);
const cap = (i: number): number => day.marketCap[i]!;
const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0);
const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));
const median = (xs: readonly number[]): number => {
  const s = xs.toSorted((a, b) => a - b);
  return (s[(s.length - 1) >> 1]! + s[s.length >> 1]!) / 2;
};

/** Scores by issuer: winsorised, and for a composite standardised and clipped. */
function scores(raw: Float64Array, composite: boolean): Map<number, number> {
  const known = (list: readonly number[]): number[] => list.filter((i) => Number.isFinite(raw[i]!));
  const scaleOf = (list: readonly number[]): { middle: number; robust: number } => {
    const middle = median(list.map((i) => raw[i]!));
    return { middle, robust: 1.4826 * median(list.map((i) => Math.abs(raw[i]! - middle))) };
  };
  if (known(members).length < rules.minimumNames) return new Map();
  // Errors are dropped first, and the bounds are measured without them.
  const first = scaleOf(known(members));
  const believed = (i: number): boolean => Math.abs(raw[i]! - first.middle) <= 100 * first.robust;
  const at = known(members).filter(believed);
  const { middle, robust } = scaleOf(at);
  const drawn = (i: number): number => clamp(raw[i]!, middle - 3 * robust, middle + 3 * robust);
  const mean = sum(at.map(drawn)) / at.length;
  const deviation = Math.sqrt(sum(at.map((i) => (drawn(i) - mean) ** 2)) / at.length);
  const centre = sum(at.map((i) => cap(i) * drawn(i))) / sum(at.map(cap));
  return new Map(
    known(covered)
      .filter(believed)
      .map((i) => [i, composite ? clamp((drawn(i) - centre) / deviation, -3, 3) : drawn(i)]),
  );
}

/** Weighted least squares by the normal equations and Gauss–Jordan. */
function solve(rows: readonly (readonly number[])[], y: readonly number[], w: readonly number[]): number[] {
  const k = rows[0]!.length;
  const m = Array.from({ length: k }, (_, a) => [
    ...Array.from({ length: k }, (_, b) => sum(rows.map((r, t) => w[t]! * r[a]! * r[b]!))),
    sum(rows.map((r, t) => w[t]! * r[a]! * y[t]!)),
  ]);
  for (let p = 0; p < k; p++) {
    const best = m.slice(p).reduce((b, row, r) => (Math.abs(row[p]!) > Math.abs(m[b]![p]!) ? p + r : b), p);
    [m[p], m[best]] = [m[best]!, m[p]!];
    for (let r = 0; r < k; r++) {
      if (r === p) continue;
      const f = m[r]![p]! / m[p]![p]!;
      for (let c = p; c <= k; c++) m[r]![c]! -= f * m[p]![c]!;
    }
  }
  return m.map((row, p) => row[k]! / row[p]!);
}

const final = (style: Style, i: number): number => day.styles[i * STYLE_COUNT + STYLES.indexOf(style)]!;
const root = (list: readonly number[]): number[] => list.map((i) => Math.sqrt(cap(i)));

/** The style before its final standardisation, and the issuers for which it was imputed. */
function beforeScale(style: Style): { values: Map<number, number>; fitted: number[] } {
  const { descriptors, orthogonalTo } = STYLE_DEFINITIONS.find((d) => d.style === style)!;
  let at = 0;
  for (const d of STYLE_DEFINITIONS) {
    if (d.style === style) break;
    at += d.descriptors.length;
  }
  const each = descriptors.map((d, k) => {
    const raw = new Float64Array(issuers.length);
    if (d.kind === 'market') d.measure(measures, raw);
    else if (d.kind === 'priced') d.measure(state.accounts.figures[at + k]!, measures, raw);
    else raw.set(state.accounts.figures[at + k]!);
    return { sign: d.sign, scores: scores(raw, descriptors.length > 1) };
  });
  const values = new Map<number, number>();
  for (const i of covered) {
    const there = each.filter((d) => d.scores.has(i)).map((d) => d.sign * d.scores.get(i)!);
    if (there.length > 0) values.set(i, sum(there) / there.length);
  }
  if (orthogonalTo !== undefined) {
    const rows = members.filter((i) => values.has(i));
    const [a, b] = solve(
      rows.map((i) => [1, final(orthogonalTo, i)]),
      rows.map((i) => values.get(i)!),
      root(rows),
    );
    for (const [i, v] of values) values.set(i, v - a! - b! * final(orthogonalTo, i));
  }
  const fitted = covered.filter((i) => !values.has(i));
  const rows = members.filter((i) => values.has(i));
  const size = style === 'SIZE' ? values : beforeFit;
  const industries = [...new Set(rows.map((i) => issuers[i]!.industry))];
  const row = (i: number): number[] => [
    size.get(i)!,
    ...industries.map((g) => (g === issuers[i]!.industry ? 1 : 0)),
  ];
  if (fitted.length > 0) {
    const line = solve(
      rows.map(row),
      rows.map((i) => values.get(i)!),
      root(rows),
    );
    const mean = (f: (i: number) => number): number =>
      sum(rows.map((i) => Math.sqrt(cap(i)) * f(i))) / sum(root(rows));
    for (const i of fitted) {
      // An industry without any score gets the overall level.
      const level = industries.includes(issuers[i]!.industry)
        ? sum(row(i).map((x, k) => (k === 0 ? 0 : x * line[k]!)))
        : mean((j) => values.get(j)!) - line[0]! * mean((j) => size.get(j)!);
      values.set(i, level + line[0]! * size.get(i)!);
    }
  }
  return { values, fitted };
}

// Missing scores are imputed from the final SIZE.
const beforeFit = new Map(covered.map((i) => [i, final('SIZE', i)]));

test.each(STYLES)('%s agrees with an independent calculation by sorted lists and a dense solver', (style) => {
  const { values, fitted } = beforeScale(style);
  const bit = 1 << STYLES.indexOf(style);
  expect(covered.filter((i) => (day.flags[i]! & bit) !== 0)).toEqual(fitted);
  // The final standardisation is linear except where it clips.
  const open = covered.filter((i) => Math.abs(final(style, i)) < 3);
  expect(open.length).toBeGreaterThan(20);
  const [a, b] = solve(
    open.map((i) => [1, values.get(i)!]),
    open.map((i) => final(style, i)),
    open.map(() => 1),
  );
  expect(b).toBeGreaterThan(0);
  for (const i of covered) expect(final(style, i)).toBeCloseTo(clamp(a! + b! * values.get(i)!, -3, 3), 7);
});

test('the simulated exchange has imputed styles, in industries with and without other scores', () => {
  const counts = STYLES.map((s) => beforeScale(s).fitted.length);
  expect(counts.filter((n) => n > 0).length).toBeGreaterThan(4);
});
