import { html, type Markup, type Piece } from './markup.ts';

/** Terms and what is said of each, side by side. */
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
