import type { StressTest } from '../../whatif/stress/stress-test.ts';
import { dateText } from '../page/dates.ts';
import { renderDocument } from '../page/document.ts';
import { html, type Piece } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { problemList } from '../page/problems.ts';
import { terms } from '../page/terms.ts';
import { rupeesInWords } from '../../format/rupees.ts';
import { factorReplaySection, reverseSection, shockSection } from './factors-section.ts';
import { portfolioText } from './stress-text.ts';
import { windowsSection } from './windows-section.ts';

const CAUTION = 'STRESS TEST: hypothetical, not a forecast';

/** Renders a stress test as one HTML file. Import it only when needed: it loads Observable Plot. */
export function renderStress(test: StressTest): string {
  const { shock, reverse, windows, problems, portfolio } = test;
  const replay = factorReplaySection(windows);
  return renderDocument({
    title: `TRRM: stress tests, ${dateText(test.asOf)}`,
    running: {
      title: 'Stress tests',
      dated: `As of ${dateText(test.asOf)}`,
      caution: CAUTION,
      simulated: test.simulated,
      simulation: CAUTION,
    },
    contents: [
      ['windows', 'Historical windows'],
      ...(replay ? ([['factor-replay', 'Windows by factor returns']] as const) : []),
      ...(shock ? ([['shock', 'Factor shock']] as const) : []),
      ...(reverse ? ([['reverse', 'Reverse stress']] as const) : []),
      ['basis', 'Basis'],
    ],
    body: [
      html`<section class="opening">
        ${masthead({
          title: `Stress tests, ${dateText(test.asOf)}`,
          dateline: `${portfolioText(test)} Nothing here is a forecast, and nothing is recorded in the ledger.`,
          simulated: test.simulated,
        })}
      </section>`,
      stressResults(test),
      html`<section id="basis">
        <h2>Basis</h2>
        ${terms([
          ...(portfolio?.value ? ([['Value', rupeesInWords(portfolio.value)]] as const) : []),
          ['Rule book', html`<code>${test.rulebook}</code>`],
          ['Last import', String(test.throughImport)],
        ])}
        ${problems.length > 0 && problemList(problems)}
      </section>`,
    ],
  });
}

/** The results alone, as the what-if page shows them too. */
export const stressResults = ({ windows, shock, reverse }: StressTest): Piece => [
  windowsSection(windows),
  factorReplaySection(windows),
  shock && shockSection(shock),
  reverse && reverseSection(reverse),
];
