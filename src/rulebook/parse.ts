import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { UserError, type Problem } from '../market/problem.ts';
import { type RuleBook, ruleBook } from './rule-book.ts';

/** A rule book is a page or two; a larger file is something else. */
const LARGEST = 256 * 1024;

/**
 * Reads a rule book from YAML. What it leaves out has its default; unknown keys are errors.
 *
 * @param file how the file is called in messages.
 * @throws UserError with one problem for each fault, each with file, line, path, value and what is allowed.
 */
export function parseRuleBook(text: string, file: string): RuleBook {
  const fault = (line: number, message: string, remedy: string): Problem => ({
    severity: 'error',
    code: 'rule-book',
    about: line > 0 ? `${file}:${line}` : file,
    message,
    remedy,
  });
  if (text.length > LARGEST) {
    throw new UserError([
      fault(0, `is ${text.length} characters long; a rule book has at most ${LARGEST}.`, 'Check the path.'),
    ]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    throw new UserError(
      document.errors.map((e) =>
        fault(lines.linePos(e.pos[0]).line, `is not YAML: ${e.message.split('\n')[0]}`, 'Mend the line.'),
      ),
    );
  }
  // An alias may be named by many others: `toJS` refuses the documents that would grow without bound.
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    throw new UserError([
      fault(0, `cannot be read: ${String(error)}`, 'Write the values out without aliases.'),
    ]);
  }
  const parsed = ruleBook.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UserError(
    parsed.error.issues.flatMap((issue) =>
      pathsOf(issue).map((path) => {
        const node: unknown = document.getIn(path, true);
        const offset = rangeStart(node) ?? rangeStart(document.getIn(path.slice(0, -1), true)) ?? 0;
        const found = valueAt(value, path);
        const shown = found === undefined ? '' : `: ${JSON.stringify(found)}`;
        return fault(
          lines.linePos(offset).line,
          `${path.join('.')}${shown} – ${issue.code === 'unrecognized_keys' ? 'there is no such key' : issue.message}.`,
          'See `trrm rulebook show` for every key, its default and its meaning.',
        );
      }),
    ),
  );
}

/** An unknown key is reported at the key itself, not at the mapping that holds it. */
const pathsOf = (issue: z.core.$ZodIssue): string[][] => {
  const path = issue.path.map(String);
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
};

const rangeStart = (node: unknown): number | undefined =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? Number(node.range[0])
    : undefined;

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (v, key) => (typeof v === 'object' && v !== null ? (v as Record<string, unknown>)[key] : undefined),
    value,
  );
