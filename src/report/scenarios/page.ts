import type { Manifest } from '../../decision/document/decision.ts';
import type { Assumption, WhatIf } from '../../whatif/what-if.ts';
import { dateText } from '../page/dates.ts';
import { renderDocument } from '../page/document.ts';
import { html, type Markup } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { terms } from '../page/terms.ts';
import { assumptionText, isCarried } from '../what-if/assumption-text.ts';
import type { ScenarioSideModel } from '../what-if/page-model.ts';
import { SIMULATION_LINE } from '../what-if/titles.ts';
import type { ScenarioColumn } from './columns.ts';
import { consequencesSection } from './consequences-section.ts';

/** The scenarios of a what-if page as they go to the committee: side by side, without anything to operate. */
export interface ScenarioSheet {
  readonly manifest: Manifest;
  /** The month as it is: a scenario that assumes nothing. */
  readonly asItIs: WhatIf;
  readonly actual: ScenarioSideModel;
  readonly columns: readonly ScenarioColumn[];
  /** What the reader must know, such as settings that were left out. */
  readonly notices: readonly string[];
}

/** Renders the scenarios as one HTML file, marked as a simulation on every page. */
export function renderScenarios({ manifest, asItIs, actual, columns, notices }: ScenarioSheet): string {
  const { asOf, simulated } = asItIs;
  return renderDocument({
    title: `TRRM scenarios, ${dateText(asOf)}`,
    running: {
      title: 'Scenarios',
      dated: `As of ${dateText(asOf)}`,
      caution: SIMULATION_LINE,
      simulated,
      simulation: SIMULATION_LINE,
    },
    contents: [
      ['assumptions', 'Assumptions'],
      ['consequences', 'Consequences'],
      ['basis', 'Basis'],
    ],
    body: [
      html`<section class="opening">
        ${masthead({
          title: `Scenarios, ${dateText(asOf)}`,
          dateline: 'Beside what is held and the month as it is. Hypothetical: nothing here is a decision.',
          simulated,
        })}
        ${notices.map((text) => html`<p class="notice">${text}</p>`)}
      </section>`,
      html`<section id="assumptions">
        <h2>Assumptions</h2>
        ${columns.length === 0 && html`<p>The page has no scenario.</p>`} ${columns.map(assumed)}
      </section>`,
      html`<section id="consequences">
        <h2>Consequences</h2>
        ${consequencesSection({ asOf, simulated, actual, columns }, { opened: true })}
      </section>`,
      html`<section id="basis">
        <h2>Basis</h2>
        ${terms([
          ['Rule book', html`<code>${manifest.rulebook}</code>`],
          ['Last import', String(manifest.throughImport)],
          ['Holdings', manifest.portfolio?.file ?? 'of the model'],
        ])}
      </section>`,
    ],
  });
}

/** What a scenario assumes; levels that the Nifty carries follow from it. */
function assumed({ title, whatIf: { set } }: ScenarioColumn): Markup {
  const asked: readonly Assumption[] = set.filter((a) => !isCarried(a));
  return html`<h3>${title}</h3>
    ${
      asked.length === 0
        ? html`<p>Nothing: the month as it is.</p>`
        : html`<ul>
            ${asked.map((a) => html`<li>${assumptionText(a)}</li>`)}
          </ul>`
    }`;
}
