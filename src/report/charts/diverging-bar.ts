import { html, type Markup } from '../page/markup.ts';
import { pixel } from './pixel.ts';

const WIDTH = 150;
const HEIGHT = 12;
const MIDDLE = WIDTH / 2;

/** A value as a bar to the left or right of zero; `full` is the absolute value that fills one side. */
export function divergingBar(value: number, full: number): Markup {
  const length = pixel(full > 0 ? Math.min(1, Math.abs(value) / full) * (MIDDLE - 1) : 0);
  return html`<svg
    class="bar"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    width="${WIDTH}"
    height="${HEIGHT}"
    aria-hidden="true"
  >
    <rect
      x="${value < 0 ? pixel(MIDDLE - length) : MIDDLE}"
      y="2"
      width="${length}"
      height="8"
      fill="var(--accent)"
    />
    <path d="M${MIDDLE},0v12" stroke="var(--strong-line)" />
  </svg>`;
}
