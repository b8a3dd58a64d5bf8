import { type Regime, REGIMES } from '../../regimes/regime.ts';
import type { BacktestRun } from './backtest-run.ts';

/** Growth over some months of a back-test, from fill to fill, whether or not they follow each other. Fractions. */
export interface MonthsGroup {
  readonly months: number;
  /** Compound growth a year of twelve such months: of the record, after costs and before the costs of the month's own fill, and of the benchmark. */
  readonly own: number;
  readonly benchmark: number;
  readonly worst: number;
}

const MONTHS = 12;

/** Growth over the chosen months; null where there are none. */
function groupOf(
  run: BacktestRun,
  isChosen: (month: BacktestRun['months'][number]) => boolean,
): MonthsGroup | null {
  const at = new Map(run.nav.map((row, i) => [row.date, i]));
  const returns = run.months.filter(isChosen).map(({ filled, until }) => {
    const [from, to] = [run.nav[at.get(filled)!]!, run.nav[at.get(until)!]!];
    return { own: to.net / from.net - 1, benchmark: to.benchmark / from.benchmark - 1 };
  });
  if (returns.length === 0) return null;
  const growth = (of: (r: (typeof returns)[number]) => number): number =>
    Math.expm1((MONTHS / returns.length) * returns.reduce((sum, r) => sum + Math.log1p(of(r)), 0));
  return {
    months: returns.length,
    own: growth((r) => r.own),
    benchmark: growth((r) => r.benchmark),
    worst: Math.min(...returns.map((r) => r.own)),
  };
}

/** Growth while each label was in force. */
export const byLabel = (run: BacktestRun): { readonly label: Regime; readonly group: MonthsGroup | null }[] =>
  REGIMES.map((label) => ({ label, group: groupOf(run, (m) => m.label === label) }));

/** Growth by where the months come from: all of them, and those that each of the three clocks calls live. */
export function byProvenance(run: BacktestRun): {
  readonly id: 'all' | 'live-indices' | 'out-of-sample' | 'live-decisions';
  readonly group: MonthsGroup | null;
}[] {
  const { rulesSince, liveMonths } = run.provenance;
  const live = new Set(liveMonths);
  return [
    { id: 'all', group: groupOf(run, () => true) },
    { id: 'live-indices', group: groupOf(run, (m) => m.backFilledWeight === 0) },
    { id: 'out-of-sample', group: groupOf(run, (m) => rulesSince !== null && m.decided >= rulesSince) },
    { id: 'live-decisions', group: groupOf(run, (m) => live.has(m.decided)) },
  ];
}
