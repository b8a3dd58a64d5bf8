/** Columns of a terminal that tables and paragraphs keep to: those of a window as it opens. */
export const TERMINAL_WIDTH = 80;

/** A text in lines of at most a width, broken between words, but not before a percent sign. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ (?!%)/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A paragraph as wide as a terminal; what is broken before stays broken. */
export const paragraph = (text: string): string =>
  text
    .split('\n')
    .flatMap((line) => wrapped(line, TERMINAL_WIDTH))
    .join('\n');

/** Two spaces within a line, or a rule: a row of a table, whose columns breaking would destroy. */
const ROW = /\S {2,}\S|─/;

/** A text of several lines for a terminal: lines too wide for it are broken, further lines of an indented one indented more. */
export const linesForTerminal = (text: string): string =>
  text
    .split('\n')
    .flatMap((line) => {
      if (line.length <= TERMINAL_WIDTH || ROW.test(line)) return [line];
      const indent = /^ */.exec(line)![0];
      const further = indent === '' ? '' : `${indent}  `;
      const [first = '', ...rest] = wrapped(line.slice(indent.length), TERMINAL_WIDTH - further.length);
      return [indent + first, ...rest.map((l) => further + l)];
    })
    .join('\n');

/** An item of a list below a title: indented, its further lines more so. */
export function listItem(text: string): string[] {
  const [first = '', ...rest] = wrapped(text, TERMINAL_WIDTH - 4);
  return [`  ${first}`, ...rest.map((line) => `    ${line}`)];
}

/**
 * Rows of a table for one thing: its name in lines of at most a width, beside the first of them the other cells, and below the name
 * further texts, indented.
 */
export function rowsBelowName(
  name: string,
  cells: readonly string[],
  texts: readonly string[],
  width: number,
): string[][] {
  const [first = '', ...rest] = wrapped(name, width);
  const below = texts.filter((t) => t !== '').flatMap((t) => wrapped(t, width - 2));
  return [
    [first, ...cells],
    ...[...rest, ...below.map((t) => `  ${t}`)].map((t) => [t, ...cells.map(() => '')]),
  ];
}

/** The same where the name is the last column: figures, then the name, which may be a path and is not broken, and texts below it. */
export const rowsAboveTexts = (
  cells: readonly string[],
  name: string,
  texts: readonly string[],
  width: number,
): string[][] => [
  [...cells, name],
  ...texts
    .filter((t) => t !== '')
    .flatMap((t) => wrapped(t, width - 2))
    .map((t) => [...cells.map(() => ''), `  ${t}`]),
];
