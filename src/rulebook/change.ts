import { isDeepStrictEqual } from 'node:util';
import { userError } from '../market/problem.ts';
import { type RuleBook, ruleBook } from './rule-book.ts';

/** One parameter that two rule books differ in. */
export interface RuleChange {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where two rule books differ, parameter by parameter, in the order of the book. */
export function diffRuleBooks(from: RuleBook, to: RuleBook): RuleChange[] {
  const walk = (a: unknown, b: unknown, path: readonly string[]): RuleChange[] => {
    if (isRecord(a) && isRecord(b)) {
      return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
        walk(a[key], b[key], [...path, key]),
      );
    }
    return isDeepStrictEqual(a, b) ? [] : [{ path: path.join('.'), from: a, to: b }];
  };
  return walk(from, to, []);
}

/** A parameter by its path, e.g. `regimes.enterBullish`, and the value it is to have. */
export interface RuleSetting {
  readonly path: string;
  readonly value: unknown;
}

/**
 * The rule book with parameters changed, all at once: validated as a whole afterwards, so that weights that must sum
 * to 1 can be moved together.
 *
 * @throws UserError where there is no such parameter or the book would not be valid with them.
 */
export function withRules(book: RuleBook, settings: readonly RuleSetting[]): RuleBook {
  const changed = settings.reduce<unknown>(
    (node, { path, value }) => setAt(node, path.split('.'), 0, value),
    book,
  );
  const parsed = ruleBook.safeParse(changed);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue!.path.join('.');
  const given = settings.map((s) => `${s.path}=${JSON.stringify(s.value)}`).join(', ');
  throw userError(
    'rule-value',
    path,
    `${issue!.message} (with ${given}).`,
    'See `trrm rulebook show` for what is allowed.',
  );
}

function setAt(node: unknown, keys: readonly string[], depth: number, value: unknown): unknown {
  const key = keys[depth]!;
  if (!isRecord(node) || !Object.hasOwn(node, key)) {
    const known = isRecord(node) ? Object.keys(node).join(', ') : 'nothing below it';
    throw userError(
      'rule-path',
      keys.join('.'),
      `there is no rule ${keys.slice(0, depth + 1).join('.')}; known here: ${known}.`,
      'See `trrm rulebook show`.',
    );
  }
  return { ...node, [key]: depth === keys.length - 1 ? value : setAt(node[key], keys, depth + 1, value) };
}
