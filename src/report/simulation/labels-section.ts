import { REGIMES } from '../../../regimes/regime.ts';
import { counted, fractionAsPercent, grouped, orNone } from '../../format/numbers.ts';
import { WITHIN_MONTHS } from '../../whatif/simulation/fit-chain.ts';
import type { SimulationReport } from '../../whatif/simulation/simulation-of-store.ts';
import type { LabelOutcome } from '../../whatif/simulation/summary.ts';
import { REGIME_NAMES } from '../page/names.ts';
import { html, type Markup } from '../page/markup.ts';
import { regimeMark } from '../charts/regime-style.ts';
import { table } from '../page/table.ts';
import { typicalRibbons } from './label-ribbons.ts';
import { estimateText } from './simulation-text.ts';

const share = (x: number): string => fractionAsPercent(x, 1);

/** The chain of labels: transition probabilities, runs, chances; and three typical paths. */
export function labelsSection({ chain, labels, typical }: SimulationReport): Markup {
  const rows = REGIMES.map((regime, i) => ({ regime, i }));
  type Row = (typeof rows)[number];
  return html`<section id="labels">
    <h2>Labels</h2>
    ${table<Row>({
      label: 'Transition probabilities of the labels',
      rows,
      columns: [
        { head: 'From', cell: ({ regime }) => REGIME_NAMES[regime] },
        {
          head: 'Months seen',
          kind: 'number',
          cell: ({ i }) => String(chain.counts[i]!.reduce((sum, c) => sum + c, 0)),
        },
        ...REGIMES.map((to, j) => ({
          head: `to ${REGIME_NAMES[to]}`,
          kind: 'number' as const,
          cell: ({ i }: Row) =>
            html`${share(chain.transition[i]![j]!)}<small
                >${orNone(chain.maximumLikelihood[i], (row) => share(row[j]!))}</small
              >`,
        })),
        { head: '± of staying', kind: 'number', cell: ({ i }) => share(chain.stayDeviation[i]!) },
        { head: 'Long run', kind: 'number', cell: ({ i }) => share(chain.stationary[i]!) },
      ],
    })}
    <p class="quiet">
      Posterior means under a Dirichlet(½) prior for each row; below them, maximum likelihood. ± is the
      posterior standard deviation of the probability of staying.
    </p>
    ${table<Row>({
      label: 'Runs of the labels, and chances from the start',
      rows,
      columns: [
        { head: 'Label', cell: ({ regime }) => REGIME_NAMES[regime] },
        { head: 'Mean run, fitted', kind: 'number', cell: ({ i }) => grouped(chain.runs[i]!.fittedMean, 1) },
        {
          head: 'observed',
          kind: 'number',
          cell: ({ i }) => orNone(chain.runs[i]!.observedMean, (x) => grouped(x, 1)),
        },
        {
          head: '90 % of runs, fitted',
          kind: 'number',
          cell: ({ i }) => grouped(chain.runs[i]!.fittedLong, 0),
        },
        {
          head: 'observed',
          kind: 'number',
          cell: ({ i }) => orNone(chain.runs[i]!.observedLong, (x) => grouped(x, 1)),
        },
        ...WITHIN_MONTHS.map((k, w) => ({
          head: `Met in ${k} months`,
          kind: 'number' as const,
          cell: ({ i }: Row) => share(chain.metWithin[i]![w]!),
        })),
      ],
    })}
    <p class="quiet">
      Runs in months; observed runs are those that ended within the record. Runs of a first-order chain are
      geometric; observed runs that are longer are not corrected for. Chances from today’s label.
    </p>
    <figure>
      ${typicalRibbons(typical, chain.labels)}
      <figcaption>
        Labels of the paths whose final wealth is nearest the 5, 50 and 95 % quantiles:
        ${REGIMES.map((regime) => html`<span class="regime ${regime}">${regimeMark(regime)}${REGIME_NAMES[regime]}</span> `)}
      </figcaption>
    </figure>
    ${table<LabelOutcome>({
      label: 'Simulated months by label',
      rows: labels,
      columns: [
        { head: 'Horizon', cell: (l) => counted(l.month, 'month') },
        ...REGIMES.map((regime, i) => ({
          head: REGIME_NAMES[regime],
          kind: 'number' as const,
          cell: (l: LabelOutcome) => estimateText(l.months[i]!),
        })),
        { head: 'Changes of label', kind: 'number', cell: (l) => estimateText(l.switches) },
      ],
    })}
  </section>`;
}
