import type { Regime } from '../../../regimes/regime.ts';
import { html, type Markup } from '../page/markup.ts';

/**
 * How a regime looks wherever it is drawn. Never by hue alone: each has a shape and a texture of its own, so that a
 * greyscale print and a colour-blind reader can tell them apart.
 */
export const REGIME_INK: Readonly<Record<Regime, string>> = {
  bullish: 'var(--bullish)',
  consolidation: 'var(--consolidation)',
  bearish: 'var(--bearish)',
};

/** Behind a line: a plain tint, nothing, a hatch. */
export const REGIME_WASH: Readonly<Record<Regime, string>> = {
  bullish: 'var(--bullish-wash)',
  consolidation: 'none',
  bearish: 'url(#hatch-bearish)',
};

/** Behind months of which it is not certain yet. */
export const UNCERTAIN_WASH = 'url(#hatch-uncertain)';

/** The hatches that fills name; once on every page that has charts. */
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

/** A triangle up, a bar, or a triangle down, the height of a letter; stands beside the label's word. */
export const regimeMark = (regime: Regime): Markup =>
  html`<svg class="mark" viewBox="0 0 10 10" aria-hidden="true">
    <path d="${SHAPES[regime]}" fill="${REGIME_INK[regime]}" />
  </svg>`;
