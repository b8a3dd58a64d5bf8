import { type Markup, type Piece, rewritten, withoutEntities } from '../page/markup.ts';

/** A page's body, and the style that it needs. */
export interface StyledBody {
  readonly body: Markup;
  readonly style: string;
}

/**
 * Writes the headings that stand at the cells of stacked tables on a phone once a table, in the style sheet, instead of at each cell:
 * a pack has thousands of cells, and they were a tenth of the file.
 */
export function headingsInStyle(piece: Piece): StyledBody {
  const classes = new Map<string, string>();
  const body = rewritten(piece, (markup) =>
    markup.replace(/<table role="table">[^]*?<\/table>/g, (table) => {
      const rows = table.split('<tr role="row">').map(headingsOf);
      const heads = rows.find((row) => row !== '');
      // Rows that differ keep their own.
      if (heads === undefined || rows.some((row) => row !== '' && row !== heads)) return table;
      const name = classes.get(heads) ?? `heads-${classes.size + 1}`;
      classes.set(heads, name);
      return table.replaceAll(HEADING, '').replace('<table', `<table class="${name}"`);
    }),
  );
  const rules = [...classes].flatMap(([heads, name]) =>
    heads
      .split(SEPARATOR)
      .map(
        (head, i) =>
          `  .${name} td:nth-child(${i + 2})::before { content: "${cssText(withoutEntities(head))}"; }`,
      ),
  );
  return { body, style: `\n@media screen and (max-width: 640px) {\n${rules.join('\n')}\n}` };
}

const HEADING = / data-label="([^"]*)"/g;
const SEPARATOR = '\t';

const headingsOf = (row: string): string => Array.from(row.matchAll(HEADING), (m) => m[1]).join(SEPARATOR);

/** Text inside a CSS string: what could end the string or the style sheet is written by its code. */
const cssText = (text: string): string =>
  text.replace(/["\\<\n\r\f]/g, (c) => `\\${c.charCodeAt(0).toString(16)} `);
