import { REGIMES } from '../../../regimes/regime.ts';
import type { ClassifierRecord, Evidence } from '../../validation/regimes/result.ts';
import { REGIME_NAMES } from '../page/names.ts';
import { html, type Markup } from '../page/markup.ts';
import { regimeLabel } from '../page/label.ts';
import { type Column, table } from '../page/table.ts';
import { CHANGE_SCALE, estimateCell, meansText, whiskerFigure, whiskerGroup } from './estimates.ts';

/** What the Nifty did in the month after each label, and that this foretells nothing. */
export const nextMonthSection = ({ classifiers }: Evidence): Markup =>
  html`<section id="next-month">
    <h2>The Nifty in the month after each label</h2>
    <p>
      Shown for completeness. <strong>A label is no forecast of return.</strong> These are means of the past,
      and far from certain, as their intervals show.
    </p>
    ${whiskerFigure(
      classifiers.map((c) =>
        whiskerGroup(
          c.title,
          c.nextMonth,
          REGIMES.filter((r) => c.labels.includes(r)),
        ),
      ),
      CHANGE_SCALE,
      {
        id: 'next-month-chart',
        title: 'Mean return of the Nifty in the month after each label',
        description: classifiers.map((c) => `${c.title}: ${meansText(c.nextMonth)}.`).join(' '),
      },
      html`${REGIMES.map((r) => [regimeLabel(r), ' '])} Mean change of the Nifty 50 from one month-end to the
      next, twelve times, percent a year, without dividends; the lines are 95 % intervals. Models of two
      states never say consolidation.`,
    )}
    ${table({
      label: 'The Nifty in the month after each label',
      rows: classifiers,
      columns: [
        { head: 'Labels by', cell: (c) => c.title },
        ...REGIMES.map((r): Column<ClassifierRecord> => ({
          head: `After ${REGIME_NAMES[r].toLowerCase()}`,
          kind: 'number',
          cell: (c) => estimateCell(c.nextMonth[r]),
        })),
      ],
    })}
  </section>`;
