import { REGIMES } from '../../../regimes/regime.ts';
import type { ClassifierTrackRecord, RegimeValidation } from '../../validation/regimes/result.ts';
import { REGIME_NAMES } from '../page/names.ts';
import { html, type Markup } from '../page/markup.ts';
import { regimeLabel } from '../page/label.ts';
import { type Column, table } from '../page/table.ts';
import { CHANGE_SCALE, estimateCell, meansText, whiskerFigure, whiskerGroup } from './estimate-figures.ts';

/** Return of the Nifty in the month after each label, with the caveat that it is not a forecast. */
export const nextMonthSection = ({ classifiers }: RegimeValidation): Markup =>
  html`<section id="next-month">
    <h2>The Nifty in the month after each label</h2>
    <p>
      Shown for completeness. <strong>A label is not a return forecast.</strong> These are past means with
      wide confidence intervals.
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
      html`${REGIMES.map((r) => [regimeLabel(r), ' '])} Mean monthly change of the Nifty 50 times twelve,
      percent a year, without dividends, with 95 % confidence intervals. Two-state models have no
      consolidation.`,
    )}
    ${table({
      label: 'The Nifty in the month after each label',
      rows: classifiers,
      columns: [
        { head: 'Classifier', cell: (c) => c.title },
        ...REGIMES.map((r): Column<ClassifierTrackRecord> => ({
          head: `After ${REGIME_NAMES[r].toLowerCase()}`,
          kind: 'number',
          cell: (c) => estimateCell(c.nextMonth[r]),
        })),
      ],
    })}
  </section>`;
