import type { ValidatedFactor } from '../../validation/factors/result.ts';
import type { FactorMultipleTesting, VariantAlpha } from '../../validation/factors/multiple-testing.ts';
import { grouped, orNone, probability, signed } from '../../format/numbers.ts';
import { html, type Markup, type Piece, unseen } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** Adjustment for multiple testing, and the variants tried. */
export function multipleTestingSection(factors: readonly ValidatedFactor[]): Markup {
  const variants = factors.flatMap(({ title, results: { multipleTesting } }) =>
    multipleTesting && multipleTesting.variants.length > 1
      ? multipleTesting.variants.map((v, k) => ({ ...v, title: k === 0 ? title : unseen(title) }))
      : [],
  );
  return html`<section id="multiple-testing">
    <h2>Adjustment for multiple testing</h2>
    <p>
      The best of many rules performs well on the history it was selected from, even if none has skill. The
      appraisal ratio is annual alpha over residual volatility. Unless another number is declared, each sleeve
      is charged with the variants of all sleeves in the rule book, because the best is selected among all of
      them, and each index with 20 variants of its vendor. Trials are treated as independent, which is
      conservative, because real variants are correlated.
    </p>
    ${table<ValidatedFactor>({
      label: 'Adjustment for multiple testing',
      rows: factors,
      columns: [
        { head: 'Factor', cell: (f) => f.title },
        testingColumn('Trials counted', (s) => grouped(s.trials, 0)),
        testingColumn('Appraisal ratio', (s) => signed(s.appraisal, 2)),
        testingColumn('Expected best by chance', (s) => signed(s.expectedBest, 2)),
        testingColumn('Probability of skill, unadjusted', (s) => probability(s.probabilistic)),
        testingColumn('Probability of skill, adjusted', (s) => probability(s.deflated)),
      ],
    })}
    ${
      variants.length > 0 &&
      html`<h3>Variants tried</h3>
        <p>
          Each variant changes one rule of a sleeve. A factor that depends on a single parameter value is
          weaker than its best result suggests.
        </p>
        ${table<VariantRow>({
          label: 'Variants',
          rows: variants,
          columns: [
            { head: 'Sleeve', cell: (v) => v.title },
            { head: 'Variant', cell: (v) => v.name },
            {
              head: 'Alpha, percent a year',
              kind: 'number',
              cell: (v) => orNone(v.alpha, (a) => signed(a, 1)),
            },
            { head: 't', kind: 'number', cell: (v) => orNone(v.t, (t) => signed(t, 1)) },
            {
              head: 'Appraisal ratio',
              kind: 'number',
              cell: (v) => orNone(v.appraisal, (a) => signed(a, 2)),
            },
          ],
          look: 'long',
        })}`
    }
  </section>`;
}

type VariantRow = VariantAlpha & { readonly title: Piece };

const testingColumn = (head: string, text: (s: FactorMultipleTesting) => string) => ({
  head,
  kind: 'number' as const,
  cell: (f: ValidatedFactor) => orNone(f.results.multipleTesting, text),
});
