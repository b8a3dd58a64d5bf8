import { type PositionId, POSITIONS, SLEEVES, type Weights } from '../../../allocations/positions.ts';
import type { Regime } from '../../../regimes/regime.ts';
import { drawdownSpans } from '../../math/drawdowns.ts';
import { sessionOnOrBefore } from '../../market/calendar/calendar.ts';
import { type Day, day, iso, monthNumber } from '../../market/day.ts';
import type { LevelHistory, PositionLevels } from './level-history.ts';
import type { StressWindow } from './windows.ts';

/** A level path in a window. Returns are simple and fractions; falls are negative. */
export interface PathOutcome {
  readonly return: number;
  /** Largest fall from the running peak by daily closes; 0 for none. */
  readonly drawdown: number;
  /** Calendar days from the trough of that fall until its peak was reached again; null if not within the data, or without a fall. */
  readonly daysToRecover: number | null;
}

/** A position in a window. */
export interface PositionOutcome {
  readonly id: PositionId;
  readonly weight: number;
  readonly return: number;
  readonly contribution: number;
  /** `beta-proxy`: its beta times the Nifty, for want of own data. `none`: taken as unchanged. */
  readonly source: PositionLevels['source'] | 'beta-proxy' | 'none';
  /** Whether the window begins before the index's launch: the vendor's back-test. */
  readonly isBackTested: boolean;
}

/** A window replayed on weights, bought and held through it. */
export interface ReplayedWindow {
  readonly id: string;
  readonly name: string;
  readonly why: string;
  readonly origin: StressWindow['origin'];
  /** The sessions from whose close to whose close returns run; the window's own days if the data do not touch it. */
  readonly from: string;
  readonly to: string;
  /** The data cover only a part of the window; figures are those of that part. */
  readonly partial: boolean;
  /** The Nifty 50 by price, and its return with dividends; null outside the data. */
  readonly nifty: (PathOutcome & { readonly totalReturn: number | null; readonly sessions: number }) | null;
  /** Null without holdings, or outside the data. */
  readonly portfolio: PathOutcome | null;
  readonly positions: readonly PositionOutcome[];
  /** Fraction of the weight with own data. */
  readonly coverage: number;
  /** The rules followed through the window; null without a call at its beginning. */
  readonly withRules: RulesOutcome | null;
}

/** What following the calls of the time would have earned. */
export interface RulesOutcome extends PathOutcome {
  /** The label in force at the first close and at each month-end within the window. */
  readonly labels: readonly { readonly day: string; readonly regime: Regime }[];
  /** Minus holding today's weights. */
  readonly difference: number;
  /** Total cost of the changes, as a fraction. */
  readonly cost: number;
}

/** What the rules hold under each label, and the cost of changing between two. */
export interface RulesInForce {
  readonly calls: readonly { readonly monthEnd: Day; readonly regime: Regime }[];
  readonly weights: Readonly<Record<Regime, Weights>>;
  readonly cost: (from: Regime, to: Regime) => number;
}

/** Replays a window on levels. Sleeves without data in it are stood in for by their beta to the Nifty, and marked. */
export function replayWindow(
  history: LevelHistory,
  window: StressWindow,
  weights: Weights | null,
  rules: RulesInForce | null,
): ReplayedWindow {
  const { sessions, nifty, niftyTotal } = history;
  const { id, name, why, origin } = window;
  const [first, last] = [day(window.first), day(window.last)];
  const from = Math.max(0, sessionOnOrBefore(sessions, first));
  const to = sessionOnOrBefore(sessions, last);
  const asked = { id, name, why, origin };
  if (to <= from || sessions[from]! >= last)
    return {
      ...asked,
      from: window.first,
      to: window.last,
      partial: true,
      nifty: null,
      portfolio: null,
      positions: [],
      coverage: 0,
      withRules: null,
    };
  // Days without a session at either end are closures; more of them, missing data.
  const isMissing = (a: number, b: number): boolean => a - b > CLOSED_DAYS;
  const partial = isMissing(sessions[from]!, first) || isMissing(last, sessions[to]!);
  const span: Span = { from, to, sessions };
  const total = niftyTotal[to]! / niftyTotal[from]! - 1;
  const paths = new Map(POSITIONS.map((position) => [position, pathOf(history, position, span)]));
  const held = weights && POSITIONS.filter((position) => (weights[position] ?? 0) !== 0);
  const positions = (held ?? []).map((position): PositionOutcome => {
    const { levels, source, isBackTested } = paths.get(position)!;
    const [weight, r] = [weights![position]!, levels[to - from]! - 1];
    return { id: position, weight, return: r, contribution: weight * r, source, isBackTested };
  });
  const own = positions.filter((p) => p.source !== 'beta-proxy' && p.source !== 'none');
  const portfolio = held && outcomeOf(sumOf(held.map((p) => [weights[p]!, paths.get(p)!.levels])), span);
  return {
    ...asked,
    from: iso(sessions[from]!),
    to: iso(sessions[to]!),
    partial,
    nifty: {
      ...outcomeOf(nifty.subarray(from), span),
      totalReturn: Number.isNaN(total) ? null : total,
      sessions: to - from,
    },
    portfolio,
    positions,
    coverage: own.reduce((sum, p) => sum + p.weight, 0),
    withRules: rules && portfolio && followRules(span, paths, rules, portfolio.return),
  };
}

