import * as Plot from '@observablehq/plot';
import { html, type Markup } from '../page/markup.ts';
import { SvgDocument, type SvgElement, svgMarkup } from './svg-document.ts';

/**
 * Widths in CSS pixels at which charts are drawn: the text width of an A4 page, and a phone's. Scaling a chart down
 * makes its text unreadable on a phone, so each chart is drawn at both widths and the style sheet shows one.
 */
export const PAGE_WIDTH = 672;
const PHONE_WIDTH = 340;

/** Colours by role. The style sheet sets their values for light, dark and print. */
export const COLOUR = {
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  line: 'var(--line)',
  paper: 'var(--paper)',
  supportive: 'var(--bullish)',
  hostile: 'var(--bearish)',
} as const;

/**
 * Look of a benchmark's line. Dashes have flat ends and joins: browsers print each dash as an outline of its own, and round ones
 * took two hundred kilobytes of a PDF for a chart of three years.
 */
export const DASHED = {
  stroke: COLOUR.muted,
  strokeWidth: 1.1,
  strokeDasharray: '3,2',
  strokeLinecap: 'butt',
  strokeLinejoin: 'bevel',
} as const;

export interface Figure {
  /** Unique on the page; the ids of the accessible title and description derive from it. */
  readonly id: string;
  readonly title: string;
  /** What the chart shows, in one or two sentences with the figures, for screen readers. */
  readonly description: string;
}

/** Draws a chart with Observable Plot at page width and at phone width. */
export const chart = (
  figure: Figure,
  optionsAt: (width: number) => Plot.PlotOptions,
  width = PAGE_WIDTH,
): Markup => html`${drawn(figure, 'wide', optionsAt(width))}${drawn(figure, 'slim', optionsAt(PHONE_WIDTH))}`;

function drawn({ id, title, description }: Figure, size: 'wide' | 'slim', options: Plot.PlotOptions): Markup {
  const document = new SvgDocument();
  // Plot's types require a full Document; SvgDocument implements the part that Plot calls.
  const svg = Plot.plot({ ...options, document: document as unknown as Document }) as unknown as SvgElement;
  const [titleId, descriptionId] = [`${id}-${size}-title`, `${id}-${size}-desc`];
  svg.setAttribute('class', `chart ${size}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-labelledby', `${titleId} ${descriptionId}`);
  for (const name of ['fill', 'font-family', 'font-size']) svg.removeAttribute(name);
  const text = (tag: string, elementId: string, content: string) => {
    const child = document.createElement(tag);
    child.setAttribute('id', elementId);
    child.textContent = content;
    return child;
  };
  svg.insertBefore(text('desc', descriptionId, description), svg.firstChild);
  svg.insertBefore(text('title', titleId, title), svg.firstChild);
  return svgMarkup(svg);
}
