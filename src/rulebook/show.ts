import { isDeepStrictEqual } from 'node:util';
import { Document, isScalar, type Node, visit } from 'yaml';
import { z } from 'zod';
import { sha256 } from '../market/files/sha256.ts';
import { DEFAULT_BACKTEST_RULES } from './backtest-rules.ts';
import { DEFAULT_REPORTING_RULES } from './reporting-rules.ts';
import { type RuleBook, ruleBook } from './rule-book.ts';

/**
 * The complete rule book as YAML, keys in schema order. With `comments`, each parameter's description is printed above it.
 * Without, the bytes are the canonical form that is hashed and stored in the ledger.
 *
 * @param book a complete rule book.
 * @returns YAML that `parseRuleBook` reads back.
 * @example
 * import { DEFAULT_RULE_BOOK, showRuleBook } from 'trrm';
 *
 * console.log(showRuleBook(DEFAULT_RULE_BOOK, { comments: true }).slice(0, 200));
 */
export function showRuleBook(book: RuleBook, { comments }: { readonly comments: boolean }): string {
  if (!comments) return canonicalText(book);
  const document = new Document(book);
  visit(document, {
    Pair(_, pair, ancestors) {
      if (!isScalar(pair.key)) return;
      const path = [...ancestors.flatMap(keyOf), String(pair.key.value)];
      const meaning = meaningOf(path);
      if (meaning) (pair.key as Node & { commentBefore?: string }).commentBefore = ` ${meaning}`;
      if (path.length === 1) pair.key.spaceBefore = true;
    },
  });
  return textOf(document);
}

/** Sections that no decision depends on, with their defaults. */
const NOT_GOVERNING = { backtest: DEFAULT_BACKTEST_RULES, reporting: DEFAULT_REPORTING_RULES } as const;

/**
 * A rule book without comments: what governs a decision. Sections that do not are left out while they have their defaults, so
 * that a decision's hash does not change by them. Formatting takes a twentieth of a second, and rule books are immutable.
 */
function canonicalText(book: RuleBook): string {
  const text = canonicalTexts.get(book) ?? textOf(new Document(governing(book)));
  canonicalTexts.set(book, text);
  return text;
}

const governing = (book: RuleBook): Partial<RuleBook> =>
  Object.fromEntries(
    Object.entries(book).filter(
      ([section, rules]) =>
        !(section in NOT_GOVERNING) ||
        !isDeepStrictEqual(rules, NOT_GOVERNING[section as keyof typeof NOT_GOVERNING]),
    ),
  );

const canonicalTexts = new WeakMap<RuleBook, string>();

const textOf = (document: Document): string => document.toString({ lineWidth: 110 });

/**
 * Hex SHA-256 of the canonical rule book: equal rules have equal hashes, however the file is formatted.
 *
 * @param book a complete rule book.
 * @returns 64 hexadecimal digits.
 * @example
 * import { DEFAULT_RULE_BOOK, hashRuleBook } from 'trrm';
 *
 * console.log(hashRuleBook(DEFAULT_RULE_BOOK));
 */
export const hashRuleBook = (book: RuleBook): string => sha256(canonicalText(book));

const keyOf = (ancestor: unknown): string[] =>
  typeof ancestor === 'object' && ancestor !== null && 'key' in ancestor && isScalar(ancestor.key)
    ? [String(ancestor.key.value)]
    : [];

interface JsonSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

let described: JsonSchema | undefined;

/** The description of a parameter, from the schema that validates it. */
function meaningOf(path: readonly string[]): string | undefined {
  described ??= z.toJSONSchema(ruleBook, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return path.reduce<JsonSchema | undefined>((schema, key) => schema?.properties?.[key], described)
    ?.description;
}
