import { BOUQUET_RULES } from './rules/bouquet.ts';
import { HEDGE_RULES } from './rules/hedge.ts';
import { ORDER_RULES } from './rules/orders.ts';
import { PLAN_RULES } from './rules/plan-totals.ts';
import { RECORD_RULES } from './rules/record.ts';
import { REGIME_RULES } from './rules/regime.ts';
import { RISK_RULES } from './rules/risk.ts';
import { LIMIT_RULES } from './rules/limits.ts';
import { LOOK_THROUGH_RULES } from './rules/look-through.ts';
import { NEAREST_CHANGE_RULES } from './rules/nearest-change.ts';
import { SAMPLING_RULES } from './rules/sampling.ts';
import { SLEEVE_SCORE_RULES } from './rules/sleeve-scores.ts';
import { UNTILTED_RULES } from './rules/untilted.ts';
import { WEIGHT_RULES } from './rules/weights.ts';
import { SIGNAL_RULES } from './rules/signals.ts';
import { TAX_RULES } from './rules/tax.ts';
import { type Rule, stage } from './rule.ts';

/** The rules of decision.json. For a pointer the first pattern that matches counts, so narrower ones stand before wider. */
export const DECISION_RULES: readonly Rule[] = [
  ...RECORD_RULES,
  ...REGIME_RULES,
  ...NEAREST_CHANGE_RULES,
  ...SIGNAL_RULES,
  ...BOUQUET_RULES,
  ...WEIGHT_RULES,
  ...UNTILTED_RULES,
  ...RISK_RULES,
  ...SLEEVE_SCORE_RULES,
  ...LOOK_THROUGH_RULES,
  ...LIMIT_RULES,
  ...SAMPLING_RULES,
  ...PLAN_RULES,
  ...ORDER_RULES,
  ...TAX_RULES,
  ...HEDGE_RULES,
];

interface CompiledRule {
  readonly rule: Rule;
  readonly matches: RegExp;
}

// `*` stands for one segment, `(a|b)` for one of several; both are captured.
const compiled: readonly CompiledRule[] = DECISION_RULES.map((rule) => ({
  rule,
  matches: new RegExp(`^${rule.pattern.replaceAll('*', '([^/]+)')}$`),
}));

/** The rule of an empty list or object, whatever it is a list of. */
const EMPTY = stage('', 'words', 'There is no entry.');

/** The rule for a pointer, and what its wildcards matched; null if no pattern fits. */
export function ruleFor(
  pointer: string,
  isEmpty = false,
): { readonly rule: Rule; readonly keys: readonly string[] } | null {
  for (const { rule, matches } of compiled) {
    const found = matches.exec(pointer);
    if (found) return { rule, keys: found.slice(1) };
  }
  return isEmpty ? { rule: EMPTY, keys: [] } : null;
}
