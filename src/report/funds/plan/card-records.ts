import type { FundCard } from '../../../funds/fund-card.ts';
import { CARD_STATEMENT } from '../../../funds/track-record.ts';
import { grouped, NONE, orNone, signed } from '../../../format/numbers.ts';
import { categoryTitle } from '../../../market/funds/categories.ts';
import { html, type Markup } from '../../page/markup.ts';
import { table } from '../../page/table.ts';
import { SURVIVORS } from '../record-sentence.ts';

/** What the scorecards behind a plan have been worth. */
export const cardRecords = (cards: readonly FundCard[]): Markup =>
  html`<h2>Record of the scorecards</h2>
    <p>${CARD_STATEMENT} Each was drawn up again for earlier years and compared with the year after.</p>
    ${table<FundCard>({
      label: 'Record of the scorecard of each category',
      rows: cards,
      columns: [
        { head: 'Category', cell: (c) => categoryTitle(c.category) },
        { head: 'Funds', kind: 'number', cell: (c) => grouped(c.funds.length, 0) },
        { head: 'Earlier cards', kind: 'number', cell: (c) => grouped(c.record.years.length, 0) },
        {
          head: 'Mean rank correlation with the next year',
          kind: 'number',
          cell: (c) => orNone(c.record.meanRankCorrelation, (r) => signed(r, 2)),
        },
        {
          head: 'Best quartile ahead of worst',
          kind: 'number',
          cell: ({ record: { years } }) =>
            years.length === 0
              ? NONE
              : `${years.filter((y) => y.topQuartile > y.bottomQuartile).length} of ${years.length}`,
        },
      ],
    })}
    <p class="quiet">${SURVIVORS}</p>`;
