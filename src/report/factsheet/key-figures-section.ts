import type { Factsheet } from '../../sleeves/factsheet.ts';
import type { Valuation } from '../../sleeves/characteristics/valuation.ts';
import { dateText } from '../page/dates.ts';
import { grouped, NONE, orNone, fractionAsPercent } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** Valuation of a sleeve, and key figures of its reviews. */
export const keyFigures = (sheet: Factsheet): Markup =>
  html`<div class="columns">
      ${table<Row>({
        label: `Valuation of ${sheet.definition.title}`,
        rows: ROWS,
        columns: [
          { head: dateText(sheet.day), cell: (row) => row.name },
          { head: 'Sleeve', kind: 'number', cell: (row) => row.text(sheet.valuation) },
          {
            head: 'Market',
            kind: 'number',
            cell: (row) => (sheet.marketValuation ? row.text(sheet.marketValuation) : NONE),
          },
        ],
      })}
      <dl class="facts">
        ${fact('Constituents', grouped(sheet.constituentCount, 0))}
        ${fact('Effective from', dateText(sheet.effective))} ${fact('Data to', dateText(sheet.cutOff))}
        ${fact(
          'Turnover at the review',
          orNone(sheet.turnover, (t) => fractionAsPercent(t, 1)),
        )}
        ${fact(
          'Annual turnover',
          orNone(sheet.annualTurnover, (t) => fractionAsPercent(t, 0)),
        )}
      </dl>
    </div>
    <p class="quiet">
      Ratios of aggregates over all constituents, losses included. Earnings are available for
      ${fractionAsPercent(sheet.valuation.earningsKnown)} of the weight, book values for
      ${fractionAsPercent(sheet.valuation.bookKnown)}; other constituents are excluded. Market: all stocks,
      cap-weighted. Turnover is one-way.
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
