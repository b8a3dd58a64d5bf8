import { PARTS } from '../../pack/document/parts.ts';
import { cssString } from '../page/style/print.ts';
import type { PartGroup } from './part-flow.ts';
import { packPrint, pageName } from './print-style.ts';

/** Sizes of paper. */
const PAPERS = ['a4', 'letter'] as const;
export type Paper = (typeof PAPERS)[number];

/** What stands in the margins of the printed pack: text of the program, never from data. */
export interface PackMargins {
  readonly entry: number;
  readonly decision: string;
  readonly simulated: boolean;
  /** Parts that are printed without a new page between them. */
  readonly groups: readonly PartGroup[];
}

/** Look of a printed pack. */
export interface PackPrint {
  readonly paper: Paper;
  /** Whether the trees of explanations, closed on screen, are printed too. */
  readonly printsExplanations: boolean;
}

/** Characters of the decision's hash in the margins. */
const SHORT_HASH = 12;

/** Parts whose figures are hypothetical by nature, with the word that every page of them bears. */
const HYPOTHETICAL: Readonly<Record<string, string>> = {
  'what-ifs': 'SIMULATION: what-if, not the decision',
  stress: 'SIMULATION: hypothetical, not a forecast',
};

/** Title in the margins: of the part, or the numbers of the parts that share the pages. */
function titleOf(group: PartGroup): string {
  const [first, ...others] = group.map((id) => PARTS.find((p) => p.id === id)!);
  const last = others.at(-1);
  return last ? `Parts ${first!.number} to ${last.number}` : `${first!.number} ${first!.title}`;
}

/** Height of the first page between its margins, a little less than there is. */
const HEIGHT: Readonly<Record<Paper, string>> = { a4: '266mm', letter: '248mm' };

/** The pack on screen and paper, after the common style of a page. */
export function packStyle(
  { entry, decision, simulated, groups }: PackMargins,
  { paper, printsExplanations }: PackPrint,
): string {
  const standing = simulated ? 'SIMULATED market' : 'INTERNAL';
  const foot = `Entry ${entry} · ${decision.slice(0, SHORT_HASH)} · ${standing}`;
  const margins = (name: string, title: string, centre: string | null): string => `
@page ${name} { @top-left { content: ${cssString(`TRRM · ${title}`)}; }${centre === null ? '' : ` @top-center { content: ${cssString(centre)}; font-weight: 700; color: #9c3315; }`} }`;
  const notice = simulated
    ? 'No figure comes from a real market'
    : 'Model returns are not to be shown to clients';
  return `
.part { margin-top: 4.5rem; }
.part > h2, .contents > h2 { font-size: 1.9rem; border-top: 0; padding-top: 0; margin-bottom: 0.9rem; padding-bottom: 0.45rem; border-bottom: 2px solid var(--ink); }
.part-number { display: inline-block; min-width: 1.5em; color: var(--accent); }
.part section { margin-top: 2.2rem; }
.part section > h3 { font-family: Charter, "Bitstream Charter", Cambria, "Noto Serif", "Times New Roman", serif; font-weight: 600; font-size: 1.3rem; line-height: 1.15; margin: 0 0 0.6rem; }
h4 { font-size: 1rem; margin: 1.5rem 0 0.4rem; line-height: 1.3; }
h5 { font-size: 0.93rem; margin: 1.1rem 0 0.3rem; line-height: 1.3; }
.part .signal h4 { margin: 0; font-size: 1.07rem; }
.cover > h2 { font-size: 1.15rem; margin: 0 0 0.8rem; padding: 0; border: 0; }
.cover h3 { font-size: 0.8rem; font-weight: 600; letter-spacing: 0.06em; text-transform: uppercase; color: var(--muted); margin: 1.4rem 0 0.3rem; line-height: 1.3; }
.missing { border: 1px dashed var(--strong-line); background: var(--wash); padding: 0.6rem 0.9rem; max-width: none; }
.contents ol { list-style: none; margin: 0 0 1.6rem; padding: 0; max-width: none; }
.contents li { display: grid; grid-template-columns: 2.2rem 1fr auto 3rem; gap: 0 0.8rem; align-items: baseline; padding: 0.34rem 0; border-bottom: 1px solid var(--line); max-width: none; }
.contents li a { color: inherit; text-decoration: none; }
.contents li a:hover, .contents li a:focus-visible { text-decoration: underline; }
.contents .part-number { font-weight: 600; }
.contents .state { color: var(--muted); font-size: 0.87rem; }
.contents .page-number { text-align: right; }
.resolution .choices { display: flex; gap: 2.4rem; margin: 0.8rem 0 1rem; }
.resolution .choices span::before { content: "☐"; margin-right: 0.5em; font-size: 1.15em; }
.blank { display: block; border-bottom: 1px solid var(--strong-line); min-height: 1.9rem; margin: 0; font-size: 0.8rem; color: var(--muted); }
.state-breached, .state-relaxed { font-weight: 700; }
.rulebook { columns: 3; column-gap: 1.4rem; font-size: 0.72rem; line-height: 1.35; margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.hashes code { font-size: 0.78em; }
.changed i, .rise i, .fall i { font-style: normal; font-size: 0.75em; }
.weight { display: inline-block; min-width: 4.4em; }
@media screen and (max-width: 560px) { .part .chart.wide:last-of-type { display: block; } }
@media screen and (max-width: 640px) {
  .contents li { grid-template-columns: 1.8rem 1fr; }
  .contents .state { grid-column: 2; }
  .contents .page-number { display: none; }
  .rulebook { columns: 1; }
  .resolution .choices { flex-direction: column; gap: 0.3rem; }
}
${packPrint(HEIGHT[paper], printsExplanations, groups)}
@page {
  size: ${paper === 'a4' ? 'A4' : 'letter'}; margin: 14mm 14mm 13mm;
  @bottom-left { content: ${cssString(foot)}; }
  @bottom-center { content: ${cssString(notice)}; }
}${groups.map((group) => margins(pageName(group), titleOf(group), group.length > 1 ? null : (HYPOTHETICAL[group[0]] ?? null))).join('')}${margins('part-contents', 'Contents', null)}
`;
}
