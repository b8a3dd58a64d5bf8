import type { Calibration, CalibrationBand } from '../../../regimes/model/calibration.ts';
import type { RegimeValidation } from '../../validation/regimes/result.ts';
import { periodText } from '../page/dates.ts';
import { counted, grouped, NO_BREAK, NONE, orNone, fractionAsPercent } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';
import { whiskerFigure } from './estimate-figures.ts';

/** Agreement of labels with ex-post phases by absolute score. */
export const calibrationSection = ({ calibration }: RegimeValidation): Markup =>
  html`<section id="calibration">
    <h2>Calibration by absolute score</h2>
    ${calibration ? calibrated(calibration) : html`<p>Too few scored months can be dated yet.</p>`}
  </section>`;

const calibrated = ({ bands, months, from, to }: Calibration): Markup =>
  html`<p>
      All ${grouped(months, 0)} scored months that can be dated, ${periodText(from, to)}, independent of the
      validation period: the fraction of months in which the label (bear or not) agreed with the phase dated
      ex post. The report on a call shows the fraction of its band, from the months that could be dated on its
      date.
    </p>
    ${whiskerFigure(
      bands.map((band) => ({
        title: bandText(band),
        hollow: false,
        rows: [{ regime: null, whisker: whiskerOf(band) }],
      })),
      { kind: 'share', right: 104 },
      {
        id: 'calibration-chart',
        title: 'Fraction of labels in agreement, by absolute score',
        description: bands
          .map(
            (b) =>
              `${bandText(b)}: ${orNone(b.fraction, fractionAsPercent)} of ${counted(b.months, 'month')}.`,
          )
          .join(' '),
      },
      'Fraction of labels in agreement, with 95 % confidence intervals.',
    )}
    ${table<CalibrationBand>({
      label: 'Agreement by absolute score',
      rows: bands,
      columns: [
        { head: 'Absolute score', cell: bandText },
        { head: 'Months', kind: 'number', cell: (b) => grouped(b.months, 0) },
        { head: 'In agreement', kind: 'number', cell: (b) => grouped(b.agreed, 0) },
        { head: 'Fraction', kind: 'number', cell: (b) => orNone(b.fraction, fractionAsPercent) },
        {
          head: '95 % interval',
          kind: 'number',
          cell: (b) =>
            b.interval ? `${fractionAsPercent(b.interval[0])} to ${fractionAsPercent(b.interval[1])}` : NONE,
        },
      ],
    })}
    <p class="quiet">Wilson intervals; too narrow, because months are not independent.</p>`;

const bandText = ({ from, below }: CalibrationBand): string =>
  below === null
    ? `|S| of ${grouped(from, 2)} or more`
    : from === 0
      ? `|S| below ${grouped(below, 2)}`
      : `|S| from ${grouped(from, 2)} to ${grouped(below, 2)}`;

const whiskerOf = ({ fraction, interval, months }: CalibrationBand) =>
  fraction === null || interval === null
    ? null
    : {
        at: 100 * fraction,
        low: 100 * interval[0],
        high: 100 * interval[1],
        text: `${fractionAsPercent(fraction)} of ${grouped(months, 0)}${NO_BREAK}months`,
      };
