/**
 * The cells of one line of CSV, or null if a quotation mark is not closed. Not a CSV library, because rows are accounted
 * for by line: a stray quotation mark must invalidate its own line only, not swallow the following lines.
 */
export function splitFields(line: string): string[] | null {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  if (!text.includes('"')) return text.split(',');
  const quoted = allQuoted(text);
  if (quoted) return quoted;
  const cells: string[] = [];
  for (let from = 0; ;) {
    if (text[from] !== '"') {
      const comma = text.indexOf(',', from);
      const cell = comma < 0 ? text.slice(from) : text.slice(from, comma);
      if (cell.includes('"')) return null;
      cells.push(cell);
      if (comma < 0) return cells;
      from = comma + 1;
      continue;
    }
    let close = text.indexOf('"', from + 1);
    while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
    if (close < 0) return null;
    cells.push(text.slice(from + 1, close).replaceAll('""', '"'));
    if (close === text.length - 1) return cells;
    if (text[close + 1] !== ',') return null;
    from = close + 2;
  }
}

/** The common case, several times faster: every cell quoted, no quotation mark inside a cell. */
function allQuoted(text: string): string[] | null {
  if (!text.startsWith('"')) return null;
  const cells: string[] = [];
  for (let from = 1; ;) {
    const close = text.indexOf('"', from);
    if (close < 0) return null;
    cells.push(text.slice(from, close));
    if (close === text.length - 1) return cells;
    if (!text.startsWith(',"', close + 1)) return null;
    from = close + 3;
  }
}

/** The column names, trimmed, without empty ones after a trailing comma. */
export function columnsOf(line: string): string[] {
  const cells = (splitFields(line) ?? [line.trim()]).map((cell) => cell.trim());
  while (cells.length > 1 && cells.at(-1) === '') cells.pop();
  return cells;
}
