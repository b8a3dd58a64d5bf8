import type { ResearchedFactor } from '../../validation/factors/result.ts';
import type { Verdict } from '../../validation/factors/verdict.ts';
import { BARS, type Test } from '../../validation/factors/verdict-tests.ts';
import { NO_BREAK, NONE, share } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { type Column, table } from '../page/table.ts';

const HEADS: Readonly<Record<Test['id'], string>> = {
  strength: `t of ${BARS.t}`,
  consistency: 'Consistent',
  'sub-periods': 'By thirds',
  'sub-universes': 'Large, small',
  costs: 'After costs',
  search: 'Search',
  live: 'Live',
  survivors: 'Failures in it',
};

const VERDICTS: Readonly<Record<Verdict['kind'], string>> = {
  supported: 'Supported',
  weak: 'Weak',
  'not supported': 'Not supported',
  'too short': 'Too short',
};

/** Which bars each factor cleared. */
export const testSection = (factors: readonly ResearchedFactor[]): Markup =>
  html`<section id="tests">
    <h2>What was asked</h2>
    <p>
      Asked of every factor, and to be known if it is to be called supported: a t of ${BARS.t} against the
      market (Harvey, Liu and Zhu 2016); alpha above nought in ${share(BARS.consistency)} of three-year
      stretches, at least ${BARS.apart} of which stand apart; in each third of the record; and after costs; a
      deflated Sharpe ratio of ${share(BARS.deflated)}. Asked where it concerns the factor: alpha above nought
      among larger and among smaller companies; of an index with a launch, over at least ${BARS.liveMonths}
      live months; of a sleeve, that companies which failed could be chosen while they were there. A factor is
      weak where it falls short of that, but t is at least ${BARS.weakT} and alpha outlasts costs, where they
      are known. What an index turned over is not, so no index is more than weak. Under ${BARS.months} months
      there is no verdict. A dash: it could not be asked. The bars other than t are our choice.
    </p>
    ${table({
      label: 'Which bars each factor cleared',
      rows: factors,
      columns: [
        { head: 'Factor', cell: (f) => f.title },
        ...Object.entries(HEADS).map(([id, head]): Column<ResearchedFactor> => ({
          head,
          cell: (f) => mark(f.research.verdict.tests.find((t) => t.id === id)),
        })),
        { head: 'Verdict', kind: 'unbroken', cell: (f) => VERDICTS[f.research.verdict.kind] },
      ],
    })}
  </section>`;

const mark = (test: Test | undefined): string =>
  test?.passed === true ? `✓${NO_BREAK}met` : test?.passed === false ? `✕${NO_BREAK}not${NO_BREAK}met` : NONE;
