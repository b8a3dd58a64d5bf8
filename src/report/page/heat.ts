import { html, type Markup } from './markup.ts';

const DEPTHS = 4;

/** A figure on a background shaded by `weight`; the deepest shade is at `full`, the largest weight of the table. */
export function heat(text: string, weight: number, full: number): Markup {
  const depth = full > 0 ? Math.round((DEPTHS * Math.min(Math.abs(weight), full)) / full) : 0;
  const ground = depth === 0 ? '' : ` ${weight > 0 ? 'p' : 'n'}${depth}`;
  return html`<span class="heat${ground}">${text}</span>`;
}
