import type { AlternativeRecord, BacktestRun } from '../../backtest/backtest-run.ts';
import { comparisonNote, recordRows } from '../../backtest/record-rows.ts';
import {
  type ResampledDifference,
  holdsZero,
  type ResampledFigure,
} from '../../backtest/inference/resampled-differences.ts';
import type { BacktestStudy } from '../../backtest/study.ts';
import { counted, grouped, NONE, percent, signed } from '../../format/numbers.ts';
import { maximumDrawdown } from '../../math/drawdowns.ts';
import { html, type Markup } from '../page/markup.ts';
import { type Column, table } from '../page/table.ts';

interface Row extends AlternativeRecord {
  readonly difference: ResampledDifference | null;
}

/** Only of a record that is long enough for intervals. */
const DIFFERENCES: readonly Column<Row>[] = [
  {
    head: 'Difference in log return a year',
    kind: 'number',
    cell: (r) => pointsCell(r.difference?.growth ?? null),
  },
  {
    head: '95 % interval',
    kind: 'number',
    cell: (r) => intervalCell(r.difference?.growth ?? null, 100),
  },
  {
    head: 'Sharpe difference',
    kind: 'number',
    cell: (r) => {
      const sharpe = r.difference?.sharpe ?? null;
      return sharpe === null
        ? NONE
        : html`${signed(sharpe.value, 2)}<small>${intervalCell(sharpe, 1)}</small>`;
    },
  },
];

/** The record beside everything that it is measured against, with the interval of each difference. */
export function alternativesSection(run: BacktestRun, study: BacktestStudy): Markup {
  const { years } = study.summary;
  const headline = study.inference.differences[0] ?? null;
  const rows: Row[] = [
    ...recordRows(run).map((record) => ({ ...record, difference: null })),
    ...run.alternatives.map((a) => ({
      ...a,
      difference: headline?.differences.find((d) => d.id === a.id) ?? null,
    })),
  ];
  const isYear = years >= 365 / 365.25;
  return html`<section id="alternatives" class="new-page">
    <h2>Against doing something else</h2>
    <p>
      Every alternative starts on the same day with the same fills and trading costs. ${comparisonNote(run)}
      ${headline === null ? 'The record is too short for intervals.' : html`A difference is the back-test’s log growth a year minus the alternative’s, in percentage points, with its 95 % interval; where the interval holds zero, the two cannot be distinguished over these ${counted(headline.months, 'month')}.`}
    </p>
    ${table<Row>({
      label: 'The back-test and its alternatives',
      rows,
      look: 'long',
      columns: [
        {
          head: 'Held',
          cell: (r) => html`${r.title}${r.chosenAfterwards && html`<small>known only afterwards</small>`}`,
        },
        {
          head: isYear ? 'Growth a year' : 'Growth',
          kind: 'number',
          cell: (r) => percent(100 * (r.values.at(-1)! ** (isYear ? 1 / years : 1) - 1), 2),
        },
        {
          head: 'Maximum drawdown',
          kind: 'number',
          cell: (r) => percent(100 * maximumDrawdown([1, ...r.values]), 1),
        },
        ...(headline === null ? [] : DIFFERENCES),
      ],
    })}
    ${
      headline !== null &&
      html`<p class="quiet">
        Stationary bootstrap (Politis and Romano 1994), mean block ${grouped(headline.meanBlock, 0)} months,
        ${grouped(headline.draws, 0)} resamples, seed ${grouped(study.inference.seed, 0)}, percentile
        intervals. Bold: the interval excludes zero.
      </p>`
    }
  </section>`;
}

const pointsCell = (figure: ResampledFigure | null): string =>
  figure === null ? NONE : signed(100 * figure.value, 2);

function intervalCell(figure: ResampledFigure | null, times: number): Markup | string {
  if (figure === null) return NONE;
  const [low, high] = figure.interval;
  const text = `${signed(times * low, 2)} to ${signed(times * high, 2)}`;
  return holdsZero(figure) ? text : html`<strong>${text}</strong>`;
}
