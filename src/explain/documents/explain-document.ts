import type { TreeSize } from '../explain.ts';
import type { Explanation } from '../explanation.ts';
import { isLeaf, type Leaf, valueAt } from '../pointer.ts';
import { type DocumentAt, type DocumentRule, stageOf } from './document-rule.ts';

/** How the leaves of one kind of document are explained. */
export interface DocumentRules {
  /** For a pointer the first pattern that matches counts. */
  readonly rules: readonly DocumentRule[];
  /** Says of a leaf without a rule where it comes from, and how to make it again. */
  readonly otherwise: (at: DocumentAt) => string;
}

/**
 * The explanation of one leaf of a document, from other figures of the same document.
 *
 * @throws RangeError for a pointer that is not a leaf.
 */
export function explainInDocument(
  document: unknown,
  rules: DocumentRules,
  pointer: string,
  { depth = 3, most = Infinity }: TreeSize = {},
): Explanation {
  const value = valueAt(document, pointer);
  if (!isLeaf(value)) throw new RangeError(`${pointer} is not a leaf of the document`);
  const { rule, at } = ruleIn(document, rules, pointer);
  const inputs = inputsIn(document, rules, pointer);
  const explained =
    depth > 0
      ? inputs
          .slice(0, most)
          .map((input) => explainInDocument(document, rules, input, { depth: depth - 1, most }))
      : [];
  return {
    pointer,
    value,
    unit: typeof rule.unit === 'function' ? rule.unit(at) : rule.unit,
    origin: rule.origin,
    words: rule.words(at),
    symbols: rule.symbols ?? null,
    parameters: [],
    rows: [],
    inputs: explained,
    inputsLeftOut: inputs.length - explained.length,
  };
}

/** The pointers of the inputs of a leaf that the document has, in the order in which its rule takes them. */
export function inputsIn(document: unknown, rules: DocumentRules, pointer: string): readonly string[] {
  const { rule, at } = ruleIn(document, rules, pointer);
  return (rule.inputs?.(at) ?? []).filter((input) => {
    const value = valueAt(document, input);
    return value !== undefined && isLeaf(value);
  });
}

/** A leaf again from given values of its inputs; undefined where its rule is not a formula. */
export function recomputeIn(
  document: unknown,
  rules: DocumentRules,
  pointer: string,
  inputs: readonly Leaf[],
): unknown {
  const { rule, at } = ruleIn(document, rules, pointer);
  return rule.recompute?.(inputs, at);
}

/** The rule of a leaf and where it is applied; a leaf without one has the sentence of its document. */
export function ruleIn(
  document: unknown,
  { rules, otherwise }: DocumentRules,
  pointer: string,
): { readonly rule: DocumentRule; readonly at: DocumentAt } {
  for (const rule of rules) {
    const found = patternOf(rule).exec(pointer);
    if (found) return { rule, at: { document, pointer, keys: found.slice(1) } };
  }
  return { rule: stageOf('', 'number', otherwise), at: { document, pointer, keys: [] } };
}

const patterns = new WeakMap<DocumentRule, RegExp>();

function patternOf(rule: DocumentRule): RegExp {
  const made =
    patterns.get(rule) ??
    new RegExp(`^${rule.pattern.replace(/\*\*?/g, (all) => (all === '*' ? '([^/]+)' : '(.+)'))}$`);
  patterns.set(rule, made);
  return made;
}
