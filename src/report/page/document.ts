import { createHash } from 'node:crypto';
import { hatches } from '../charts/regime-style.ts';
import { html, type Piece, styleSheet, toText } from './markup.ts';
import { print, type Running } from './style/print.ts';
import { colours } from './style/colours.ts';
import { decision } from './style/decision.ts';
import { figures } from './style/figures.ts';
import { heat } from './style/heat.ts';
import { page } from './style/page.ts';

export interface Document {
  readonly title: string;
  readonly running: Running;
  /** The decision that the page shows, for its metadata and its printed margins. */
  readonly decision?: { readonly asOf: string; readonly sha256: string };
  /** Table of contents: id and title of each section; none for a page of one section. */
  readonly contents: readonly (readonly [id: string, title: string])[];
  readonly body: Piece;
  /** A page that is rewritten is read again after so many seconds. */
  readonly refresh?: number;
  /** Style of this kind of page, after the common one. */
  readonly style?: string;
}

/**
 * Renders one self-contained HTML file without scripts or network access; its content security policy enforces this.
 * The same document gives the same bytes.
 */
export function renderDocument({
  title,
  running,
  decision: shown,
  contents,
  body,
  refresh,
  style = '',
}: Document): string {
  const css = [colours, page, decision, figures, heat, print(running, shown?.sha256), style].join('');
  return toText(
    html`<!doctype html>
      <html lang="en-IN">
        <head>
          <meta charset="utf-8" />
          <meta
            http-equiv="Content-Security-Policy"
            content="default-src 'none'; style-src '${hashOf(css)}'; base-uri 'none'; form-action 'none'"
          />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="referrer" content="no-referrer" />
          ${refresh !== undefined && html`<meta http-equiv="refresh" content="${refresh}" />`}
          ${
            shown &&
            html`<meta name="trrm-as-of" content="${shown.asOf}" />
              <meta name="trrm-decision" content="${shown.sha256}" />`
          }
          <title>${title}${running.simulated && ' (SIMULATED)'}</title>
          ${styleSheet(css)}
        </head>
        <body>
          ${hatches()}
          <a class="skip" href="#main">Skip to the content</a>
          ${running.simulation && html`<header class="simulation"><strong>${running.simulation}</strong></header>`}
          ${
            contents.length > 0 &&
            html`<nav aria-label="Contents">
              <ol>
                ${contents.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}
              </ol>
            </nav>`
          }
          <main id="main">${body}</main>
        </body>
      </html> `,
  );
}

/** Hash by which the content security policy allows the style sheet. */
const hashOf = (css: string): string => `sha256-${createHash('sha256').update(css).digest('base64')}`;
