import { html, type Markup, toText } from '../report/page/markup.ts';
import { problemList } from '../report/page/problems.ts';
import { assumptionsSection, simulationResults } from '../report/simulation/page.ts';
import { NOT_A_FORECAST, startText } from '../report/simulation/simulation-text.ts';
import { stressResults } from '../report/stress/page.ts';
import { portfolioText } from '../report/stress/stress-text.ts';
import type { ReadScenario } from '../whatif/read-scenario.ts';
import type { SimulationReport } from '../whatif/simulation/simulation-of-store.ts';
import type { StressTest } from '../whatif/stress/stress-test.ts';

/** The inputs of a stress test and a simulation of the month, and the place of their results. */
export const analysesSection = (): Markup =>
  html`<section id="analyses" aria-labelledby="analyses-title">
    <h2 id="analyses-title">Stress and simulation</h2>
    <p class="quiet">
      Under the rules and the forced regime of the chosen scenario; its levels do not enter. trrm stress and
      trrm simulate give the same figures for the same rule book.
    </p>
    <form id="stress-form" class="analysis">
      <label for="shocks">Factor shocks</label>
      <input type="text" id="shocks" placeholder="MARKET=-15%" maxlength="400" autocomplete="off" />
      <label for="loss">Return to explain</label>
      <input type="text" id="loss" placeholder="-10%" maxlength="10" autocomplete="off" />
      <button type="submit">Stress test</button>
    </form>
    <form id="simulation-form" class="analysis">
      <label for="months">Months</label>
      <input type="number" id="months" min="1" max="360" value="60" />
      <label for="paths">Paths</label>
      <input type="number" id="paths" min="1000" max="${MOST_PATHS}" step="1000" value="20000" />
      <label for="seed">Seed</label>
      <input type="number" id="seed" step="1" value="1" />
      <label for="law">Law of returns</label>
      <select id="law">
        <option value="t">Student t</option>
        <option value="normal">normal</option>
        <option value="blocks">blocks of history</option>
      </select>
      <button type="submit">Simulate</button>
    </form>
    <p id="analysis-status" role="status"></p>
    <div id="analysis"></div>
  </section>`;

/** So that a job ends within its time limit on two cores. */
export const MOST_PATHS = 200_000;

/** A stress test as a part of the page. */
export const stressPart = (test: StressTest, scenario: ReadScenario | null): string =>
  toText(
    html`<p>${rulesText(scenario)}</p>
      <p>${portfolioText(test)} Nothing here is a forecast.</p>
      ${stressResults(test)} ${test.problems.length > 0 && problemList(test.problems)}`,
  );

/** Under which rules an analysis was made. */
function rulesText(scenario: ReadScenario | null): string {
  if (scenario === null || (scenario.rules.length === 0 && scenario.forced === null))
    return 'Under the rule book in force.';
  const { id, name, rules, forced } = scenario;
  const settings = [
    ...rules.map(
      ({ path, value }) => `${path} = ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ),
    ...(forced === null ? [] : [`regime forced: ${forced}`]),
  ];
  return `Under the rules of scenario ${id.toUpperCase()}${name === '' ? '' : `, ${name}`}: ${settings.join('; ')}.`;
}

/** A simulation as a part of the page. */
export const simulationPart = (report: SimulationReport, scenario: ReadScenario | null): string =>
  toText(
    html`<p>${rulesText(scenario)}</p>
      <p>${report.settings.months} months. ${startText(report)} ${NOT_A_FORECAST}</p>
      ${simulationResults(report)} ${assumptionsSection(report)}`,
  );
