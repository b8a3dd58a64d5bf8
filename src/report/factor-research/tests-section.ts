import type { ValidatedFactor } from '../../validation/factors/result.ts';
import type { Verdict } from '../../validation/factors/verdict.ts';
import { THRESHOLDS, type VerdictTest } from '../../validation/factors/verdict-tests.ts';
import { NO_BREAK, NONE, fractionAsPercent } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { type Column, table } from '../page/table.ts';

const HEADS: Readonly<Record<VerdictTest['id'], string>> = {
  strength: `t of ${THRESHOLDS.t}`,
  consistency: 'Consistent',
  'sub-periods': 'By thirds',
  'sub-universes': 'Large, small',
  costs: 'After costs',
  'multiple-testing': 'Multiple testing',
  live: 'Live',
  survivorship: 'Survivorship',
};

const VERDICTS: Readonly<Record<Verdict['kind'], string>> = {
  supported: 'Supported',
  weak: 'Weak',
  'not supported': 'Not supported',
  'too short': 'Too short',
};

/** Results of the tests by factor. */
export const testSection = (factors: readonly ValidatedFactor[]): Markup =>
  html`<section id="tests">
    <h2>Tests</h2>
    <p>
      A factor is supported if it passes every test that applies: a t-statistic of ${THRESHOLDS.t} against the
      market (Harvey, Liu and Zhu 2016); positive alpha in ${fractionAsPercent(THRESHOLDS.consistency)} of
      three-year windows, with at least ${THRESHOLDS.nonOverlapping} non-overlapping windows, in each third of
      the history, and after costs; and a deflated Sharpe ratio of ${fractionAsPercent(THRESHOLDS.deflated)}.
      Where applicable, alpha must also be positive among larger and among smaller companies and, for an index
      with a launch date, over at least ${THRESHOLDS.liveMonths} live months; for a sleeve, the universe must
      include companies that failed later. A factor is weak if it fails a test but t is at least
      ${THRESHOLDS.weakT} and alpha after costs is positive where costs are known. The turnover of indices is
      not known, so an index is at most weak. With fewer than ${THRESHOLDS.months} months there is no verdict.
      A dash: not testable. Thresholds other than t are our choice.
    </p>
    ${table({
      label: 'Test results by factor',
      rows: factors,
      columns: [
        { head: 'Factor', cell: (f) => f.title },
        ...Object.entries(HEADS).map(([id, head]): Column<ValidatedFactor> => ({
          head,
          cell: (f) => resultText(f.results.verdict.tests.find((t) => t.id === id)),
        })),
        { head: 'Verdict', kind: 'unbroken', cell: (f) => VERDICTS[f.results.verdict.kind] },
      ],
    })}
  </section>`;

const resultText = (test: VerdictTest | undefined): string =>
  test?.passed === true ? `✓${NO_BREAK}met` : test?.passed === false ? `✕${NO_BREAK}not${NO_BREAK}met` : NONE;
