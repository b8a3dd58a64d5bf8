import type { SignalId, SignalStatus } from '../../signals/signal.ts';
import { iso } from '../../src/market/day.ts';
import { overrideOn } from './override.ts';
import type { Regime } from '../regime.ts';
import type { RegimeRules } from './rules.ts';
import type { MonthCall } from './history.ts';

/** One month of the regime history, as `trrm history` prints it and the report charts it. */
export interface HistoryRow {
  readonly monthEnd: string;
  /** The label in force; differs from `modelRegime` only under an override. */
  readonly regime: Regime;
  readonly modelRegime: Regime;
  readonly score: number | null;
  readonly status: 'ok' | 'insufficient';
  readonly scores: Readonly<Partial<Record<SignalId, number | null>>>;
  readonly statuses: Readonly<Partial<Record<SignalId, SignalStatus>>>;
  /** Inputs of the scores: raw values by name, and `<name>_pct` where a percentile is used. */
  readonly features: Readonly<Record<string, number>>;
}

/** Flattens a month's call into one row. */
export function historyRow(month: MonthCall, rules: Pick<RegimeRules, 'overrides'>): HistoryRow {
  const { combined, evaluated } = month;
  const features = evaluated.flatMap(({ evaluation }) =>
    'features' in evaluation ? evaluation.features : [],
  );
  return {
    monthEnd: iso(month.monthEnd),
    regime: overrideOn(month.monthEnd, rules)?.regime ?? month.regime,
    modelRegime: month.regime,
    score: combined.kind === 'scored' ? combined.score : null,
    status: combined.kind === 'scored' ? 'ok' : 'insufficient',
    scores: Object.fromEntries(
      evaluated.map(({ aligned, evaluation }) => [aligned.signal.id, evaluation.score]),
    ),
    statuses: Object.fromEntries(
      evaluated.map(({ aligned, evaluation }) => [aligned.signal.id, evaluation.status]),
    ),
    features: Object.fromEntries(
      features.flatMap((f) => [
        [f.name, f.value],
        ...(f.percentile === undefined ? [] : [[`${f.name}_pct`, f.percentile] as const]),
      ]),
    ),
  };
}
