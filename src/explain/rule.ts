import type { StockSnapshot } from '../../allocations/stocks/stock-snapshot.ts';
import type { Decision } from '../decision/document/decision.ts';
import type { MonthlyRun } from '../decision/run/monthly-run.ts';
import type { Day } from '../market/day.ts';
import type { SeriesKey } from '../market/series.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';
import type { Origin, Unit } from './explanation.ts';
import { type Leaf, pointerOf, segmentsOf, valueAt } from './pointer.ts';

/** A recorded decision with the run that made it again: the same bytes, from the same rows. */
export interface MadeDecision {
  readonly decision: Decision;
  readonly book: RuleBook;
  readonly run: MonthlyRun;
  /** The stocks at the as-of date, sleeves held by their index included; null where the run had none. */
  readonly stocks: StockSnapshot | null;
}

/** Rows that a rule asks for; `Evidence` is the answer. */
export type RowsAsked =
  /** The rows of these days, as the run saw them. */
  | { readonly kind: 'days'; readonly key: SeriesKey; readonly days: readonly Day[] }
  /** All rows of a series that the run saw. */
  | { readonly kind: 'series'; readonly key: SeriesKey }
  /** The last price of a stock. */
  | { readonly kind: 'price'; readonly isin: string }
  /** All rows about stocks: prices, shares, accounts, lists and corporate actions. */
  | { readonly kind: 'stocks' }
  /** Lines of the portfolio file that name a holding or a position. */
  | { readonly kind: 'portfolio'; readonly of: readonly string[] };

/** Where a rule is applied: a pointer, and what its pattern's wildcards matched. */
export interface At {
  readonly made: MadeDecision;
  readonly pointer: string;
  readonly keys: readonly string[];
}

/** How the figures of one pattern of pointers come about. */
export interface Rule {
  /** A pointer with `*` for any segment and `(a|b)` for one of several. */
  readonly pattern: string;
  readonly origin: Origin;
  readonly unit: Unit;
  readonly words: (at: At) => string;
  readonly symbols?: string | ((at: At) => string | undefined);
  /** Pointers of the document; those that are not there are left out. */
  readonly inputs?: (at: At) => readonly string[];
  /** Paths of the rule book. */
  readonly parameters?: (at: At) => readonly string[];
  readonly rows?: (at: At) => readonly RowsAsked[];
  /**
   * The figure again from its inputs, in their order, and from what the run made again. By default: a copy is its input, a
   * parameter the rule book's value, and a stage or a text what the run made again has.
   */
  readonly recompute?: (inputs: readonly Leaf[], at: At) => unknown;
}

type Words = string | ((at: At) => string);
type Parts = Partial<Pick<Rule, 'symbols' | 'inputs' | 'parameters' | 'rows'>>;

const rule = (
  origin: Origin,
  pattern: string,
  unit: Unit,
  words: Words,
  parts: Parts & Pick<Rule, 'recompute'> = {},
): Rule => ({
  pattern,
  origin,
  unit,
  words: typeof words === 'string' ? () => words : words,
  ...parts,
});

export const formula = (
  pattern: string,
  unit: Unit,
  words: Words,
  parts: Parts,
  recompute: (inputs: readonly Leaf[], at: At) => unknown,
): Rule => rule('formula', pattern, unit, words, { ...parts, recompute });

export const stage = (pattern: string, unit: Unit, words: Words, parts: Parts = {}): Rule =>
  rule('stage', pattern, unit, words, parts);

export const copy = (pattern: string, unit: Unit, words: Words, of: (at: At) => string): Rule =>
  rule('copy', pattern, unit, words, { inputs: (at) => [of(at)] });

export const parameter = (pattern: string, unit: Unit, words: Words, of: (at: At) => string): Rule =>
  rule('parameter', pattern, unit, words, { parameters: (at) => [of(at)] });

export const row = (
  pattern: string,
  unit: Unit,
  words: Words,
  rows: (at: At) => readonly RowsAsked[],
): Rule => rule('row', pattern, unit, words, { rows });

export const text = (pattern: string, words: Words, parts: Parts = {}): Rule =>
  rule('text', pattern, 'words', words, parts);

export const named = (pattern: string, words: Words): Rule => rule('name', pattern, 'words', words);

export const fact = (pattern: string, unit: Unit, words: Words): Rule => rule('fact', pattern, unit, words);

/** The pointer of a neighbour: `beside(at, 'score')`, `beside(at, '..', 'score')`. */
export function beside(at: At, ...to: readonly (string | number)[]): string {
  const segments: (string | number)[] = segmentsOf(at.pointer).slice(0, -1);
  for (const segment of to) {
    if (segment === '..') segments.pop();
    else segments.push(segment);
  }
  return pointerOf(segments);
}

/** The value at a pointer of the document that is explained. */
export const valueOf = (at: At, pointer: string): unknown => valueAt(at.made.decision, pointer);

/** What the run made again has at the pointer that is explained. */
export const madeAgain = (at: At): unknown => valueAt(at.made.run.decision, at.pointer);

/** The pointers of one field of every entry of a list, or of every member of an object. */
export const each = (at: At, list: string, ...below: readonly string[]): string[] =>
  Object.keys((valueOf(at, list) as object | undefined) ?? {}).map(
    (key) => `${list}${pointerOf([key, ...below])}`,
  );

/** The position of the entry of a list with a given value of a field; null if there is none. */
export function entryOf(at: At, list: string, field: string, value: unknown): string | null {
  const entries = (valueOf(at, list) ?? []) as readonly Readonly<Record<string, unknown>>[];
  const place = entries.findIndex((entry) => entry[field] === value);
  return place < 0 ? null : `${list}/${place}`;
}

/** The numbers among inputs; a missing weight or charge counts as 0. */
export const numbers = (inputs: readonly Leaf[]): number[] =>
  inputs.map((x) => (typeof x === 'number' ? x : 0));

export const sum = (inputs: readonly Leaf[]): number => numbers(inputs).reduce((a, b) => a + b, 0);
