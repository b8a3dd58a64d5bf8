import type { ResearchedFactor } from '../../validation/factors/result.ts';
import type { Search, VariantAlpha } from '../../validation/factors/multiple-testing.ts';
import { grouped, orNone, probability, signed } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** What is left once the search is owned up to, and every way that was tried here. */
export function searchSection(factors: readonly ResearchedFactor[]): Markup {
  const variants = factors.flatMap(({ title, research: { search } }) =>
    search && search.variants.length > 1
      ? search.variants.map((v, k) => ({ ...v, title: k === 0 ? title : '' }))
      : [],
  );
  return html`<section id="search">
    <h2>Is it more than the luck of the search?</h2>
    <p>
      The best of many rules looks good on the history it was chosen from, even if none has any merit. The
      ratio is of alpha over what the market does not explain, a year. Where no other number is owned up to,
      the variants of all sleeves of the rule book are counted for each sleeve, asked about or not, since the
      best of them is looked for among all; for each index 20 of its maker’s. Tries are taken as independent,
      which is cautious, since real variants resemble one another.
    </p>
    ${table<ResearchedFactor>({
      label: 'The search owned up to',
      rows: factors,
      columns: [
        { head: 'Factor', cell: (f) => f.title },
        searchColumn('Tries counted', (s) => grouped(s.trials, 0)),
        searchColumn('Alpha over rest', (s) => signed(s.appraisal, 2)),
        searchColumn('Best of so many by luck', (s) => signed(s.expectedBest, 2)),
        searchColumn('Merit, search ignored', (s) => probability(s.probabilistic)),
        searchColumn('Merit, search counted', (s) => probability(s.deflated)),
      ],
    })}
    ${
      variants.length > 0 &&
      html`<h3>Every way that was tried here</h3>
        <p>
          Each rule of a sleeve changed by itself. A factor that hangs on one number is a worse one than its
          best figure says.
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
              head: 'Alpha over rest',
              kind: 'number',
              cell: (v) => orNone(v.appraisal, (a) => signed(a, 2)),
            },
          ],
          look: 'long',
        })}`
    }
  </section>`;
}

type VariantRow = VariantAlpha & { readonly title: string };

const searchColumn = (head: string, text: (s: Search) => string) => ({
  head,
  kind: 'number' as const,
  cell: (f: ResearchedFactor) => orNone(f.research.search, text),
});