/** The longest closure of the exchange is four days; a week without a session is missing data. */
const CLOSED_DAYS = 7;

/** Session indices of a window. Paths begin at `from` and go on to the end of the data. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly sessions: readonly Day[];
}

interface Path extends Pick<PositionOutcome, 'source' | 'isBackTested'> {
  /** From the window's first session to the end of the data; 1 at the first. */
  readonly levels: Float64Array;
}

/** A position's level from the window's start: own data that cover the window, or what stands in for them. */
function pathOf(
  { positions, betas, nifty }: LevelHistory,
  id: PositionId,
  { from, to, sessions }: Span,
): Path {
  const found = positions.get(id)!.find(({ levels }) => levels[from]! > 0 && levels[to]! > 0);
  if (found) {
    const base = found.levels[from]!;
    let known = 1;
    return {
      levels: found.levels.subarray(from).map((x) => (known = x > 0 ? x / base : known)),
      source: found.source,
      isBackTested: found.liveFrom !== null && sessions[from]! < found.liveFrom,
    };
  }
  const sleeve = SLEEVES.find((s) => s === id);
  const length = nifty.length - from;
  if (sleeve === undefined)
    return {
      levels: new Float64Array(length).fill(1),
      source: id === 'liquid-fund' ? 'cash' : 'none',
      isBackTested: false,
    };
  const beta = betas.get(sleeve) ?? 1;
  const base = nifty[from]!;
  return {
    // A linear proxy could fall below nothing.
    levels: nifty.subarray(from).map((x) => Math.max(0.01, 1 + beta * (x / base - 1))),
    source: 'beta-proxy',
    isBackTested: false,
  };
}

function sumOf(parts: readonly (readonly [weight: number, levels: Float64Array])[]): Float64Array {
  const sum = new Float64Array(parts[0]?.[1].length ?? 0);
  const total = parts.reduce((t, [w]) => t + w, 0);
  for (const [weight, levels] of parts) for (let i = 0; i < sum.length; i++) sum[i]! += weight * levels[i]!;
  // What is not held in a position is cash.
  return sum.map((x) => x + 1 - total);
}

/** The outcome of a path; the recovery is sought beyond the window. */
function outcomeOf(levels: Float64Array, { from, to, sessions }: Span): PathOutcome {
  const count = to - from + 1;
  const deepest = drawdownSpans(levels.subarray(0, count)).reduce<{
    depth: number;
    peak: number;
    trough: number;
  } | null>((worst, span) => (worst === null || span.depth < worst.depth ? span : worst), null);
  let recovered: number | null = null;
  for (let i = (deepest?.trough ?? levels.length) + 1; i < levels.length && recovered === null; i++)
    if (levels[i]! >= levels[deepest!.peak]!) recovered = i;
  return {
    return: levels[count - 1]! / levels[0]! - 1,
    drawdown: deepest?.depth ?? 0,
    daysToRecover:
      deepest && recovered !== null ? sessions[from + recovered]! - sessions[from + deepest.trough]! : null,
  };
}

/** Wealth under the labels as called then: each label's weights from its month-end to the next. */
function followRules(
  { from, to, sessions }: Span,
  paths: ReadonlyMap<PositionId, Path>,
  { calls, weights, cost }: RulesInForce,
  held: number,
): RulesOutcome | null {
  const before = calls.findLast((call) => call.monthEnd <= sessions[from]!);
  if (!before) return null;
  const labels = [{ day: sessions[from]!, at: 0, regime: before.regime }];
  for (let s = from + 1; s < to; s++) {
    if (monthNumber(sessions[s + 1]!) === monthNumber(sessions[s]!)) continue;
    const call = calls.find((c) => c.monthEnd === sessions[s]);
    if (call) labels.push({ day: sessions[s]!, at: s - from, regime: call.regime });
  }
  const wealth = new Float64Array(to - from + 1);
  let [value, paid] = [1, 0];
  for (const [k, { at, regime }] of labels.entries()) {
    const charge = k > 0 && labels[k - 1]!.regime !== regime ? cost(labels[k - 1]!.regime, regime) : 0;
    paid += charge;
    value *= 1 - charge;
    const end = labels[k + 1]?.at ?? to - from;
    const parts = POSITIONS.flatMap((id) =>
      weights[regime][id] ? [[weights[regime][id], paths.get(id)!.levels] as const] : [],
    );
    if (k === 0) wealth[0] = value;
    for (let i = at + 1; i <= end; i++)
      wealth[i] =
        value * (1 + parts.reduce((sum, [w, levels]) => sum + w * (levels[i]! / levels[at]! - 1), 0));
    value = wealth[end]!;
  }
  return {
    ...outcomeOf(wealth, { from, to, sessions }),
    labels: labels.map((l) => ({ day: iso(l.day), regime: l.regime })),
    difference: value - 1 - held,
    cost: paid,
  };
}
