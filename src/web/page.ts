import { hatches } from '../report/charts/regime-style.ts';
import { html, toText } from '../report/page/markup.ts';
import { SIMULATION_LINE } from '../report/what-if/titles.ts';
import { MAIN_MODULE, STYLE_SHEET } from './assets.ts';

/** The page without data: what anybody who can open a connection may see. Its script fills it in with the token. */
export const pageShell = (): string =>
  toText(
    html`<!doctype html>
      <html lang="en-IN">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>TRRM what-if</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href="${STYLE_SHEET}" />
          <script type="module" src="${MAIN_MODULE}"></script>
        </head>
        <body>
          ${hatches()}
          <a class="skip" href="#main">Skip to the content</a>
          <header class="simulation"><strong>${SIMULATION_LINE}</strong></header>
          <main id="main">
            <form id="ask-token" hidden>
              <h1>TRRM what-if</h1>
              <label for="token"
                >This page needs the address that <code>trrm serve</code> printed. Paste it here:</label
              >
              <input type="password" id="token" autocomplete="off" />
              <button type="submit">Open</button>
            </form>
            <p id="status" role="status">Loading …</p>
            <div id="app" hidden></div>
          </main>
          <noscript
            ><p class="notice">
              This page needs JavaScript. trrm whatif gives the same figures in the terminal.
            </p></noscript
          >
        </body>
      </html> `,
  );
