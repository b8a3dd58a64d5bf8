import { html, type Markup, type Piece, plainText } from './markup.ts';

/** A column of a table: its heading and its cell for a row. */
export interface Column<Row> {
  readonly head: Piece;
  readonly cell: (row: Row) => Piece;
  /**
   * `text` (default), `unbroken` (no line breaks) and `ample` (half of the width) are left-aligned, `number` is
   * right-aligned, and `figure` is as wide as its drawing.
   */
  readonly kind?: 'text' | 'unbroken' | 'ample' | 'number' | 'figure';
}

export interface Table<Row> {
  /** Caption of the table, read by screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Total rows, one cell per column. */
  readonly totals?: readonly (readonly Piece[])[];
  /** `long` and `wide` tables of many rows may break across printed pages, others do not; `wide` tables have many columns. */
  readonly look?: 'long' | 'wide' | 'plain';
  /** Whether a `long` or `wide` table may break however few its rows, since several such tables follow each other. */
  readonly breaks?: boolean;
  /**
   * On a phone: `fit` squeezes the columns into the width, `stack` prints each row as a block of headings and cells, and
   * `scroll` keeps a matrix as it is. Default: `fit` up to four columns, else `stack`.
   */
  readonly narrow?: 'fit' | 'stack' | 'scroll';
}

/** The most rows of a table that is never broken across printed pages. */
const WHOLE = 24;

/** The most columns that fit the width of a phone. */
const FITTING = 4;

/**
 * Renders a table whose first column names the rows. A table that is stacked on a phone would lose its roles, and so has them
 * written out, and a heading at each cell.
 */
export function table<Row>({
  label,
  columns,
  rows,
  totals = [],
  look = 'plain',
  breaks = false,
  narrow = columns.length <= FITTING ? 'fit' : 'stack',
}: Table<Row>): Markup {
  const isStacked = narrow === 'stack';
  const role = (name: string): Piece => isStacked && html` role="${name}"`;
  const classOf = ({ kind }: Column<Row>): Piece => kind && kind !== 'text' && html` class="${kind}"`;
  const head = columns.map((c) => html`<th${role('columnheader')} scope="col"${classOf(c)}>${c.head}</th>`);
  const attributes = columns.map((c, i) =>
    i === 0
      ? [role('rowheader'), html` scope="row"`, classOf(c)]
      : [role('cell'), classOf(c), isStacked && html` data-label="${plainText(c.head)}"`],
  );
  const cells = (pieces: readonly Piece[]) =>
    pieces.map((piece, i) =>
      i === 0 ? html`<th${attributes[i]}>${piece}</th>` : html`<td${attributes[i]}>${piece}</td>`,
    );
  const line = (pieces: readonly Piece[]) => html`<tr${role('row')}>${cells(pieces)}</tr>`;
  const whole = rows.length <= WHOLE && !breaks ? ['whole'] : [];
  const classes = ['table', look === 'wide' ? 'long wide' : look, narrow, ...whole];
  return html`<div class="${classes.join(' ')}" role="region" aria-label="${label}" tabindex="0">
    <table${role('table')}>
      <caption>${label}</caption>
      <thead${role('rowgroup')}><tr${role('row')}>${head}</tr></thead>
      <tbody${role('rowgroup')}>
        ${rows.map((row) => line(columns.map((c) => c.cell(row))))}
      </tbody>
      ${totals.length > 0 && html`<tfoot${role('rowgroup')}>${totals.map(line)}</tfoot>`}
    </table>
  </div>`;
}
