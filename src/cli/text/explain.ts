import { figureText } from '../../explain/figure-text.ts';
import { namedPointer } from '../../explain/find-figure.ts';
import type { Evidence, Explanation, ParameterUsed } from '../../explain/explanation.ts';
import { valueAt } from '../../explain/pointer.ts';
import type { BacktestDocument } from '../../backtest/document/document.ts';
import type { PackDocument } from '../../pack/document/pack-document.ts';
import type { Decision } from '../../decision/document/decision.ts';
import { counted } from '../../format/numbers.ts';
import { day, displayDay } from '../../market/day.ts';
import { simulatedMark } from './layout/simulated-mark.ts';
import { printable } from './layout/printable.ts';
import { wrapped } from './layout/wrapped.ts';

const WIDTH = 108;
/** Inputs, rows and files listed at one place; `--all` lists every one. */
export const FEW = 8;

export interface ExplainTextOptions {
  /** The document that the figures are of. */
  readonly document: unknown;
  /** The first line: which document it is. */
  readonly heading: string;
  /** Whether every input and row is listed. */
  readonly all: boolean;
}

/** An explanation as a tree: each figure with its formula, rule-book parameters and rows, its inputs indented below it. */
export function explainText(root: Explanation, { document, heading, all }: ExplainTextOptions): string {
  const files = new Map<string, string>();
  const explained = new Set<string>();
  const lines: string[] = [];
  const most = all ? Infinity : FEW;
  const name = (pointer: string): string => namedPointer(document, pointer);

  const block = (node: Explanation, first: string, rest: string): void => {
    const write = (text: string, indent = '  '): void => {
      for (const line of wrapped(printable(text), WIDTH - rest.length - indent.length - 2))
        lines.push(`${rest}${indent}${line}`);
    };
    const again = explained.has(node.pointer) ? ', explained above' : '';
    const head = `${name(node.pointer)}  ${figureText(node.value, node.unit)}${exactText(node)}${again}`;
    const [top = '', ...below] = wrapped(printable(head), WIDTH - first.length);
    lines.push(`${first}${top}`, ...below.map((line) => `${rest}  ${line}`));
    if (explained.has(node.pointer)) return;
    explained.add(node.pointer);
    write(node.words);
    if (node.symbols !== null) write(node.symbols, '  = ');
    for (const used of limited(node.parameters, most)) write(parameterText(used), '  rule book: ');
    more(node.parameters.length, most, 'parameter', write);
    // Fields of one row are read apart, and their rows are the same.
    const rows = [...new Map(node.rows.map((evidence) => [evidenceText(evidence), evidence])).values()];
    for (const evidence of limited(rows, most)) {
      for (const { name, sha256 } of filesOf(evidence)) files.set(name, sha256);
      write(evidenceText(evidence), '  row: ');
    }
    more(rows.length, most, 'row', write);
    if (node.inputs.length === 0 && node.inputsLeftOut > 0)
      write(`from ${counted(node.inputsLeftOut, 'further figure')}: trrm explain … ${name(node.pointer)}`);
    const shown = limited(node.inputs, most);
    const hidden = node.inputs.length === 0 ? 0 : node.inputs.length + node.inputsLeftOut - shown.length;
    shown.forEach((input, i) => {
      const last = i === shown.length - 1 && hidden === 0;
      block(input, `${rest}${last ? '└─ ' : '├─ '}`, `${rest}${last ? '   ' : '│  '}`);
    });
    if (hidden > 0) lines.push(`${rest}└─ and ${counted(hidden, 'more input')}; --all lists them`);
  };

  block(root, '', '');
  const listed = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const fileLines = listed.flatMap(([file, hash]) => [`  ${printable(file)}`, `    SHA-256 ${hash}`]);
  return `${heading}

${lines.join('\n')}
${fileLines.length > 0 ? `\nFiles\n${fileLines.join('\n')}\n` : ''}`;
}

/** The heading of explanations of a recorded decision. */
export const decisionHeading = ({ asOf, simulated }: Decision, entry: number): string =>
  `${simulatedMark(simulated)}Decision of ${displayDay(day(asOf))}, entry ${entry} of the ledger, made again from its rows`;

/** The heading of explanations of a back-test’s document. */
export const backtestHeading = ({ from, to, simulated }: BacktestDocument['plan']): string =>
  `${simulatedMark(simulated)}Back-test from ${displayDay(day(from))} to ${displayDay(day(to))}: hypothetical results, explained within the document`;

/** The heading of explanations of a pack’s document. */
export const packHeading = ({ asOf, simulated, decision }: PackDocument): string =>
  `${simulatedMark(simulated)}Pack of ${displayDay(day(asOf))}, decision in entry ${decision.entry} of the ledger`;

/** The members of a part of the document, with their values. */
export const groupText = (document: unknown, pointer: string, members: readonly string[]): string =>
  `${printable(pointer) || 'The document'} has ${counted(members.length, 'part')}. Explain one of them:\n${members
    .map((member) => {
      const value = valueAt(document, member);
      const text = typeof value === 'object' && value !== null ? '…' : String(value);
      return printable(`  ${namedPointer(document, member)}  ${text}`).slice(0, WIDTH);
    })
    .join('\n')}\n`;

const limited = <T>(list: readonly T[], most: number): readonly T[] => list.slice(0, most);

function more(n: number, most: number, what: string, write: (text: string) => void): void {
  if (n > most) write(`and ${counted(n - most, `more ${what}`)}; --all lists them`);
}

/** The stored number, where the text rounds it. */
const exactText = ({ value, unit }: Explanation): string =>
  typeof value === 'number' && !Number.isInteger(value) && figureText(value, unit) !== String(value)
    ? `  (${value})`
    : '';

const parameterText = ({ path, value }: ParameterUsed): string =>
  `${path} = ${typeof value === 'string' ? value : JSON.stringify(value)}`;

const filesOf = (evidence: Evidence): readonly { readonly name: string; readonly sha256: string }[] =>
  evidence.kind === 'rows' ? evidence.files : [{ name: evidence.file, sha256: evidence.sha256 }];

function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'row':
      return `${evidence.series} ${displayDay(day(evidence.day))} = ${evidence.value}, ${evidence.file}:${evidence.line}`;
    case 'line':
      return `${evidence.file}:${evidence.line}: ${evidence.text}`;
    case 'rows':
      return `${evidence.series}, ${counted(evidence.rows, 'row')} from ${displayDay(day(evidence.first))} to ${displayDay(day(evidence.last))} in ${counted(evidence.files.length, 'file')}`;
  }
}
