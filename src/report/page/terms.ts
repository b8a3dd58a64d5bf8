import { html, type Markup, type Piece } from './markup.ts';

/** Terms with their explanations, in two columns. */
export const terms = (rows: readonly (readonly [term: string, text: Piece])[]): Markup =>
  html`<dl class="terms">
    ${rows.map(
      ([term, text]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${text}</dd>
        </div>`,
    )}
  </dl>`;
