import type { RuleSetting } from '../../rulebook/change.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { figuresOf } from '../objective/figures.ts';
import { excessReturns, type SweepMonths, type TrialReturns } from '../objective/objective.ts';
import type { SweepPlan } from '../plan/sweep-plan.ts';
import type { TrialMaker } from '../trials/plan-trials.ts';
import type { TrialRows } from './part-file.ts';

/** A trial with its rule book. */
export interface MadeTrial {
  readonly number: number;
  readonly id: string;
  readonly book: RuleBook;
  readonly settings: readonly RuleSetting[];
}

/** What the returns of trials come from, and what they are compared with. */
export interface ReturnsSource {
  /** Evaluates a rule book, or finds what it gave before. */
  readonly returnsOf: (trial: MadeTrial) => TrialReturns | Promise<TrialReturns>;
  readonly months: Pick<SweepMonths, 'cash' | 'benchmark'>;
  readonly measure: SweepPlan['measure'];
}

/** The trials of a sweep by number, made one after the other. */
export function* madeTrials(maker: TrialMaker, numbers: readonly number[]): Generator<MadeTrial> {
  for (const number of numbers) {
    const book = maker.book(number);
    if ('rejected' in book) throw new Error(`trial ${number} was to be run, but ${book.rejected}`);
    yield { number, id: maker.idOf(book), book, settings: maker.settings(number) };
  }
}

/** The results of trials, in their order: the same whether returns are evaluated or were known. */
export async function trialRows(
  trials: Iterable<MadeTrial>,
  { returnsOf, months, measure }: ReturnsSource,
): Promise<TrialRows> {
  const rows: { [K in keyof TrialRows]: TrialRows[K][number][] } = {
    trial: [],
    id: [],
    parameters: [],
    ratio: [],
    growth: [],
    maximumDrawdown: [],
    turnover: [],
    returns: [],
    excess: [],
  };
  for (const trial of trials) {
    const { returns, turnover } = await returnsOf(trial);
    const excess = excessReturns(returns, months, measure);
    const { ratio, growth, maximumDrawdown } = figuresOf(returns, excess);
    rows.trial.push(trial.number);
    rows.id.push(trial.id);
    rows.parameters.push(JSON.stringify(Object.fromEntries(trial.settings.map((s) => [s.path, s.value]))));
    rows.ratio.push(ratio);
    rows.growth.push(growth);
    rows.maximumDrawdown.push(maximumDrawdown);
    rows.turnover.push(turnover);
    rows.returns.push(returns);
    rows.excess.push(excess);
  }
  return rows;
}
