import { FACTOR_NAMES } from '../../page/factor-names.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import { counted, grouped, orNone, signed } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { LargeStock, LargestStocks } from './largest-stocks-model.ts';
import { table } from '../../page/table.ts';

/** Sleeves listed for a stock; the others are counted. */
const SLEEVES_SHOWN = 2;

/** The largest stock holdings of the portfolio, with the sleeves that hold them. */
export const largestStocksTable = ({ largest, others, openingCount: namesBefore }: LargestStocks): Markup =>
  html`${table<LargeStock>({
      label: 'Largest stock holdings',
      look: 'wide',
      rows: largest,
      columns: [
        { head: 'Stock', cell: (s) => html`${s.name}<small>${s.symbol}</small>` },
        { head: 'Industry', cell: (s) => FACTOR_NAMES[s.industry] },
        { head: 'Opening, %', kind: 'number', cell: (s) => grouped(s.opening, 2) },
        { head: 'Final, %', kind: 'number', cell: (s) => html`<strong>${grouped(s.final, 2)}</strong>` },
        { head: 'Market, %', kind: 'number', cell: (s) => grouped(s.market, 2) },
        { head: 'Risk, % a year', kind: 'number', cell: (s) => orNone(s.contribution, (c) => signed(c, 2)) },
        { head: 'Final, by sleeve', cell: (s) => html`<span class="quiet">${sleevesOf(s)}</span>` },
      ],
      totals:
        others.count > 0
          ? [[counted(others.count, 'other stock'), null, null, grouped(others.weight, 2), null, null, null]]
          : [],
    })}
    <p class="quiet">
      Percent of the portfolio and of the market portfolio. ${counted(largest.length + others.count, 'stock')}
      in the final portfolio, ${namesBefore === 0 ? 'none' : grouped(namesBefore, 0)} in the opening
      portfolio; decision.json lists all of them by sleeve. Risk: contribution to the final volatility; a dash
      where INEC-1 does not cover the stock.
    </p>`;

function sleevesOf({ bySleeve: from }: LargeStock): string {
  const listed = from
    .slice(0, SLEEVES_SHOWN)
    .map(({ id, weight }) => `${POSITION_NAMES[id].toLowerCase()} ${grouped(weight, 2)}`);
  const more = from.length - listed.length;
  return [...listed, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
