import {
  SIZE_BUCKETS,
  type SizeBucket,
  type SpecificAccuracy,
} from '../../risk/diagnostics/specific-accuracy.ts';
import { horizonText } from './test-portfolio-names.ts';
import { grouped, orNone } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { type Column, table } from '../page/table.ts';

/** Accuracy of specific-risk forecasts by market value, with one group of columns per horizon. */
export function specificRiskTable(all: readonly SpecificAccuracy[]): Markup {
  const horizons = [...new Set(all.map((s) => s.horizon))];
  const columnsOf = (horizon: number): Column<SizeBucket>[] => {
    const of = (bucket: SizeBucket) => all.find((s) => s.bucket === bucket && s.horizon === horizon);
    return [
      {
        head: `Bias, ${horizonText(horizon)}`,
        kind: 'number',
        cell: (b) => orNone(of(b)?.bias, (x) => grouped(x, 2)),
      },
      { head: 'Q', kind: 'number', cell: (b) => orNone(of(b)?.q, (x) => grouped(x, 2)) },
      {
        head: 'Observations',
        kind: 'number',
        cell: (b) => orNone(of(b)?.observations, (x) => grouped(x, 0)),
      },
    ];
  };
  return html`${table<SizeBucket>({
      label: 'Accuracy of specific risk forecasts',
      rows: SIZE_BUCKETS,
      columns: [{ head: 'Market value', cell: (b) => BUCKET_NAMES[b] }, ...horizons.flatMap(columnsOf)],
    })}
    <p class="quiet">
      Quintiles of the estimation universe by market value, stocks of each pooled: root mean square of
      residual over forecast. There is no band, because residuals on a date are correlated.
    </p>`;
}

const BUCKET_NAMES: Readonly<Record<SizeBucket, string>> = {
  'largest quintile': 'Largest quintile',
  second: 'Second',
  third: 'Third',
  fourth: 'Fourth',
  'smallest quintile': 'Smallest quintile',
  'not in the universe': 'Outside the universe',
};
