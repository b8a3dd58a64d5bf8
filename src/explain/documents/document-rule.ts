import type { Origin, Unit } from '../explanation.ts';
import { type Leaf, valueAt } from '../pointer.ts';

/** Where a rule of a document is applied: a pointer, and what its pattern's wildcards matched. */
export interface DocumentAt {
  readonly document: unknown;
  readonly pointer: string;
  readonly keys: readonly string[];
}

/** How the figures of one pattern of pointers come about, from figures of the same document. */
export interface DocumentRule {
  /** A pointer with `*` for any segment, `**` for any number of them and `(a|b)` for one of several. */
  readonly pattern: string;
  readonly origin: Origin;
  readonly unit: Unit | ((at: DocumentAt) => Unit);
  readonly words: (at: DocumentAt) => string;
  readonly symbols?: string;
  /** Pointers of the document; those that are not there are left out. */
  readonly inputs?: (at: DocumentAt) => readonly string[];
  /** The figure again from its inputs, in their order. Every formula and copy has it. */
  readonly recompute?: (inputs: readonly Leaf[], at: DocumentAt) => unknown;
}

type Words = string | ((at: DocumentAt) => string);
const asFunction = (words: Words): DocumentRule['words'] => (typeof words === 'string' ? () => words : words);

export const formulaOf = (
  pattern: string,
  unit: DocumentRule['unit'],
  words: Words,
  inputs: (at: DocumentAt) => readonly string[],
  recompute: (inputs: readonly Leaf[], at: DocumentAt) => unknown,
  symbols?: string,
): DocumentRule => ({
  pattern,
  origin: 'formula',
  unit,
  words: asFunction(words),
  inputs,
  recompute,
  ...(symbols !== undefined && { symbols }),
});

export const copyOf = (
  pattern: string,
  unit: DocumentRule['unit'],
  words: Words,
  input: (at: DocumentAt) => string,
): DocumentRule => ({
  pattern,
  origin: 'copy',
  unit,
  words: asFunction(words),
  inputs: (at) => [input(at)],
  recompute: ([value]) => value,
});

export const stageOf = (
  pattern: string,
  unit: DocumentRule['unit'],
  words: Words,
  inputs?: (at: DocumentAt) => readonly string[],
): DocumentRule => ({ pattern, origin: 'stage', unit, words: asFunction(words), ...(inputs && { inputs }) });

/** A list of the document that is explained; empty where it has none. */
export const listAt = ({ document }: DocumentAt, pointer: string): readonly unknown[] =>
  (valueAt(document, pointer) as readonly unknown[] | undefined) ?? [];

export const sumOf = (inputs: readonly Leaf[]): number =>
  (inputs as readonly number[]).reduce((sum, x) => sum + x, 0);
