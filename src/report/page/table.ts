import { html, type Markup, type Piece } from './markup.ts';

/** A column of a table: what stands over it and what it shows of a row. */
export interface Column<Row> {
  readonly head: Piece;
  readonly cell: (row: Row) => Piece;
  /**
   * `text` (the default), `unbroken` and `ample`, which has half of the width, stand to the left, `number` to the
   * right; `figure` is as wide as its drawing.
   */
  readonly kind?: 'text' | 'unbroken' | 'ample' | 'number' | 'figure';
}

export interface Table<Row> {
  /** What it is a table of, for those who hear it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Closing rows, cell by cell in the order of the columns. */
  readonly sums?: readonly (readonly Piece[])[];
  /** `long` and `wide` tables may run over pages, others are kept on one; `wide` ones have many columns. */
  readonly look?: 'long' | 'wide' | 'plain';
}

/** A table whose first column names its rows. On a narrow screen it scrolls sideways rather than being squeezed. */
export function table<Row>({ label, columns, rows, sums = [], look = 'plain' }: Table<Row>): Markup {
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
  return html`<div class="table ${look === 'wide' ? 'long wide' : look}">
    <table aria-label="${label}">
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => line(columns.map((c) => c.cell(row))))}
      </tbody>
      ${
        sums.length > 0 &&
        html` <tfoot>
          ${sums.map(line)}
        </tfoot>`
      }
    </table>
  </div>`;
}
