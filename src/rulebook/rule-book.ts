import { z } from 'zod';
import { costRules } from '../../allocations/cost-rules.ts';
import { hedgeRules } from '../../allocations/hedge/hedge-rules.ts';
import { profileRules } from '../../allocations/profile/rules.ts';
import { allocationRules } from '../../allocations/rules.ts';
import { regimeRules } from '../../regimes/model/rules.ts';
import { SIGNAL_RULES } from '../../signals/all.ts';
import type { AnySignalRule, Signal } from '../../signals/evaluate.ts';
import type { SignalId } from '../../signals/signal.ts';
import { riskRules } from '../risk/risk-rules.ts';
import { sleeveRules } from '../sleeves/sleeve-rules.ts';
import { backtestRules } from './backtest-rules.ts';
import { reportingRules } from './reporting-rules.ts';
import { stressRules } from './stress-rules.ts';

/**
 * Every parameter of a run in one document: signals, regime model, risk model, sleeves, allocation, costs, hedge, back-test, client
 * profiles, stress tests and reporting. Each section's schema and defaults are defined next to the code they govern and combined here.
 */
const signals = z
  .strictObject(
    Object.fromEntries(SIGNAL_RULES.map((rule) => [rule.id, rule.params.prefault({})])) as Record<
      SignalId,
      z.ZodPrefault<AnySignalRule['params']>
    >,
  )
  .refine(
    (s) => Object.values(s).some((p) => p.weight > 0),
    'must give at least one signal a positive weight',
  );

export const ruleBook = z
  .strictObject({
    signals: signals.prefault({}),
    regimes: regimeRules.prefault({}),
    risk: riskRules.prefault({}),
    sleeves: sleeveRules.prefault({}),
    allocations: allocationRules.prefault({}),
    costs: costRules.prefault({}),
    hedge: hedgeRules.prefault({}),
    backtest: backtestRules.prefault({}),
    profiles: profileRules.prefault({}),
    stress: stressRules.prefault({}),
    reporting: reportingRules.prefault({}),
  })
  .superRefine((book, context) => {
    for (const fault of faultsBetweenSections(book)) context.addIssue({ code: 'custom', ...fault });
  });

/** What is wrong between sections that are each valid. */
export function faultsBetweenSections({ signals: of, regimes }: Pick<RuleBook, 'signals' | 'regimes'>) {
  const weighted = SIGNAL_RULES.filter((rule) => of[rule.id].weight > 0);
  const mandatory = weighted.find((rule) => rule.id === regimes.mandatory);
  return [
    ...(regimes.quorum > weighted.length
      ? [
          {
            path: ['regimes', 'quorum'],
            input: regimes.quorum,
            message: `must not exceed the number of signals with a positive weight, which is ${weighted.length}`,
          },
        ]
      : []),
    ...(mandatory
      ? []
      : [
          {
            path: ['regimes', 'mandatory'],
            input: regimes.mandatory,
            message: `must be a signal with a positive weight: ${weighted.map((r) => r.id).join(', ')}`,
          },
        ]),
  ];
}

/** A complete rule book, defaults filled in. `docs/reference/rule-book.md` lists each rule with its unit and range. */
export type RuleBook = z.infer<typeof ruleBook>;
/** The rule book of an empty file: every rule at its default. */
export const DEFAULT_RULE_BOOK: RuleBook = ruleBook.parse({});

/** The signals with the rule book's parameters, in reading order. */
export const signalsOf = (book: RuleBook): Signal[] =>
  SIGNAL_RULES.map((rule) => rule.bind(book.signals[rule.id]));
