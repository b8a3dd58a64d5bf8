import { FACTOR_NAMES } from '../../page/factor-names.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import { counted, grouped, orNone, signed } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { LargeShare, LargeShares } from '../allocation/largest-stocks.ts';
import { table } from '../../page/table.ts';

/** Sleeves that are told of a share; smaller parts are counted. */
const SLEEVES_TOLD = 2;

/** The shares that the portfolio holds most of, with the sleeves that they come from. */
export const shareTable = ({ largest, others, namesBefore }: LargeShares): Markup =>
  html`${table<LargeShare>({
      label: 'The largest shares after the run',
      look: 'wide',
      rows: largest,
      columns: [
        { head: 'Share', cell: (s) => html`${s.name}<small>${s.symbol}</small>` },
        { head: 'Industry', cell: (s) => FACTOR_NAMES[s.industry] },
        { head: 'Before', kind: 'number', cell: (s) => grouped(s.before, 2) },
        { head: 'After', kind: 'number', cell: (s) => html`<strong>${grouped(s.after, 2)}</strong>` },
        { head: 'Market', kind: 'number', cell: (s) => grouped(s.market, 2) },
        { head: 'Risk', kind: 'number', cell: (s) => orNone(s.contribution, (c) => signed(c, 2)) },
        { head: 'After, by sleeve', cell: (s) => html`<span class="quiet">${sleevesOf(s)}</span>` },
      ],
      sums:
        others.count > 0
          ? [[counted(others.count, 'other share'), null, null, grouped(others.weight, 2), null, null, null]]
          : [],
    })}
    <p class="quiet">
      Percent of the portfolio and of the market portfolio. ${counted(largest.length + others.count, 'share')}
      after, ${namesBefore === 0 ? 'none' : grouped(namesBefore, 0)} before; all with their sleeves in
      decision.json. Risk: the share’s part of the volatility after, percent a year, told of the ten largest.
    </p>`;

function sleevesOf({ from }: LargeShare): string {
  const told = from
    .slice(0, SLEEVES_TOLD)
    .map(({ id, weight }) => `${POSITION_NAMES[id].toLowerCase()} ${grouped(weight, 2)}`);
  const more = from.length - told.length;
  return [...told, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
