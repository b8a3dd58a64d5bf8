import { createHash } from 'node:crypto';
import { hatches } from '../charts/regime-style.ts';
import { html, type Piece, styleSheet, toText } from './markup.ts';
import type { Running } from './style/print.ts';
import { sheet } from './style/sheet.ts';

export interface Document {
  readonly title: string;
  readonly running: Running;
  /** The sections that the contents list, by the ids they bear. */
  readonly contents: readonly (readonly [id: string, title: string])[];
  readonly body: Piece;
}

/**
 * One HTML file: no script, no network, nothing outside itself, which its content policy also says to the browser.
 * The same document gives the same bytes.
 */
export function renderDocument({ title, running, contents, body }: Document): string {
  const css = sheet(running);
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
          <title>${title}${running.simulated && ' (SIMULATED)'}</title>
          ${styleSheet(css)}
        </head>
        <body>
          ${hatches()}
          <nav aria-label="Contents">
            <ol>
              ${contents.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}
            </ol>
          </nav>
          <main>${body}</main>
        </body>
      </html> `,
  );
}

/** What the content policy names the style sheet by. */
const hashOf = (css: string): string => `sha256-${createHash('sha256').update(css).digest('base64')}`;
