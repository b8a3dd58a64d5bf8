import type { SimulationReport } from '../../whatif/simulation/simulation-of-store.ts';
import { dateText } from '../page/dates.ts';
import { renderDocument } from '../page/document.ts';
import { fractionAsPercent } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { positionName } from '../page/names.ts';
import { problemList } from '../page/problems.ts';
import { table } from '../page/table.ts';
import { terms } from '../page/terms.ts';
import { SOURCE_NAMES } from '../stress/stress-text.ts';
import { labelsSection } from './labels-section.ts';
import { drawdownSection, wealthSection } from './policies-section.ts';
import {
  assumptions,
  NOT_A_FORECAST,
  outcomeText,
  policyName,
  POLICY_MEANINGS,
  startText,
} from './simulation-text.ts';

const CAUTION = 'MONTE CARLO SIMULATION: not a forecast';

/** Renders a simulation as one HTML file. Import it only when needed: it loads Observable Plot. */
export const renderSimulation = (r: SimulationReport): string =>
  renderDocument({
    title: `TRRM: simulation, ${dateText(r.asOf)}`,
    running: {
      title: 'Simulation',
      dated: `As of ${dateText(r.asOf)}`,
      caution: CAUTION,
      simulated: r.simulated,
      simulation: CAUTION,
    },
    contents: [
      ['wealth', 'Wealth'],
      ['drawdowns-section', 'Drawdowns'],
      ['labels', 'Labels'],
      ['assumptions', 'Assumptions'],
      ['record', 'Record'],
    ],
    body: [
      html`<section class="opening">
        ${masthead({
          title: `Simulation, ${dateText(r.asOf)}`,
          dateline: `${r.settings.months} months. ${startText(r)} ${NOT_A_FORECAST}`,
          simulated: r.simulated,
        })}
        ${headline(r)}
        ${terms(r.policies.map(({ id }) => [policyName(id), `${POLICY_MEANINGS[id] ?? ''}.`] as const))}
      </section>`,
      simulationResults(r),
      assumptionsSection(r),
      recordSection(r),
    ],
  });

/** The first policy at the end of the simulation. */
function headline({ policies }: SimulationReport): Markup | null {
  const [first] = policies;
  const end = first?.outcomes.at(-1);
  return first && end ? html`<p><strong>${outcomeText(first.id, end)}</strong></p>` : null;
}

/** What every figure rests on. */
export const assumptionsSection = (r: SimulationReport): Markup =>
  html`<section id="assumptions">
    <h2>Assumptions</h2>
    ${terms(assumptions(r))}
    ${terms([
      ['Rule book', html`<code>${r.rulebook}</code>`],
      ['Last import', String(r.throughImport)],
    ])}
    ${r.problems.length > 0 && problemList(r.problems)}
  </section>`;

/** The results alone, as the what-if page shows them too. */
export const simulationResults = (r: SimulationReport): Piece => [
  wealthSection(r),
  drawdownSection(r),
  labelsSection(r),
];

const recordSection = ({ record }: SimulationReport): Markup =>
  html`<section id="record">
    <h2>Record</h2>
    ${table<(typeof record.assets)[number]>({
      label: 'Monthly returns of the assets',
      rows: record.assets,
      columns: [
        { head: 'Asset', cell: (a) => (a.id === 'nifty-50' ? 'Nifty 50' : positionName(a.id)) },
        {
          head: 'Source',
          cell: (a) => (a.source === 'zero' ? 'no data, returns nothing' : SOURCE_NAMES[a.source]),
        },
        { head: 'Back-tested months', kind: 'number', cell: (a) => String(a.backTested) },
        { head: 'Mean a month', kind: 'number', cell: (a) => fractionAsPercent(a.mean, 2) },
        { head: 'Standard deviation', kind: 'number', cell: (a) => fractionAsPercent(a.deviation, 2) },
      ],
    })}
    <p class="quiet">
      Back-tested: months from before the index’s launch, which its vendor computed afterwards; such history
      is usually flattering.
    </p>
  </section>`;
