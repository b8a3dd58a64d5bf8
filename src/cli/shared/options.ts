import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { type Day, parseIso } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';

/** What every command takes. */
export interface CommonOptions {
  readonly store: string;
  readonly rulebook?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const withCommon = (command: Command): Command =>
  command
    .option('--store <file>', 'the market store', '.trrm/market.duckdb')
    .option('--rulebook <file>', 'a rule book in YAML; what it leaves out has its default')
    .option('--json', 'machine-readable result on standard output, and nothing else there')
    .option('--quiet', 'no progress and no notes');

/** Reads an ISO date option. */
export function dateOption(text: string): Day {
  const day = parseIso(text);
  if (day === null) throw new InvalidArgumentError('Give a date like 2020-03-31.');
  return day;
}

/** The rule book of a run: the file's, or the defaults. */
export async function readRuleBook(file: string | undefined): Promise<RuleBook> {
  const { DEFAULT_RULE_BOOK } = await import('../../rulebook/rule-book.ts');
  if (file === undefined) return DEFAULT_RULE_BOOK;
  const { parseRuleBook } = await import('../../rulebook/parse.ts');
  return parseRuleBook(readText(file, 'a rule book'), file);
}

/**
 * A small text file that the user named, in UTF-8. A byte order mark in front, as spreadsheets write it, is no part
 * of the text.
 */
export function readText(file: string, what: string): string {
  const refuse = (message: string, remedy = `Give the path of ${what}.`) =>
    userError('unreadable-file', file, message, remedy);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw refuse(missing ? 'there is no such file.' : `cannot be read: ${(error as Error).message}.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('is not UTF-8 text.', 'Save it as UTF-8 (in a spreadsheet: CSV UTF-8).');
  }
}
