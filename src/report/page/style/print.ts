/** The font of the page, repeated because page margins do not inherit from the body. */
const RUNNING_FONT = '"Helvetica Neue", "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';

/** Text in the margins of every printed page; constant text of the program, never from data. */
export interface Running {
  readonly title: string;
  /** Date or period of the page, as printed. */
  readonly dated: string;
  /** Short disclaimer; replaced by a notice on a simulated market. */
  readonly caution: string;
  readonly simulated: boolean;
  /** On a what-if, the line that keeps every page from passing for a decision. */
  readonly simulation?: string;
}

/** Characters of a hash printed in a margin. */
const SHORT_HASH = 16;

const NOT_REAL = 'SIMULATED: no figure comes from a real market';

/** A CSS string literal, for the margins of printed pages. @throws RangeError if the text contains a character that could end it. */
export function cssString(text: string): string {
  if (/["\\\n<]/.test(text))
    throw new RangeError(`cannot be written as a CSS string: ${JSON.stringify(text)}`);
  return `"${text}"`;
}

/**
 * A4 with running heads and page numbers. Charts, rows and headings stay with the content they belong to.
 *
 * @param decision hash of the decision on a page that is signed, by which a printed page can be found in the ledger.
 */
export const print = (
  { title, dated, caution, simulated, simulation }: Running,
  decision?: string,
): string => `
@page {
  size: A4; margin: 17mm 16mm 16mm; font: 7.5pt ${RUNNING_FONT}; color: #566270;
  @top-left { content: ${cssString(`TRRM · ${title}`)}; }
  ${simulation || simulated ? `@top-center { content: ${cssString(simulation ?? 'SIMULATED')}; font-weight: 700; color: #9c3315; }` : ''}
  @top-right { content: ${cssString(dated)}; }
  @bottom-left { content: ${cssString(simulated ? NOT_REAL : caution)}; }
  ${simulation || decision ? `@bottom-center { content: ${cssString(simulation ?? `Decision ${decision!.slice(0, SHORT_HASH)}`)}; }` : ''}
  @bottom-right { content: "Page " counter(page) " of " counter(pages); }
}
@media print {
  html { font-size: 8.5pt; }
  body { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  nav, .skip, .simulation { display: none; }
  main { max-width: none; padding: 0; }
  p, li, dd { max-width: none; }
  section { margin-top: 1.5rem; }
  h3 { margin-top: 1.2rem; }
  .decision { margin-top: 0; line-height: 1.42; min-height: 262mm; display: flex; flex-direction: column; }
  .decision + section, .new-page { margin-top: 0; break-before: page; }
  .decision .sign-off { margin-top: auto; padding-top: 0.2rem; }
  .opening { margin-top: 0; }
  .kicker { display: none; }
  table { line-height: 1.28; }
  td, tbody th, tfoot th, .facts > div { padding-top: 0.14rem; padding-bottom: 0.14rem; }
  .heat { margin: -0.14rem 0; padding-top: 0.14rem; padding-bottom: 0.14rem; }
  .terms > div { padding-top: 0.25rem; padding-bottom: 0.25rem; }
  /* A name and its code on one line halve the height of a table of stocks. */
  tbody th small { display: inline; margin-left: 0.5em; }
  .file { font-size: 0.74rem; }
  .decision h2 { margin-top: 0.8rem; }
  .decision .notice, .decision .simulated { padding-top: 0.3rem; padding-bottom: 0.3rem; margin-bottom: 0.6rem; }
  .table { overflow: visible; }
  /* Totals once, at the end of the table, not at the foot of every page. */
  tfoot { display: table-row-group; }
  .table:not(.long), .whole, figure, tr, .problems li, .signal, .sides, .terms > div, .notice, .simulated, .sign-off { break-inside: avoid; }
  /* The notes of a table stay with its end, and a caption with its chart. */
  .table + .quiet, .table + .notes, .heat-map + .quiet { break-before: avoid; }
  h2, h3, h2 + p, h3 + p:not(.notice) { break-after: avoid; break-inside: avoid; }
  p, ul { orphans: 3; widows: 3; }
}
`;
