import { fractionAsPercent } from '../../format/numbers.ts';
import { renderDocument } from '../page/document.ts';
import { html, type Piece } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { terms } from '../page/terms.ts';
import type { StatusView } from './status-view.ts';

/** A running run writes its page this often, and a browser reads it again. */
const REFRESH_SECONDS = 5;

const STYLE = `
progress { width: 100%; height: 10px; margin: 4px 0 18px; accent-color: var(--accent, currentColor) }
`;

/**
 * Renders how far a long run is as a page that rereads itself while the run goes on.
 *
 * @param below what follows the figures, such as what failed.
 */
export function renderStatus(view: StatusView, running: string, below: Piece): string {
  const { title, subject, fraction, rows, isRunning, simulated } = view;
  const written = `Written at ${view.written}`;
  const done = fraction === null ? '' : fractionAsPercent(fraction);
  return renderDocument({
    title: `TRRM: ${title}${done === '' ? '' : `, ${done}`}`,
    running: { title: running, dated: written, caution: written, simulated, simulation: 'SIMULATED MARKET' },
    ...(isRunning && { refresh: REFRESH_SECONDS }),
    contents: [],
    style: STYLE,
    body: html`<section class="opening" id="status">
      ${masthead({ title, dateline: subject, simulated })}
      ${
        fraction !== null &&
        html`<progress max="1" value="${fraction.toFixed(3)}" aria-label="Done">${done}</progress>`
      }
      ${terms(rows)} ${isRunning && html`<p class="quiet">This page is written every five seconds.</p>`}
      ${below}
    </section>`,
  });
}
