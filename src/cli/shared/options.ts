import { basename } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { StoredFile } from '../../decision/ledger/entries/ledger-entry.ts';
import { type Day, parseIso } from '../../market/day.ts';
import { PORTFOLIO, readText, RULE_BOOK } from '../../market/files/read-text.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';

/** The options of every command. */
export interface CommonOptions {
  readonly store: string;
  readonly rulebook?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const withCommon = (command: Command): Command =>
  command
    .option('--store <file>', 'the market store', '.trrm/market.duckdb')
    .option('--rulebook <file>', 'a rule book in YAML; missing parameters take their defaults')
    .option('--json', 'print the result as JSON, and nothing else, to standard output')
    .option('--quiet', 'suppress progress and notes');

/** Parses an ISO date. */
export function dateOption(text: string): Day {
  const day = parseIso(text);
  if (day === null)
    throw new InvalidArgumentError('Give a date of the calendar, the year first, like 2020-03-31.');
  return day;
}

/** Parses a whole number within a range. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const n = Number(text);
    if (!/^\d+$/.test(text) || n < least || n > most)
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    return n;
  };

/** Largest and smallest plausible rate a year; beyond it, a percentage was probably meant. */
const LARGEST_RATE = 0.5;
const SMALLEST_RATE = -0.1;

/** Whether a number can be an interest rate a year, as a fraction. */
export const isPlausibleRate = (rate: number): boolean => rate <= LARGEST_RATE && rate >= SMALLEST_RATE;

/** The rule book in a file, or the default one. */
export async function readRuleBook(file: string | undefined): Promise<RuleBook> {
  const { DEFAULT_RULE_BOOK } = await import('../../rulebook/rule-book.ts');
  if (file === undefined) return DEFAULT_RULE_BOOK;
  const { parseRuleBook } = await import('../../rulebook/parse.ts');
  return parseRuleBook(readText(file, RULE_BOOK), file);
}

/**
 * The user's holdings as a run takes them and the ledger stores them; null where no file was named. A decision names the
 * file without its folder, so that it does not depend on where the file is.
 */
export const readHoldings = (path: string | undefined): StoredFile | null =>
  path === undefined ? null : { file: basename(path), text: readText(path, PORTFOLIO) };
