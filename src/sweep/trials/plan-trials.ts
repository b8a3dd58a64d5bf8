import { canonicalJson } from '../../decision/document/canonical-json.ts';
import type { Engine } from '../../decision/engine.ts';
import { sha256 } from '../../market/files/sha256.ts';
import { UserError } from '../../market/problem.ts';
import { type RuleSetting, withRules } from '../../rulebook/change.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { type Constraint, constraintsOf } from '../plan/constraints.ts';
import { type Design, designOf } from '../plan/design.ts';
import type { SweepPlan } from '../plan/sweep-plan.ts';
import { canonicalRuleBook } from './canonical-rule-book.ts';

/** What a trial is made from: with its number, all that determines it. Plain data, so that it can be posted to a thread. */
export interface SweepDefinition {
  readonly plan: SweepPlan;
  /** The rule book that the parameters change. */
  readonly book: RuleBook;
  readonly snapshot: string;
  readonly engine: Engine;
}

/** A rule book of a design, before it is run. */
export type PlannedTrial =
  | { readonly kind: 'valid'; readonly number: number; readonly id: string }
  /** The rule book is not valid, or breaks a constraint: it is not run, and counted apart. */
  | { readonly kind: 'rejected'; readonly number: number; readonly reason: string };

/** Makes the rule books of a sweep by number. */
export interface TrialMaker {
  readonly size: number;
  readonly settings: (n: number) => RuleSetting[];
  /** The rule book of a trial, or why there is none. */
  readonly book: (n: number) => RuleBook | { readonly rejected: string };
  readonly idOf: (book: RuleBook) => string;
}

/** What the trials of a sweep have in common with those of others: snapshot, program and objective. */
export function trialGiven({ plan, snapshot, engine }: SweepDefinition): string {
  // The measure ranks trials and does not change them.
  const objective = { objective: plan.objective, from: plan.from, cost: plan.cost };
  return canonicalJson({ snapshot, engine: { ...engine }, objective });
}

/** @throws UserError for a plan that does not fit the rule book. */
export function trialMaker(definition: SweepDefinition): TrialMaker {
  const { plan, book } = definition;
  const design: Design = designOf(plan, book);
  const constraints = constraintsOf(plan.constraints, book);
  const given = trialGiven(definition);
  return {
    size: design.size,
    settings: design.settings,
    book: (n) => bookOf(book, design.settings(n), constraints),
    idOf: (of) => sha256(given + canonicalRuleBook(of)),
  };
}

/** A rule book with settings, or why it is not to be tried. */
export function bookOf(
  book: RuleBook,
  settings: readonly RuleSetting[],
  constraints: readonly Constraint[],
): RuleBook | { readonly rejected: string } {
  let changed: RuleBook;
  try {
    changed = settings.length === 0 ? book : withRules(book, settings);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [problem] = error.problems;
    // Without the settings, so that equal faults are counted together.
    return { rejected: `${problem!.about}: ${problem!.message.replace(/ \(with .*\)\.$/, '.')}` };
  }
  const broken = constraints.find(({ holds }) => !holds(changed));
  return broken ? { rejected: `constraint: ${broken.text}` } : changed;
}

/** Trials `from` to `to` − 1 of a sweep. */
export interface PlanningChunk {
  readonly definition: SweepDefinition;
  readonly from: number;
  readonly to: number;
}

/** Makes the rule books of a part of a sweep and names them; a pure function of the definition. */
export function planTrials({ definition, from, to }: PlanningChunk): PlannedTrial[] {
  const maker = trialMaker(definition);
  return Array.from({ length: to - from }, (_, k): PlannedTrial => {
    const number = from + k;
    const made = maker.book(number);
    return 'rejected' in made
      ? { kind: 'rejected', number, reason: made.rejected }
      : { kind: 'valid', number, id: maker.idOf(made) };
  });
}
