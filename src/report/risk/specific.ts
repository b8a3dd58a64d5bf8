import {
  SIZE_BUCKETS,
  type SizeBucket,
  type SpecificAccuracy,
} from '../../risk/diagnostics/specific-accuracy.ts';
import { horizonText } from './test-portfolios.ts';
import { grouped, orNone } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { type Column, table } from '../page/table.ts';

/** How forecasts of specific risk fared for large and small companies, a group of columns a horizon. */
export function specificTable(all: readonly SpecificAccuracy[]): Markup {
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
      label: 'Accuracy of specific risk',
      rows: SIZE_BUCKETS,
      columns: [{ head: 'Companies by size', cell: (b) => BUCKET_NAMES[b] }, ...horizons.flatMap(columnsOf)],
    })}
    <p class="quiet">
      Fifths of the estimation universe by market value, the companies of each together: root mean square of
      what was left over beside its forecast. Companies of a day move together, so it has no band.
    </p>`;
}

const BUCKET_NAMES: Readonly<Record<SizeBucket, string>> = {
  'largest fifth': 'Largest fifth',
  second: 'Second',
  third: 'Third',
  fourth: 'Fourth',
  'smallest fifth': 'Smallest fifth',
  'not in the universe': 'Outside the universe',
};
