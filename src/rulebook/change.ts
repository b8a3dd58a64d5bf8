import { isDeepStrictEqual } from 'node:util';
import { userError } from '../market/problem.ts';
import { type RuleBook, ruleBook } from './rule-book.ts';

/** A parameter whose value differs between two rule books. */
export interface RuleChange {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parameters that differ between two rule books, in the order of the document. */
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

/** A parameter's path, e.g. `regimes.enterBullish`, and its new value. */
export interface RuleSetting {
  readonly path: string;
  readonly value: unknown;
}

/**
 * A rule book with several parameters changed at once. The result is validated as a whole, so that weights that must sum to 1
 * can be changed together.
 *
 * @throws UserError where a parameter does not exist or the changed rule book is not valid.
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
    '`trrm rulebook show` lists every parameter with its meaning.',
  );
}

function setAt(node: unknown, keys: readonly string[], depth: number, value: unknown): unknown {
  const key = keys[depth]!;
  if (!isRecord(node) || !Object.hasOwn(node, key)) {
    const known = isRecord(node) ? Object.keys(node).join(', ') : 'none';
    throw userError(
      'rule-path',
      keys.join('.'),
      `the rule book has no parameter ${keys.slice(0, depth + 1).join('.')}; parameters at this level: ${known}.`,
      '`trrm rulebook show` lists every parameter.',
    );
  }
  return { ...node, [key]: depth === keys.length - 1 ? value : setAt(node[key], keys, depth + 1, value) };
}
