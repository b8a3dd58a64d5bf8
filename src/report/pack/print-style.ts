import { type PartId, PARTS } from '../../pack/document/parts.ts';
import type { PartGroup } from './part-flow.ts';

const numberOf = (id: PartId): number => PARTS.find((p) => p.id === id)!.number;

/** Name of the printed pages of a group of parts. */
export const pageName = ([first]: PartGroup): string => `part-${numberOf(first)}`;

/** On which pages each part stands. A part that follows on a page of another moves to the next one as a whole. */
const placed = (group: PartGroup): string =>
  group
    .map((id, k) => {
      const follows = k === 0 ? '' : ' break-before: auto; break-inside: avoid; margin-top: 1.8rem;';
      return `  .part-${numberOf(id)} { page: ${pageName(group)};${follows} }`;
    })
    .join('\n');

/**
 * The printed pack. A committee's thirty pages hold what a screen scrolls through, so type and spacing are smaller than on the page,
 * charts are as large as their labels need, and what is narrow stands in two columns. Parts are balanced by hand: the rules of single
 * sections below keep one from running over to a page with a few lines.
 *
 * @param coverHeight height of the first page, so that its last line stands at its foot.
 * @param printsExplanations whether the trees of explanations are printed too, which adds some twenty pages.
 * @param groups parts that are printed without a new page between them.
 */
export const packPrint = (
  coverHeight: string,
  printsExplanations: boolean,
  groups: readonly PartGroup[],
): string => `
@media print {
  html { font-size: 7.6pt; }
  body { line-height: 1.38; }
  .part { margin-top: 0; break-before: page; }
  .part-1 { break-before: auto; }
${groups.map(placed).join('\n')}
  .part > h2, .contents > h2 { font-size: 1.75rem; }
  .part section { margin-top: 0.9rem; }
  .part section:first-of-type { margin-top: 0.4rem; }
  .part section > * + h3, h4 { margin-top: 0.7rem; }
  p, .table { margin-bottom: 0.35rem; }
  table { line-height: 1.2; }
  td, tbody th, tfoot th { padding-top: 0.04rem; padding-bottom: 0.04rem; }
  .terms > div { padding-top: 0.1rem; padding-bottom: 0.1rem; }
  figure { margin: 0.4rem 0 0.5rem; }
  .part .chart { max-width: 70%; }
  /* Smaller charts have larger labels, so that these are six points on paper. */
  .part-3 .chart { max-width: 60%; font-size: 11.5px; }
  .part-8 .chart, .part-9 .chart { max-width: 62%; font-size: 12px; }
  .part-12 .chart { max-width: 48%; font-size: 12.5px; }
  .part-12 td, .part-12 tbody th, .part-12 tfoot th { padding-top: 0; padding-bottom: 0; }
  .part-4 :is(td, tbody th, tfoot th), .part-8 :is(td, tbody th, tfoot th) { padding-top: 0; padding-bottom: 0; }

  a.why { text-decoration: none; }

  /* A heading stays with what follows it, and a table with at least three rows of each of its ends. */
  h3, h4, h5, h4 + p, h5 + p { break-after: avoid; }
  h3, h4, h5, .missing, .choices { break-inside: avoid; }
  /* The last paragraph of a part must not tie the next part to it. */
  .part p:last-child { break-after: auto; }
  .part .whole.long { break-inside: auto; }
  tr:nth-child(-n+3) { break-after: avoid; }
  tr:nth-last-child(-n+3) { break-before: avoid; }

  .cover { line-height: 1.4; min-height: ${coverHeight}; display: flex; flex-direction: column; }
  .cover > .quiet:last-child { margin-top: auto; }
  .resolution { break-before: page; }
  #trading .blank { min-height: 0; }
  .contents { page: part-1; margin-top: 2.4rem; }
  .contents ol { columns: 2; column-gap: 2rem; margin-bottom: 1rem; }
  .contents li { padding: 0.34rem 0; }

  #signals, #allocation, #scores, #orders > .terms, #concentration, #ladder, .part-15, #method .terms, #terms .terms, #monte-carlo .terms { columns: 2; column-gap: 2rem; }
  #signals > :not(.signal),
  #allocation > :is(p:first-child, figure, h3:first-of-type, div:first-of-type, .notes, .sides),
  #scores > :is(h3, h3 + p, .table, .table + p),
  #concentration > h3,
  #ladder > :is(h3, h3 + p, figure),
  .part-15 > :is(h2, .notice, #annexure-approach, #annexure-transactions, #annexure-risks) { column-span: all; }
  #scores > .heat-map ~ h4 { break-before: column; }
  #orders > .terms > div { grid-template-columns: 8rem 1fr; gap: 0 0.8rem; }
  .charges-and-tax { display: flex; gap: 2rem; margin-top: 0.6rem; }
  .charges-and-tax > div { flex: 1; min-width: 0; }
  .charges-and-tax h4 { margin-top: 0; }
  #annexure-month { margin-top: 0; }
  #allocation .sides > div:first-child { flex: 2; }
  #allocation .sides > div + div { flex: 1.2; }
  #signal-ranks td small { display: inline; margin-left: 0.5em; }
  #method .terms > div, #terms .terms > div, #monte-carlo .terms > div, #concentration .terms > div { grid-template-columns: 7rem 1fr; gap: 0 0.8rem; }

  .signal { margin: 0 0 0.5rem; padding-top: 0.35rem; break-inside: auto; }
  .signal p { margin-bottom: 0.15rem; }
  .signal .scored { display: none; }
  .features { margin: 0; }
  .features > div { grid-template-columns: 1fr auto auto; gap: 0 0.8rem; }
  .context dl { display: flex; flex-wrap: wrap; gap: 0 1.2rem; }

  /* Scenarios as columns: six of them fit the page without their bars. */
  .part-11 table { font-size: 0.82rem; }
  .part-11 th:first-child { width: 22%; }
  .part-11 td.number { white-space: normal; }
  .part-11 .weight { min-width: 0; }
  .part-11 .bar { display: none; }

  #sealed { float: left; width: 48.5%; }
  #chain { float: right; width: 48.5%; }
  #audit { clear: both; }
  .hashes code { font-size: 0.62rem; }
  .rulebook { font-size: 5.4pt; line-height: 1.25; column-count: 4; column-gap: 0.9rem; }
  details:not(.explanation) { display: none; }
${printsExplanations ? '' : '  #explanations, #own-explanations { display: none; }\n'}  #explanations, #own-explanations { column-count: 2; column-gap: 1.1rem; }
  #explanations > h3, #explanations > .note, #own-explanations > h3, #own-explanations > .note { column-span: all; }
  .part .explanation { font-size: 0.62rem; line-height: 1.25; }
  .part .explanation :is(code, p) { font-size: inherit; }
}`;
