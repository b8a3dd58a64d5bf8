import type { SignalId, SignalStatus } from '../../signals/signal.ts';
import { iso } from '../../src/market/day.ts';
import { overrideOn } from './override.ts';
import type { Regime } from '../regime.ts';
import type { RegimeRules } from './rules.ts';
import type { MonthCall } from './history.ts';

/** One month of the record, as `trrm history` prints it and the report draws it. */
export interface HistoryRow {
  readonly monthEnd: string;
  /** The label in force; differs from `modelRegime` only under an override. */
  readonly regime: Regime;
  readonly modelRegime: Regime;
  readonly score: number | null;
  readonly status: 'ok' | 'insufficient';
  readonly scores: Readonly<Partial<Record<SignalId, number | null>>>;
  readonly statuses: Readonly<Partial<Record<SignalId, SignalStatus>>>;
  /** What the scores are made from: raw values by name, and `<name>_pct` where a percentile is used. */
  readonly features: Readonly<Record<string, number>>;
}

export function historyRow(month: MonthCall, rules: Pick<RegimeRules, 'overrides'>): HistoryRow {
  const { combined, judgements } = month;
  const features = judgements.flatMap(({ verdict }) => ('features' in verdict ? verdict.features : []));
  return {
    monthEnd: iso(month.monthEnd),
    regime: overrideOn(month.monthEnd, rules)?.regime ?? month.regime,
    modelRegime: month.regime,
    score: combined.kind === 'scored' ? combined.score : null,
    status: combined.kind === 'scored' ? 'ok' : 'insufficient',
    scores: Object.fromEntries(judgements.map(({ on, verdict }) => [on.signal.id, verdict.score])),
    statuses: Object.fromEntries(judgements.map(({ on, verdict }) => [on.signal.id, verdict.status])),
    features: Object.fromEntries(
      features.flatMap((f) => [
        [f.name, f.value],
        ...(f.percentile === undefined ? [] : [[`${f.name}_pct`, f.percentile] as const]),
      ]),
    ),
  };
}
