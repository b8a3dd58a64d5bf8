import { NONE } from '../../format/numbers.ts';
import { BARRIER, type SimulationReport } from '../../whatif/simulation/simulation-of-store.ts';
import type { PolicyDifference, PolicyOutcome } from '../../whatif/simulation/summary.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { AS_TEXT, type Opens } from '../page/opens.ts';
import { table } from '../page/table.ts';
import { drawdownHistogram } from './drawdown-histogram.ts';
import { fanChart } from './fan-chart.ts';
import { estimateText, percentText, policyName, signedEstimate } from './simulation-text.ts';

type Row = PolicyOutcome & { readonly id: string };
type WealthRow = Row & { readonly pointer: string };

/**
 * Wealth of the policies: fan of the first, table of all, differences path by path.
 *
 * @param opens writes figures of the simulation.
 */
export function wealthSection(r: SimulationReport, opens: Opens = AS_TEXT): Markup {
  const rows = r.policies.flatMap(({ id, outcomes }, i): WealthRow[] =>
    outcomes.map((o, k) => ({ ...o, id, pointer: `/policies/${i}/outcomes/${k}` })),
  );
  const opened = ({ pointer }: WealthRow, figure: string, text: string): Markup =>
    errorBelow(text, (value) => opens(`${pointer}${figure}/value`, value));
  return html`<section id="wealth">
    <h2>Wealth</h2>
    <figure>
      ${r.fan.months.length > 0 && fanChart(r.fan, policyName(r.policies[0]!.id))}
      <figcaption>
        ${policyName(r.policies[0]!.id)}, as a multiple of the start, on a logarithmic scale: 5 to 95 % and 25
        to 75 % of paths, and the median.
      </figcaption>
    </figure>
    ${table<WealthRow>({
      label: 'Simulated wealth by policy',
      rows,
      look: 'wide',
      columns: [
        { head: 'Policy', cell: (o) => html`${policyName(o.id)}<small>${o.month} months</small>` },
        ...['5 %', '25 %', 'Median', '75 %', '95 %'].map((head, k) => ({
          head,
          kind: 'number' as const,
          cell: (o: WealthRow) => opened(o, `/quantiles/${k}`, estimateText(o.quantiles[k]!)),
        })),
        { head: 'Mean', kind: 'number', cell: (o) => errorBelow(estimateText(o.mean)) },
        {
          head: 'Chance of loss',
          kind: 'number',
          cell: (o) => opened(o, '/chanceOfLoss', percentText(o.chanceOfLoss)),
        },
        { head: 'Mean of worst 5 %', kind: 'number', cell: (o) => errorBelow(estimateText(o.meanOfWorst)) },
        {
          head: 'Turnover',
          kind: 'number',
          cell: (o) => (o.turnover.value === 0 ? NONE : errorBelow(percentText(o.turnover))),
        },
        {
          head: 'Cost',
          kind: 'number',
          cell: (o) => (o.cost.value === 0 ? NONE : errorBelow(percentText(o.cost))),
        },
      ],
    })}
    ${r.differences.length > 0 && differenceTable(r)}
  </section>`;
}

/** The standard error on a line of its own, as small print. */
function errorBelow(text: string, open: (value: string) => Piece = (value) => value): Markup {
  const [value, error] = text.split(' ± ') as [string, string | undefined];
  return html`${open(value)}${error !== undefined && html`<small>± ${error}</small>`}`;
}

const differenceTable = ({ policies, differences }: SimulationReport): Markup =>
  html`<h3>${policyName(policies[0]!.id)} minus the others, path by path</h3>
    ${table<PolicyDifference>({
      label: 'Differences between policies, path by path',
      rows: differences,
      columns: [
        { head: 'Minus', cell: (d) => html`${policyName(d.than)}<small>${d.month} months</small>` },
        { head: 'Mean', kind: 'number', cell: (d) => signedEstimate(d.mean) },
        ...['5 %', 'Median', '95 %'].map((head, k) => ({
          head,
          kind: 'number' as const,
          cell: (d: PolicyDifference) => signedEstimate(d.quantiles[k]!),
        })),
        { head: 'Ahead', kind: 'number', cell: (d) => percentText(d.chanceAhead) },
      ],
    })}`;

/** Drawdowns of the policies. */
export function drawdownSection(r: SimulationReport): Markup {
  const rows = r.policies.flatMap(({ id, outcomes }): Row[] => outcomes.map((o) => ({ ...o, id })));
  const [first] = r.policies;
  const last = first!.outcomes.at(-1)!;
  return html`<section id="drawdowns-section">
    <h2>Drawdowns</h2>
    <figure>
      ${drawdownHistogram(first!.drawdowns, [
        { label: 'median', at: last.drawdown.median.value },
        { label: '95 %', at: last.drawdown.q95.value },
      ])}
      <figcaption>
        ${policyName(first!.id)}: share of paths by maximum drawdown over ${last.month} months, from the
        running peak at month-ends, the start included.
      </figcaption>
    </figure>
    ${table<Row>({
      label: 'Simulated drawdowns by policy',
      rows,
      columns: [
        { head: 'Policy', cell: (o) => html`${policyName(o.id)}<small>${o.month} months</small>` },
        { head: 'Median', kind: 'number', cell: (o) => errorBelow(percentText(o.drawdown.median)) },
        { head: '95 %', kind: 'number', cell: (o) => errorBelow(percentText(o.drawdown.q95)) },
        ...['≥ 10 %', '≥ 20 %', '≥ 30 %'].map((head, k) => ({
          head,
          kind: 'number' as const,
          cell: (o: Row) => errorBelow(percentText(o.drawdown.chances[k]!)),
        })),
        {
          head: 'Months under water',
          kind: 'number',
          cell: (o) => errorBelow(estimateText(o.monthsUnderWater)),
        },
        {
          head: `Month-end below ${BARRIER}`,
          kind: 'number',
          cell: (o) => errorBelow(percentText(o.chanceBelow)),
        },
        {
          head: 'Ever below',
          kind: 'number',
          cell: (o) => (o.chanceCrossed === null ? NONE : errorBelow(percentText(o.chanceCrossed))),
        },
      ],
    })}
    <p class="quiet">
      Month-end below ${BARRIER}: chance of a month-end at or below 85 % of the start. Ever below: at any
      time, by a Brownian bridge between month-ends; falls within a month are deeper than month-ends show.
    </p>
  </section>`;
}
