import type { Calibration, CalibrationBand } from '../../../regimes/model/calibration.ts';
import type { Evidence } from '../../validation/regimes/result.ts';
import { periodText } from '../page/dates.ts';
import { counted, grouped, NO_BREAK, NONE, orNone, share } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';
import { whiskerFigure } from './estimates.ts';

/** Whether a larger score is a surer one. */
export const calibrationSection = ({ calibration }: Evidence): Markup =>
  html`<section id="calibration">
    <h2>How often scores of each size were right</h2>
    ${calibration ? calibrated(calibration) : html`<p>Too few scored months can be dated yet to say.</p>`}
  </section>`;

const calibrated = ({ bands, months, from, to }: Calibration): Markup =>
  html`<p>
      Over all ${grouped(months, 0)} scored months that can be dated, ${periodText(from, to)}, whatever the
      period of this record: the share in which the label, bear or not, agreed with the phase dated
      afterwards. A call of today is shown with the share of its own band, by what could be dated on its day.
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
        title: 'Share of labels that agreed, by size of score',
        description: bands
          .map((b) => `${bandText(b)}: ${orNone(b.share, share)} of ${counted(b.months, 'month')}.`)
          .join(' '),
      },
      'Share of labels that agreed, on its 95 % interval.',
    )}
    ${table<CalibrationBand>({
      label: 'Agreement by size of score',
      rows: bands,
      columns: [
        { head: 'Size of the score', cell: bandText },
        { head: 'Months', kind: 'number', cell: (b) => grouped(b.months, 0) },
        { head: 'Agreed', kind: 'number', cell: (b) => grouped(b.agreed, 0) },
        { head: 'Share', kind: 'number', cell: (b) => orNone(b.share, share) },
        {
          head: '95 % interval',
          kind: 'number',
          cell: (b) => (b.interval ? `${share(b.interval[0])} to ${share(b.interval[1])}` : NONE),
        },
      ],
    })}
    <p class="quiet">
      Intervals by Wilson; months are not independent of one another, so they are too narrow.
    </p>`;

const bandText = ({ from, below }: CalibrationBand): string =>
  below === null
    ? `|S| of ${grouped(from, 2)} or more`
    : from === 0
      ? `|S| below ${grouped(below, 2)}`
      : `|S| from ${grouped(from, 2)} to ${grouped(below, 2)}`;

const whiskerOf = ({ share: agreed, interval, months }: CalibrationBand) =>
  agreed === null || interval === null
    ? null
    : {
        at: 100 * agreed,
        low: 100 * interval[0],
        high: 100 * interval[1],
        text: `${share(agreed)} of ${grouped(months, 0)}${NO_BREAK}months`,
      };
