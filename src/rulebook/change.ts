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

/**
 * The rule book with one parameter changed, e.g. `regimes.enterBullish` to 0.25, validated as a whole.
 *
 * @throws UserError where there is no such parameter or the book would not be valid with it.
 */
export function withRule(book: RuleBook, path: string, value: unknown): RuleBook {
  const keys = path.split('.');
  const set = (node: unknown, depth: number): unknown => {
    const key = keys[depth]!;
    if (!isRecord(node) || !Object.hasOwn(node, key)) {
      const known = isRecord(node) ? Object.keys(node).join(', ') : 'nothing below it';
      throw userError(
        'rule-path',
        path,
        `there is no rule ${keys.slice(0, depth + 1).join('.')}; known here: ${known}.`,
        'See `trrm rulebook show`.',
      );
    }
    return { ...node, [key]: depth === keys.length - 1 ? value : set(node[key], depth + 1) };
  };
  const parsed = ruleBook.safeParse(set(book, 0));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw userError(
    'rule-value',
    path,
    `${JSON.stringify(value)} – ${issue!.path.join('.')} ${issue!.message}.`,
    'See `trrm rulebook show` for what is allowed.',
  );
}
