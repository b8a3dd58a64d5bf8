import type { RuleBook } from '../rulebook/rule-book.ts';
import { ruleFor } from './decision-rules.ts';
import type { Evidence, Explanation, ParameterUsed } from './explanation.ts';
import { isLeaf, type Leaf, valueAt } from './pointer.ts';
import { type At, madeAgain, type MadeDecision, type RowsAsked } from './rule.ts';

/** How much of a tree is made. */
export interface TreeSize {
  /** Levels of inputs below the figure; default: 3. */
  readonly depth?: number;
  /** Inputs explained at one place; default: all. A sum over orders has hundreds. */
  readonly most?: number;
}

/** Looks rows up, as the run saw them. */
export type FindRows = (asked: RowsAsked) => Promise<readonly Evidence[]>;

/** What a figure is explained from. */
export interface ExplainInput {
  readonly made: MadeDecision;
  readonly findRows: FindRows;
}

/**
 * The explanation of one leaf of a decision: formula, rule-book parameters, rows, and its inputs in turn.
 *
 * @param input a recorded decision that was made again (`explainedDecision`), while its store is open.
 * @param pointer a JSON pointer of a leaf, such as `/regime/score`; `findFigure` finds it by name.
 * @param size how much of the tree is made; the rest is counted in `inputsLeftOut`.
 * @returns the figure with its inputs in turn. Values are those of the decision, in its units.
 * @throws RangeError for a pointer that is not a leaf of the decision.
 * @example
 * import { readFileSync } from 'node:fs';
 * import { explainedDecision, explainFigure, modelsBesideStore, openStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb', { mode: 'read' });
 * const file = '.trrm/demo/decision.json';
 * const explained = await explainedDecision(store, readFileSync(file, 'utf8'), file, {
 *   cache: { ...modelsBesideStore(store.file), writable: false },
 *   progress: () => {},
 * });
 * const { words, inputs } = await explainFigure(explained, '/regime/score');
 * await store.close();
 * console.log(words, inputs.length);
 */
export async function explainFigure(
  { made, findRows }: ExplainInput,
  pointer: string,
  { depth = 3, most = Infinity }: TreeSize = {},
): Promise<Explanation> {
  const value = valueAt(made.decision, pointer);
  if (!isLeaf(value)) throw new RangeError(`${pointer} is not a leaf of the decision`);
  const { rule, at } = applied(made, pointer, value);
  const inputs = inputsOf(made, pointer);
  const rows: Evidence[] = [];
  for (const asked of rule.rows?.(at) ?? []) rows.push(...(await findRows(asked)));
  const explained: Explanation[] = [];
  if (depth > 0) {
    for (const input of inputs.slice(0, most))
      explained.push(await explainFigure({ made, findRows }, input, { depth: depth - 1, most }));
  }
  return {
    pointer,
    value,
    unit: rule.unit,
    origin: rule.origin,
    words: rule.words(at),
    symbols: (typeof rule.symbols === 'function' ? rule.symbols(at) : rule.symbols) ?? null,
    parameters: (rule.parameters?.(at) ?? []).map((path) => parameterUsed(made.book, path)),
    rows,
    inputs: explained,
    inputsLeftOut: inputs.length - explained.length,
  };
}

/** The pointers of the inputs of a leaf that the document has, in the order in which its rule takes them. */
export function inputsOf(made: MadeDecision, pointer: string): readonly string[] {
  const { rule, at } = applied(made, pointer, valueAt(made.decision, pointer) as Leaf);
  return (rule.inputs?.(at) ?? []).filter((input) => isLeafOf(made, input));
}

const isLeafOf = (made: MadeDecision, pointer: string): boolean => {
  const value = valueAt(made.decision, pointer);
  return value !== undefined && isLeaf(value);
};

/**
 * A leaf computed again from given values of its inputs, by the rule that explains it. What is a fact or a name is itself.
 *
 * @param inputs values in the order of `inputsOf`.
 */
export function recompute(made: MadeDecision, pointer: string, inputs: readonly Leaf[]): unknown {
  const { rule, at } = applied(made, pointer, valueAt(made.decision, pointer) as Leaf);
  if (rule.recompute) return rule.recompute(inputs, at);
  switch (rule.origin) {
    case 'copy':
      return inputs[0];
    case 'parameter':
      return parameterUsed(made.book, rule.parameters!(at)[0]!).value;
    case 'name':
    case 'fact':
      return valueAt(made.decision, pointer);
    default:
      return madeAgain(at);
  }
}

/** A leaf computed again from the bottom: its inputs are computed again first. */
export function recomputeTree(made: MadeDecision, pointer: string, known = new Map<string, Leaf>()): Leaf {
  const done = known.get(pointer);
  if (done !== undefined) return done;
  const inputs = inputsOf(made, pointer).map((input) => recomputeTree(made, input, known));
  const value = recompute(made, pointer, inputs) as Leaf;
  known.set(pointer, value);
  return value;
}

function applied(
  made: MadeDecision,
  pointer: string,
  value: Leaf,
): { rule: NonNullable<ReturnType<typeof ruleFor>>['rule']; at: At } {
  const found = ruleFor(pointer, typeof value === 'object' && value !== null);
  if (found === null) throw new Error(`no rule explains ${pointer}`);
  return { rule: found.rule, at: { made, pointer, keys: found.keys } };
}

/** A parameter, or a section of the rule book, by its dotted path. */
function parameterUsed(book: RuleBook, path: string): ParameterUsed {
  let value: unknown = book;
  for (const key of path.split('.')) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  return { path, value: value as ParameterUsed['value'] };
}
