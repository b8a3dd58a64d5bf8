import { type PartId, PARTS } from '../../pack/document/parts.ts';
import { html, lowerHeadings, type Markup, type Piece, withoutSlimCharts } from '../page/markup.ts';
import { codeInQuotes } from '../page/problems.ts';

export const partOf = (id: PartId): (typeof PARTS)[number] => PARTS.find((p) => p.id === id)!;

/** Id of a part's section, by which links and the PDF’s contents find it. */
export const anchorOf = (id: PartId): string => `part-${partOf(id).number}`;

/** The heading of a part. */
export const partHeading = (id: PartId): Markup => {
  const { number, title } = partOf(id);
  return html`<h2><span class="part-number">${number}</span> ${title}</h2>`;
};

/**
 * A part of the pack. It begins a printed page unless it is brief (`part-flow.ts`). Headings of what it contains are one level lower. Charts are drawn once:
 * second ones for phones were a fifth of the file, and a pack is read on paper and on screens that show the first.
 */
export const part = (id: PartId, body: Piece): Markup =>
  html`<section id="${anchorOf(id)}" class="part ${anchorOf(id)}">
    ${partHeading(id)} ${withoutSlimCharts(lowerHeadings(body))}
  </section>`;

/** What is not there, and what brings it. */
export const missingBox = ({ what, remedy }: { readonly what: string; readonly remedy: string }): Markup =>
  html`<p class="missing">
    <strong>Not available.</strong> ${what} <span class="remedy">${codeInQuotes(remedy)}</span>
  </p>`;
