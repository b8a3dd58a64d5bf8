import { SIGNAL_RULES } from '../../signals/all.ts';
import type { AnyRule, Measured, Weighted } from '../../signals/evaluate.ts';
import type { SignalId } from '../../signals/signal.ts';
import type { MarketHistory } from '../../src/market/as-of.ts';
import type { Day } from '../../src/market/day.ts';
import { classify, combine } from './classify.ts';
import { passesOver } from './vintages.ts';
import type { Regime } from '../regime.ts';
import type { RegimeRules } from './rules.ts';
import { INITIAL_REGIME } from './history.ts';

/** Parameters of all signals, by id. */
export type SignalParameters = Readonly<Record<SignalId, Weighted>>;

/** What the signals measured at every month-end, to be scored under many sets of parameters. */
export interface MeasuredRecord {
  readonly months: readonly Day[];
  /** By signal, one for each month; null where there was nothing to score. */
  readonly measured: Readonly<Record<SignalId, readonly (Measured | null)[]>>;
}

/**
 * Measures the whole record once. Whatever changes only how quantities are scored, weighed and labelled can then
 * be tried in a millisecond; a change of windows or of minimum histories needs a new record.
 */
export function measureRecord(
  market: MarketHistory,
  asOf: Day,
  parameters: SignalParameters,
): MeasuredRecord {
  const passes = passesOver(market, asOf, [...new Set(SIGNAL_RULES.flatMap((r) => r.series))]);
  const measured = Object.fromEntries(
    SIGNAL_RULES.map((rule) => [
      rule.id,
      passes.flatMap(({ tape, sessions }) => rule.measure(tape, sessions, parameters[rule.id])),
    ]),
  ) as Record<SignalId, (Measured | null)[]>;
  return { months: passes.flatMap((p) => p.sessions.map((s) => p.tape.sessions[s]!)), measured };
}

export interface Relabelled {
  readonly label: Regime;
  readonly score: number | null;
}

/** TRRM's labels under other parameters: a single walk over what was measured. */
export function relabel(
  { months, measured }: MeasuredRecord,
  parameters: SignalParameters,
  rules: RegimeRules,
): Relabelled[] {
  let label = INITIAL_REGIME;
  return months.map((_, i) => {
    const says = SIGNAL_RULES.map((rule) => sayOf(rule, measured[rule.id][i]!, parameters[rule.id]));
    const combined = combine(says, rules);
    if (combined.kind !== 'scored') return { label, score: null };
    label = classify(label, combined.score, rules);
    return { label, score: combined.score };
  });
}

const sayOf = (rule: AnyRule, measured: Measured | null, parameters: Weighted) => ({
  id: rule.id,
  weight: parameters.weight,
  score: measured === null ? null : rule.score(measured, parameters),
});
