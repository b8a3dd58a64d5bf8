import type { Regime } from '../../../regimes/regime.ts';
import { html, type Markup } from '../page/markup.ts';

/**
 * How a regime is drawn everywhere. Each regime has its own shape and texture as well as a colour, so that it stays
 * recognisable in greyscale print and to colour-blind readers.
 */
export const REGIME_INK: Readonly<Record<Regime, string>> = {
  bullish: 'var(--bullish)',
  consolidation: 'var(--consolidation)',
  bearish: 'var(--bearish)',
};

/** Background behind a line: a plain tint, none, a hatch. */
export const REGIME_WASH: Readonly<Record<Regime, string>> = {
  bullish: 'var(--bullish-wash)',
  consolidation: 'none',
  bearish: 'url(#hatch-bearish)',
};

/** Background of months that cannot be dated yet. */
export const UNCERTAIN_WASH = 'url(#hatch-uncertain)';

/** Definitions of the hatch patterns that fills refer to; included once on every page. */
export const hatches = (): Markup =>
  html`<svg class="hatches" width="0" height="0" aria-hidden="true">
    <defs>
      <pattern
        id="hatch-bearish"
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="5" height="5" fill="var(--bearish-wash)" />
        <path d="M0,0V5" stroke="var(--bearish-hatch)" stroke-width="1.4" />
      </pattern>
      <pattern
        id="hatch-uncertain"
        width="4"
        height="4"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d="M0,0V4" stroke="var(--strong-line)" stroke-width="1.4" />
      </pattern>
    </defs>
  </svg>`;

const SHAPES: Readonly<Record<Regime, string>> = {
  bullish: 'M5,1L9.5,9H0.5Z',
  consolidation: 'M0.5,3.2H9.5V6.8H0.5Z',
  bearish: 'M5,9L0.5,1H9.5Z',
};

/** Marker beside the name of a regime, at letter height: triangle up, bar, or triangle down. */
export const regimeMark = (regime: Regime): Markup =>
  html`<svg class="mark" viewBox="0 0 10 10" aria-hidden="true">
    <path d="${SHAPES[regime]}" fill="${REGIME_INK[regime]}" />
  </svg>`;
