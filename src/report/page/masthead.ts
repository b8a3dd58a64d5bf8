import { html, type Markup, type Piece } from './markup.ts';

export interface Masthead {
  readonly title: string;
  /** What it is of and what it was made with, in a line. */
  readonly dateline: Piece;
  readonly simulated: boolean;
}

/** The head of a page's first section, with the mark of the simulated market where it is one. */
export const masthead = ({ title, dateline, simulated }: Masthead): Markup =>
  html`<header class="masthead">
      <p class="kicker">TRRM · Tactical Risk Rotation Model</p>
      <h1>${title}</h1>
      <p class="dateline">${dateline}</p>
    </header>
    ${
      simulated &&
      html`<p class="simulated">
        <strong>SIMULATED</strong> Every figure here comes from the embedded simulated market, not from a real
        one.
      </p>`
    }`;
