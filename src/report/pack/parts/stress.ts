import { terms } from '../../page/terms.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { Opens } from '../../page/opens.ts';
import { labelsSection } from '../../simulation/labels-section.ts';
import { drawdownSection, wealthSection } from '../../simulation/policies-section.ts';
import { assumptions, NOT_A_FORECAST, startText } from '../../simulation/simulation-text.ts';
import { factorReplaySection } from '../../stress/factors-section.ts';
import { portfolioText } from '../../stress/stress-text.ts';
import { windowsSection } from '../../stress/windows-section.ts';
import type { PackPages } from '../pages-model.ts';
import { missingBox, part } from '../part.ts';
import { factorStressSection } from './factor-stress.ts';

/** Opens figures of a part of the document by their pointers within it. */
const below =
  (opens: Opens, at: string): Opens =>
  (pointer, text) =>
    opens(`${at}${pointer}`, text);

/** Part 12: historical windows on today's weights, and the Monte Carlo simulation of the rules. */
export function stressPart({ pack: { document }, opens }: PackPages): Markup {
  const { stress, simulation } = document.parts;
  return part(
    'stress',
    html`<p>${portfolioText(stress)} Hypothetical; not a forecast.</p>
      ${windowsSection(stress.windows, { isDrawn: false, opens: below(opens, '/parts/stress/windows') })}
      ${factorReplaySection(stress.windows)} ${factorStressSection(stress, opens)}
      <section id="monte-carlo">
        <h2>Monte Carlo simulation</h2>
        ${
          simulation.kind === 'missing'
            ? missingBox(simulation)
            : html`<p>
                  ${simulation.data.settings.months} months. ${startText(simulation.data)} ${NOT_A_FORECAST}
                </p>
                ${terms(assumptions(simulation.data))}`
        }
      </section>
      ${
        simulation.kind === 'available' &&
        html`${wealthSection(simulation.data, below(opens, '/parts/simulation/data'))}
        ${drawdownSection(simulation.data)} ${labelsSection(simulation.data)}`
      }`,
  );
}
