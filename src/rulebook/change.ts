import { isDeepStrictEqual } from 'node:util';
import { usageError, userError } from '../market/problem.ts';
import { issueInWords } from './issue-in-words.ts';
import { faultsBetweenSections, type RuleBook, ruleBook } from './rule-book.ts';

/** A parameter whose value differs between two rule books. */
export interface RuleChange {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The parameters that differ between two rule books, in the order of the document.
 *
 * @param from a rule book.
 * @param to another one.
 * @returns one entry per parameter: its path and both values.
 * @example
 * import { DEFAULT_RULE_BOOK, diffRuleBooks, parseRuleBook } from 'trrm';
 *
 * console.log(diffRuleBooks(DEFAULT_RULE_BOOK, parseRuleBook('regimes: { enterBullish: 0.25 }')));
 */
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
 * @param book the rule book to start from; it is not changed.
 * @param settings paths and their new values.
 * @returns the changed rule book.
 * @throws UserError where the changed rule book is not valid; a usage error where a parameter does not exist or takes a value
 * of another type.
 * @example
 * import { DEFAULT_RULE_BOOK, withRules } from 'trrm';
 *
 * const rules = withRules(DEFAULT_RULE_BOOK, [{ path: 'allocations.trading.turnoverLimit', value: 0.2 }]);
 * console.log(rules.allocations.trading.turnoverLimit);
 */
export function withRules(book: RuleBook, settings: readonly RuleSetting[]): RuleBook {
  const changed = settings.reduce<unknown>(
    (node, { path, value }) => setAt(node, path.split('.'), 0, value),
    book,
  );
  const quickly = changedSections(book, changed as RuleBook, settings);
  if (quickly) return quickly;
  const parsed = ruleBook.safeParse(changed);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue!.path.join('.');
  const given = settings.map((s) => `${s.path}=${JSON.stringify(s.value)}`).join(', ');
  const found = settings.find((s) => s.path === path)?.value ?? null;
  const message = `${issueInWords(issue!, found)} (with ${given}).`;
  const remedy = 'trrm rulebook show lists every parameter with its meaning.';
  throw issue!.code === 'invalid_type'
    ? usageError(path, message, remedy)
    : userError('rule-value', path, message, remedy);
}

/**
 * The changed rule book, if it is valid: of a valid book only the sections that change need to be read again, which is a tenth of
 * the work for a sweep of many rule books. Null where something is wrong, which reading it as a whole then names.
 */
function changedSections(
  book: RuleBook,
  changed: RuleBook,
  settings: readonly RuleSetting[],
): RuleBook | null {
  const sections = [...new Set(settings.map(({ path }) => path.split('.')[0] as keyof RuleBook))];
  const read = sections.map((name) => [name, ruleBook.shape[name].safeParse(changed[name])] as const);
  if (read.some(([, { success }]) => !success)) return null;
  const result = { ...book, ...Object.fromEntries(read.map(([name, { data }]) => [name, data])) };
  return faultsBetweenSections(result).length === 0 ? result : null;
}

function setAt(node: unknown, keys: readonly string[], depth: number, value: unknown): unknown {
  const key = keys[depth]!;
  if (!isRecord(node) || !Object.hasOwn(node, key)) {
    const parent = depth === 0 ? 'the rule book' : keys.slice(0, depth).join('.');
    const known = isRecord(node) ? `Parameters of ${parent} are ${Object.keys(node).join(', ')}; ` : '';
    throw usageError(
      keys.join('.'),
      `There is no rule ${keys.slice(0, depth + 1).join('.')}.`,
      `${known}trrm rulebook show lists all of them.`,
    );
  }
  return { ...node, [key]: depth === keys.length - 1 ? value : setAt(node[key], keys, depth + 1, value) };
}
