import { assumptionText } from '../../what-if/assumption-text.ts';
import { actualColumn, scenarioColumn, type ScenarioColumns } from '../../scenarios/columns.ts';
import { consequencesSection } from '../../scenarios/consequences-section.ts';
import { html, type Markup } from '../../page/markup.ts';
import { terms } from '../../page/terms.ts';
import type { PackPages } from '../pages-model.ts';
import { missingBox, part } from '../part.ts';

/** Part 11: saved scenarios side by side. Every page of it says that it is a simulation. */
export function whatIfPart({ pack: { document, scenarios, book }, opens }: PackPages): Markup {
  const { whatIfs } = document.parts;
  if (whatIfs.kind === 'missing' || !scenarios)
    return part('what-ifs', whatIfs.kind === 'missing' ? missingBox(whatIfs) : null);
  const { asItIs, results } = scenarios;
  const columns: ScenarioColumns = {
    asOf: document.asOf,
    simulated: document.simulated,
    actual: actualColumn(asItIs.before, book.regimes),
    columns: results.map(scenarioColumn),
  };
  return part(
    'what-ifs',
    html`<p class="notice">
        <strong>SIMULATION.</strong> Each column assumes what is listed and changes nothing else. None is the
        decision, and none is a forecast.
      </p>
      <h2>Assumed</h2>
      ${terms(
        columns.columns.map(({ title, whatIf }) => [
          title,
          whatIf.set
            .filter((a) => a.kind !== 'level' || a.how === 'set')
            .map(assumptionText)
            .join('; ') || 'nothing',
        ]),
      )}
      <h2>Consequences</h2>
      ${consequencesSection(columns, { opens: (figure, text) => opens(`/parts/whatIfs/data${figure}`, text) })}`,
  );
}
