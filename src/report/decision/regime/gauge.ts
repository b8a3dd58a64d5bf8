import { signed } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import { pixel } from '../../charts/pixel.ts';

const WIDTH = 120;
const HEIGHT = 14;
const HALF = WIDTH / 2 - 5;
const MIDDLE = WIDTH / 2;

/**
 * Draws a score on the scale from −1 to +1 as a bar from the centre with a dot at its end, sized for a table cell.
 * Drawn without Plot, because a page has dozens of them.
 */
export function scoreGauge(score: number | null): Markup {
  const end = pixel(MIDDLE + (score ?? 0) * HALF);
  const ink = (score ?? 0) < 0 ? 'var(--bearish)' : 'var(--bullish)';
  return html`<svg
    class="gauge"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    width="${WIDTH}"
    height="${HEIGHT}"
    role="img"
    aria-label="${score === null ? 'no score' : `score ${signed(score, 2)} on a scale from −1 to +1`}"
  >
    <path
      d="M${MIDDLE - HALF},7H${MIDDLE + HALF}M${MIDDLE - HALF},4.5v5M${MIDDLE + HALF},4.5v5M${MIDDLE},2v10"
      stroke="var(--muted)"
      stroke-width="0.8"
      fill="none"
    />
    ${
      score !== null &&
      html`<rect
          x="${Math.min(MIDDLE, end)}"
          y="4.75"
          width="${pixel(Math.abs(end - MIDDLE))}"
          height="4.5"
          fill="${ink}"
        /><circle cx="${end}" cy="7" r="3.6" fill="${ink}" />`
    }
  </svg>`;
}
