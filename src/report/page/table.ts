import { html, type Markup, type Piece } from './markup.ts';

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
  /** `long` and `wide` tables may break across printed pages, others do not; `wide` tables have many columns. */
  readonly look?: 'long' | 'wide' | 'plain';
}

/** Renders a table whose first column names the rows. On a narrow screen it scrolls horizontally, by keyboard too. */
export function table<Row>({ label, columns, rows, totals = [], look = 'plain' }: Table<Row>): Markup {
  const head = columns.map((c) => html`<th scope="col" class="${c.kind ?? 'text'}">${c.head}</th>`);
  const cells = (pieces: readonly Piece[]) =>
    pieces.map((piece, i) => {
      const kind = columns[i]!.kind ?? 'text';
      return i === 0
        ? html`<th scope="row" class="${kind}">${piece}</th>`
        : html`<td class="${kind}">${piece}</td>`;
    });
  const line = (pieces: readonly Piece[]) =>
    html`<tr>
      ${cells(pieces)}
    </tr>`;
  const classes = ['table', look === 'wide' ? 'long wide' : look, columns.length <= 3 && 'few'];
  return html`<div
    class="${classes.filter(Boolean).join(' ')}"
    role="region"
    aria-label="${label}"
    tabindex="0"
  >
    <table>
      <caption>
        ${label}
      </caption>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => line(columns.map((c) => c.cell(row))))}
      </tbody>
      ${
        totals.length > 0 &&
        html` <tfoot>
          ${totals.map(line)}
        </tfoot>`
      }
    </table>
  </div>`;
}
