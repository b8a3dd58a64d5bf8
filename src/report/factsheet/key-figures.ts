import type { Factsheet } from '../../sleeves/factsheet.ts';
import type { Valuation } from '../../sleeves/characteristics/valuation.ts';
import { dateText } from '../page/dates.ts';
import { grouped, NONE, orNone, share } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** What a sleeve costs by its companies' accounts, and the figures of its reviews. */
export const keyFigures = (sheet: Factsheet): Markup =>
  html`<div class="columns">
      ${table<Row>({
        label: `Valuation of ${sheet.definition.title}`,
        rows: ROWS,
        columns: [
          { head: dateText(sheet.day), cell: (row) => row.name },
          { head: 'Sleeve', kind: 'number', cell: (row) => row.text(sheet.valuation) },
          {
            head: 'All shares',
            kind: 'number',
            cell: (row) => (sheet.marketValuation ? row.text(sheet.marketValuation) : NONE),
          },
        ],
      })}
      <dl class="facts">
        ${fact('Names', grouped(sheet.names, 0))} ${fact('In force from', dateText(sheet.effective))}
        ${fact('Data to', dateText(sheet.cutOff))}
        ${fact(
          'Turnover at that review',
          orNone(sheet.turnover, (t) => share(t, 1)),
        )}
        ${fact(
          'Turnover a year',
          orNone(sheet.turnoverAYear, (t) => share(t, 0)),
        )}
      </dl>
    </div>
    <p class="quiet">
      As of one company made of all that is held: market value over the earnings that fall to it, losses
      included. Earnings are known of ${share(sheet.valuation.earningsKnown)} of the weight, book values of
      ${share(sheet.valuation.bookKnown)}; names without are left out. Turnover is one way.
    </p>`;

interface Row {
  readonly name: string;
  readonly text: (valuation: Valuation) => string;
}

const ROWS: readonly Row[] = [
  { name: 'Price ÷ earnings', text: (v) => orNone(v.pe, (x) => grouped(x, 1)) },
  { name: 'Price ÷ book value', text: (v) => orNone(v.pb, (x) => grouped(x, 2)) },
  { name: 'Dividend yield, %', text: (v) => orNone(v.dividendYield, (x) => grouped(100 * x, 2)) },
];

const fact = (name: string, text: Piece): Markup =>
  html`<div>
    <dt>${name}</dt>
    <dd>${text}</dd>
  </div>`;
