import { html, type Markup, type Piece } from './markup.ts';

export interface Masthead {
  readonly title: string;
  /** One line on the subject of the page and how it was made. */
  readonly dateline: Piece;
  readonly simulated: boolean;
}

/** Header of the first section of a page, with a notice if the market is simulated. */
export const masthead = ({ title, dateline, simulated }: Masthead): Markup =>
  html`<header class="masthead">
      <p class="kicker">TRRM · Tactical Risk Rotation Model</p>
      <h1>${title}</h1>
      <p class="dateline">${dateline}</p>
    </header>
    ${
      simulated &&
      html`<p class="simulated">
        <strong>SIMULATED</strong> All figures come from the embedded simulated market, not from a real one.
      </p>`
    }`;
