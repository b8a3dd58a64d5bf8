import { html, type Markup } from '../../page/markup.ts';
import { pixel } from '../../charts/pixel.ts';

const WIDTH = 110;
const HEIGHT = 14;
const LEFT = 4;
const SPAN = WIDTH - 2 * LEFT;

/**
 * Draws the percentile of a value in its own history: a strip from 0 to 100 with the outer tenths marked, where the score
 * is at its limit of ±1, and a tick at the median.
 */
export function percentileStrip(percentile: number): Markup {
  const at = (p: number) => pixel(LEFT + (p / 100) * SPAN);
  return html`<svg
    class="strip"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    width="${WIDTH}"
    height="${HEIGHT}"
    role="img"
    aria-label="percentile ${percentile.toFixed(1)} of 100"
  >
    <rect x="${at(0)}" y="5" width="${SPAN}" height="4" fill="var(--wash)" />
    <path
      d="M${at(0)},5H${at(10)}V9H${at(0)}ZM${at(90)},5H${at(100)}V9H${at(90)}Z"
      fill="var(--strong-line)"
    />
    <path d="M${at(50)},3.5v7" stroke="var(--muted)" stroke-width="0.8" />
    <path d="M${at(percentile)},1.5l3.2,5.5l-3.2,5.5l-3.2,-5.5Z" fill="var(--ink)" />
  </svg>`;
}
