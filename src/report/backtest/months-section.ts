import type { BacktestRun, SensitivityRow } from '../../backtest/backtest-run.ts';
import type { MonthsGroup } from '../../backtest/run-by-label.ts';
import type { BacktestStudy } from '../../backtest/study.ts';
import { counted, fractionAsPercent, grouped, NONE, percent, signed } from '../../format/numbers.ts';
import { dateText } from '../page/dates.ts';
import { regimeLabel } from '../page/label.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { table } from '../page/table.ts';
import { returnText } from '../performance/figure-text.ts';

const CLOCKS = {
  all: 'All months',
  'live-indices': 'Months with no weight in an index before its launch',
  'out-of-sample': 'Months after these rules were first recorded',
  'live-decisions': 'Months decided live and recorded in time',
} as const;

/** Growth while each label was in force. */
export const labelsSection = ({ byLabel }: BacktestStudy): Markup =>
  html`<section id="labels">
    <h2>By label</h2>
    ${groups(
      'Growth by label in force',
      byLabel.map(({ label, group }) => ({ name: regimeLabel(label), group })),
    )}
    <p class="quiet">
      From fill to fill; months of one label need not follow each other, and their growth is compounded to
      twelve of them.
    </p>
  </section>`;

/** Where the result comes from: three clocks, and what must be known. */
export function provenanceSection(
  { provenance, plan, months }: BacktestRun,
  { byProvenance }: BacktestStudy,
): Markup {
  return html`<section id="provenance">
    <h2>Live or back-filled</h2>
    ${groups(
      'Growth by provenance',
      byProvenance.map(({ id, group }) => ({ name: CLOCKS[id], group })),
    )}
    <ul>
      <li>
        On average ${fractionAsPercent(provenance.backFilledWeight, 1)} of the weight was in indices before
        their launch; ${counted(provenance.monthsWithLiveIndices, 'month')} of ${grouped(months.length, 0)}
        have none.
      </li>
      <li>
        ${provenance.rulesSince === null ? 'No decision of the ledger was made with these rules' : html`The ledger has these rules since ${dateText(provenance.rulesSince)}`}:
        ${counted(provenance.monthsInSample, 'month')} are in-sample.
      </li>
      <li>${counted(provenance.liveMonths.length, 'month')} were decided live.</li>
      ${provenance.notes.map((note) => html`<li>${note}</li>`)}
    </ul>
    <p class="quiet">
      Rule book ${plan.rulebook.slice(0, 16)}, imports up to ${grouped(plan.throughImport, 0)}, trrm
      ${plan.engine.version}, sources ${plan.engine.sources.slice(0, 16)}.
    </p>
  </section>`;
}

/** The same decisions under other assumptions. */
export const sensitivitySection = ({ sensitivity, plan }: BacktestRun): Markup =>
  html`<section id="sensitivity">
    <h2>Under other assumptions</h2>
    ${table<SensitivityRow>({
      label: 'Sensitivity',
      rows: sensitivity,
      look: 'long',
      columns: [
        { head: 'Assumption', cell: (r) => r.title },
        { head: 'Growth a year', kind: 'number', cell: (r) => percent(100 * r.growthAYear, 2) },
        {
          head: 'Above the benchmark, points',
          kind: 'number',
          cell: (r) => signed(100 * r.aboveBenchmark, 2),
        },
        { head: 'Maximum drawdown', kind: 'number', cell: (r) => percent(100 * r.maximumDrawdown, 1) },
      ],
    })}
    <p class="quiet">
      The targets are those decided; each row changes its assumption alone. A later start is another span: its
      difference from the benchmark over the same days says more than its growth. Under other thresholds
      labels change: those rows are of the bouquets of the labels, to be read against that of the labels as
      they were.
      ${plan.level === 'shares' ? 'These rows trade whole sleeves, each with the return of its own stocks, before tax; they compare with one another, and the record differs from them by whole shares, waiting orders and tax. Orders in stocks belong to the holdings they were decided on, so other fills or costs would need other decisions.' : ''}
    </p>
  </section>`;

const groups = (
  label: string,
  rows: readonly { readonly name: Piece; readonly group: MonthsGroup | null }[],
): Markup =>
  table({
    label,
    rows,
    columns: [
      { head: 'Months', cell: (r) => r.name },
      { head: 'Number', kind: 'number', cell: (r) => grouped(r.group?.months ?? 0, 0) },
      { head: 'Back-test, a year', kind: 'number', cell: (r) => returnText(r.group?.own ?? null) },
      { head: 'Benchmark, a year', kind: 'number', cell: (r) => returnText(r.group?.benchmark ?? null) },
      {
        head: 'Difference, points',
        kind: 'number',
        cell: (r) => (r.group ? signed(100 * (r.group.own - r.group.benchmark), 2) : NONE),
      },
      { head: 'Worst month', kind: 'number', cell: (r) => returnText(r.group?.worst ?? null) },
    ],
  });
