import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { UserError, type Problem } from '../market/problem.ts';
import { nearestOf } from '../math/edit-distance.ts';
import { issueInWords } from './issue-in-words.ts';
import { excessIn, isTooDeep } from './yaml-bounds.ts';

/** A document of the user's has a few pages; a larger file is something else. */
const MAX_CHARACTERS = 256 * 1024;

/** Faults reported at most; more of them help nobody (our choice). */
const MOST_FAULTS = 50;

/** What a document is, and how its faults are reported. */
export interface YamlDocument<T> {
  /** Name of the file in messages. */
  readonly file: string;
  readonly schema: z.ZodType<T>;
  /** With its article: `a rule book`. */
  readonly kind: string;
  readonly code: string;
  /** What helps against an unknown key or a wrong value. */
  readonly remedy: string;
  /** A document with every key, from which a misspelt one is guessed. */
  readonly complete?: () => T;
}

/**
 * Parses a document of the user's from YAML and validates it.
 *
 * @throws UserError with one problem per fault, each with file, line, path, value and the allowed values.
 */
export function parseYamlDocument<T>(
  text: string,
  { file, schema, kind, code, remedy, complete }: YamlDocument<T>,
): T {
  const fault = (line: number, message: string, helps: string): Problem => ({
    severity: 'error',
    code,
    about: line > 0 ? `${file}:${line}` : file,
    message,
    remedy: helps,
  });
  if (text.length > MAX_CHARACTERS) {
    throw new UserError([
      fault(0, `has ${text.length} characters; ${kind} has at most ${MAX_CHARACTERS}.`, 'Check the path.'),
    ]);
  }
  const excess = excessIn(text);
  if (excess) throw new UserError([fault(excess.line, excess.message, `Check that it is ${kind}.`)]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    throw new UserError(
      document.errors
        .slice(0, MOST_FAULTS)
        .map((e) =>
          fault(
            lines.linePos(e.pos[0]).line,
            `is not valid YAML: ${e.message.split('\n')[0]}`,
            'Correct this line.',
          ),
        ),
    );
  }
  // Aliases can expand without bound, which `toJS` rejects, and an alias can be inside the value it refers to.
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    throw new UserError([
      fault(0, `cannot be parsed: ${String(error)}`, 'Write out the values without aliases.'),
    ]);
  }
  if (isTooDeep(value))
    throw new UserError([
      fault(
        0,
        'has too many levels, or an alias inside the value it refers to.',
        'Write out the values without aliases.',
      ),
    ]);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UserError(
    parsed.error.issues
      .flatMap((issue) => pathsOf(issue).map((path) => ({ issue, path })))
      .slice(0, MOST_FAULTS)
      .map(({ issue, path }) => {
        const node: unknown = document.getIn(path, true);
        const offset = rangeStart(node) ?? rangeStart(document.getIn(path.slice(0, -1), true)) ?? 0;
        const found = valueAt(value, path);
        const shown = found === undefined ? '' : `: ${shortened(JSON.stringify(found))}`;
        const name = path.length === 0 ? kind : path.join('.');
        const meant =
          issue.code === 'unrecognized_keys' && complete ? nearestKey(complete(), path) : undefined;
        return fault(
          lines.linePos(offset).line,
          `${name}${shown} – ${issueInWords(issue, found)}${meant === undefined ? '.' : `; did you mean ${meant}?`}`,
          remedy,
        );
      }),
  );
}

/** An unknown key is reported at the key itself, not at the mapping that holds it. */
const pathsOf = (issue: z.core.$ZodIssue): string[][] => {
  const path = issue.path.map(String);
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
};

/** The key of a complete document that a misspelt one beside it is most like. */
function nearestKey(complete: unknown, path: readonly string[]): string | undefined {
  const beside = valueAt(complete, path.slice(0, -1));
  return typeof beside === 'object' && beside !== null
    ? nearestOf(path.at(-1)!, Object.keys(beside))
    : undefined;
}

/** A value in a message. */
const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

const rangeStart = (node: unknown): number | undefined =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? Number(node.range[0])
    : undefined;

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (v, key) =>
      typeof v === 'object' && v !== null && Object.hasOwn(v, key)
        ? (v as Record<string, unknown>)[key]
        : undefined,
    value,
  );
