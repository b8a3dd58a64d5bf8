import { html, type Markup } from '../../page/markup.ts';
import { pixel } from '../../charts/pixel.ts';

const WIDTH = 100;
const HEIGHT = 12;

/** A weight as a bar, with a tick at the opening weight; `full` is the weight that fills the width. */
export function weightBar(after: number, before: number | null, full: number): Markup {
  const at = (percent: number) => pixel(full > 0 ? Math.min(1, percent / full) * (WIDTH - 2) : 0);
  return html`<svg
    class="bar"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    width="${WIDTH}"
    height="${HEIGHT}"
    aria-hidden="true"
  >
    <rect x="0" y="3" width="${at(after)}" height="6" fill="var(--accent)" />
    ${
      before !== null &&
      before + after > 0 &&
      html`<path d="M${pixel(at(before) + 0.75)},0.5v11" stroke="var(--ink)" stroke-width="1.5" />`
    }
  </svg>`;
}
