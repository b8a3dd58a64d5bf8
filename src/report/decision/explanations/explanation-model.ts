import type { Evidence, Explanation } from '../../../explain/explanation.ts';
import { figureText } from '../../../explain/figure-text.ts';
import { namedPointer } from '../../../explain/find-figure.ts';
import { counted } from '../../../format/numbers.ts';
import { dateText } from '../../page/dates.ts';

/** Inputs and rows shown at one place; `trrm explain` lists all of them. */
const FEW = 8;

/** The explanation of one figure as a page shows it. */
export interface ExplanationModel {
  readonly pointer: string;
  /** The pointer with the names of list entries. */
  readonly name: string;
  readonly value: string;
  readonly words: string;
  readonly symbols: string | null;
  readonly parameters: readonly string[];
  /** Rows with file, line and the first digits of the file’s hash. */
  readonly rows: readonly string[];
  readonly inputs: readonly ExplanationModel[];
  /** What is not shown, in words; null where everything is. */
  readonly more: string | null;
}

/** Explanations of figures of a document in the words of a page. */
export const explanationModel = (document: unknown, explanation: Explanation): ExplanationModel => {
  const { pointer, value, unit, words, symbols, parameters, rows, inputs, inputsLeftOut } = explanation;
  const hidden = [
    [parameters.length - FEW, 'parameter'],
    [rows.length - FEW, 'row'],
    [Math.max(0, inputs.length - FEW) + inputsLeftOut, 'input'],
  ] as const;
  const more = hidden.flatMap(([n, what]) => (n > 0 ? [counted(n, `more ${what}`)] : []));
  return {
    pointer,
    name: namedPointer(document, pointer),
    value: figureText(value, unit),
    words,
    symbols,
    parameters: parameters.slice(0, FEW).map((p) => `${p.path} = ${parameterText(p.value)}`),
    rows: rows.slice(0, FEW).map(evidenceText),
    inputs: inputs.slice(0, FEW).map((input) => explanationModel(document, input)),
    more: more.length === 0 ? null : more.join(', '),
  };
};

const parameterText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Digits of a hash, as the audit trail prints them. */
const SHORT_HASH = 12;

function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'row':
      return `${evidence.series}, ${dateText(evidence.day)}: ${evidence.value}; ${evidence.file}, line ${evidence.line} (${evidence.sha256.slice(0, SHORT_HASH)})`;
    case 'line':
      return `${evidence.file}, line ${evidence.line}: ${evidence.text} (${evidence.sha256.slice(0, SHORT_HASH)})`;
    case 'rows':
      return `${evidence.series}: ${counted(evidence.rows, 'row')} from ${dateText(evidence.first)} to ${dateText(evidence.last)} in ${counted(evidence.files.length, 'file')}; the audit trail lists them`;
  }
}
