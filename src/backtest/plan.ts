import type { Manifest } from '../decision/document/decision.ts';
import { type Day, day } from '../market/day.ts';
import { userError } from '../market/problem.ts';

/** How sleeves are held: by their indices, or in stocks. */
export type Level = 'index' | 'shares';
/** `rules`: as the monthly run decides. `base`: the bouquet of the label in force, without tilt, limits or minimum trade. */
export type WeightRule = 'rules' | 'base';
/** `units`: orders decided at D, filled at the next close. `reset`: exactly the target weights at that close. */
export type FillRule = 'units' | 'reset';

/** `lots`: tax on gains, lot by lot, as the year's law has it; `none`: left out. */
export type TaxRule = 'none' | 'lots';

/** What a user chooses about a back-test; what is left out has its default. */
export interface BacktestChoices {
  /** The first decision is at the end of this day's month. */
  readonly from?: string;
  /** The record ends with the last session on or before this day. */
  readonly to?: string;
  readonly level?: Level;
  readonly weights?: WeightRule;
  readonly fill?: FillRule;
  /** ₹ at the start. */
  readonly value?: number;
  /** Series id of the benchmark. */
  readonly benchmark?: string;
  readonly costs?: boolean;
  readonly tax?: TaxRule;
  /** Whether the futures of each decision’s hedge are traded. */
  readonly hedge?: boolean;
  /** Whether funds charge the rule book's expense ratios; never under base weights. */
  readonly expenses?: boolean;
  /** Also the bouquets of classifiers that are fitted to the data each year, which takes seconds. */
  readonly fittedChallengers?: boolean;
}

/** All that determines a back-test, besides the store's rows: equal plans on equal stores give equal bytes. */
export interface BacktestPlan {
  /** The first decision, the last one, and the last session of the record, ISO. */
  readonly from: string;
  readonly lastDecision: string;
  readonly to: string;
  readonly level: Level;
  readonly weights: WeightRule;
  readonly fill: FillRule;
  readonly value: number;
  readonly benchmark: string;
  readonly costs: boolean;
  readonly tax: TaxRule;
  readonly hedge: boolean;
  readonly fittedChallengers: boolean;
  /** Expense ratios are charged; not in `base`, which isolates the rotation. */
  readonly expenses: boolean;
  /** SHA-256 of the whole rule book, the back-test section included. */
  readonly rulebook: string;
  /** Rule-book variants run beside it, with the hashes of their rule books; absent without any. */
  readonly variants?: readonly { readonly id: string; readonly rulebook: string }[];
  readonly throughImport: number;
  readonly engine: Manifest['engine'];
  readonly simulated: boolean;
}

/**
 * The day that an option gives, if it is given.
 *
 * @throws UserError for a text that is no date.
 */
export function requestedDay(text: string | undefined, option: string): Day | undefined {
  if (text === undefined) return undefined;
  try {
    return day(text);
  } catch {
    throw userError('date', option, `${text} is not a date.`, 'Give it as YYYY-MM-DD.');
  }
}
