import { html, type Markup, type Piece } from '../../page/markup.ts';
import type { ExplanationModel } from './explanation-model.ts';

/** The id of a figure’s explanation on the page. */
export const explanationId = (pointer: string): string => `why${pointer.replaceAll(/[^\w-]/g, '-')}`;

/** A figure that opens its explanation, where the page has one; else the figure alone. */
export const figureLink = (explanations: readonly ExplanationModel[], pointer: string, text: Piece): Piece =>
  explanations.some((e) => e.pointer === pointer)
    ? html`<a class="why" href="#${explanationId(pointer)}">${text}</a>`
    : text;

/** How the figures of the first page come about: trees without a script, printed in full as an appendix. */
export const explanationSection = (explanations: readonly ExplanationModel[]): Markup =>
  html`<section id="explanations">
    <h2>How the figures come about</h2>
    <p class="note">
      Each figure of the first page with its formula, parameters of the rule book, inputs and rows. The
      decision was made again from its rows before it was explained. <code>trrm explain</code> explains every
      other figure of decision.json.
    </p>
    ${explanations.map(figure)}
  </section>`;

/** Trees alone, each closed on screen and open on paper. */
export const explanationTrees = (explanations: readonly ExplanationModel[]): Markup =>
  html`${explanations.map(figure)}`;

// A browser opens the tree that holds the target of a link, so the target stands inside.
const figure = (explanation: ExplanationModel): Markup =>
  html`<details class="explanation">
    <summary><code>${explanation.name}</code> <strong>${explanation.value}</strong></summary>
    <div id="${explanationId(explanation.pointer)}">${body(explanation)}</div>
  </details>`;

const body = ({ words, symbols, parameters, rows, inputs, more }: ExplanationModel): Markup =>
  html`<p>${words}${symbols !== null && html` <span class="formula">= ${symbols}</span>`}</p>
    ${parameters.length > 0 && html`<p class="basis">Rule book: ${parameters.join(' · ')}</p>`}
    ${rows.map((row) => html`<p class="basis">${row}</p>`)}
    ${
      inputs.length > 0 &&
      html`<ul>
        ${inputs.map((input) => html`<li><code>${input.name}</code> <strong>${input.value}</strong> ${body(input)}</li>`)}
      </ul>`
    }
    ${more !== null && html`<p class="basis">And ${more}.</p>`}`;
