import { element, type Markup } from '../page/markup.ts';
import { pixel } from './pixel.ts';

/**
 * The part of the DOM that Observable Plot and d3-selection write to: enough to draw in Node, as text, what a browser
 * would draw. Selectors return nothing, because a chart is drawn once into an empty document.
 */
export class SvgDocument {
  readonly documentElement: SvgElement = new SvgElement(this, 'svg');
  createElementNS(_namespace: string, tag: string): SvgElement {
    return new SvgElement(this, tag);
  }
  createElement(tag: string): SvgElement {
    return new SvgElement(this, tag);
  }
  createTextNode(text: string): SvgText {
    return new SvgText(this, text);
  }
}

/** Text between tags; escaped on output. */
class SvgText {
  readonly ownerDocument: SvgDocument;
  parentNode: SvgElement | null = null;
  nodeValue: string;
  constructor(ownerDocument: SvgDocument, text: string) {
    this.ownerDocument = ownerDocument;
    this.nodeValue = text;
  }
}

/** Attributes that hold coordinates. They contain numbers and path letters from the program, never text from data. */
const COORDINATES = new Set([
  'x',
  'y',
  'x1',
  'x2',
  'y1',
  'y2',
  'width',
  'height',
  'cx',
  'cy',
  'r',
  'd',
  'transform',
]);

const rounded = (text: string): string =>
  text.replace(/-?\d+\.\d{3,}(?:e-\d+)?/g, (x) => String(pixel(Number(x))));

/** Points from which a line is written by its steps. */
const LONG_LINE = 30;

/**
 * A path with its polylines of many points as steps in tenths of a pixel, which takes half the space: a step is short, and a tenth of
 * a pixel is 0.03 mm on paper. Steps join rounded positions, so that nothing adds up along the line.
 */
const withSteps = (path: string): string =>
  path.replace(/M[-\d.,]+(?:L[-\d.,]+)+/g, (line) => {
    const points = line
      .slice(1)
      .split('L')
      .map((point) => point.split(',').map((x) => Math.round(10 * Number(x))));
    if (points.length < LONG_LINE) return line;
    const turns = points.filter((_, i) => !isOnLevel(points, i));
    const steps = turns.slice(1).flatMap(([x, y], i) => [x! - turns[i]![0]!, y! - turns[i]![1]!]);
    return `M${turns[0]!.map((x) => x / 10).join(',')}l${steps.map(stepText).join('')}`;
  });

/** Whether a point lies on the level stretch between its neighbours, such as along the base of an area: it draws nothing. */
function isOnLevel(points: readonly (readonly number[])[], i: number): boolean {
  const [before, at, after] = [points[i - 1], points[i]!, points[i + 1]];
  if (!before || !after || before[1] !== at[1] || after[1] !== at[1]) return false;
  return (at[0]! - before[0]!) * (after[0]! - at[0]!) >= 0;
}

/** A number as short as the grammar of paths allows: `1.5-.3 2` needs one space. */
const stepText = (tenths: number, i: number): string => {
  const text = String(tenths / 10).replace(/^(-?)0\./, '$1.');
  return i === 0 || text.startsWith('-') ? text : ` ${text}`;
};

type Child = SvgElement | SvgText;

export class SvgElement {
  readonly ownerDocument: SvgDocument;
  readonly tagName: string;
  readonly namespaceURI = 'http://www.w3.org/2000/svg';
  readonly attributes = new Map<string, string>();
  childNodes: Child[] = [];
  parentNode: SvgElement | null = null;

  constructor(ownerDocument: SvgDocument, tagName: string) {
    this.ownerDocument = ownerDocument;
    this.tagName = tagName;
  }

  setAttribute(name: string, value: unknown): void {
    // Plot labels groups with `aria-label`, which ARIA does not allow on a `g` without a role. The chart as a whole has
    // a title and a description, so the label is kept as data only.
    const key = name === 'aria-label' && this.tagName === 'g' ? 'data-mark' : name;
    const text = COORDINATES.has(name) ? rounded(String(value)) : String(value);
    this.attributes.set(key, name === 'd' ? withSteps(text) : text);
  }
  setAttributeNS(_namespace: string, name: string, value: unknown): void {
    this.setAttribute(name, value);
  }
  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  get firstChild(): Child | null {
    return this.childNodes[0] ?? null;
  }
  appendChild<C extends Child>(child: C): C {
    return this.insertBefore(child, null);
  }
  insertBefore<C extends Child>(child: C, before: Child | null): C {
    child.parentNode?.removeChild(child);
    const at = before === null ? -1 : this.childNodes.indexOf(before);
    this.childNodes.splice(at < 0 ? this.childNodes.length : at, 0, child);
    child.parentNode = this;
    return child;
  }
  removeChild<C extends Child>(child: C): C {
    this.childNodes = this.childNodes.filter((c) => c !== child);
    child.parentNode = null;
    return child;
  }
  set textContent(text: string) {
    this.childNodes = [new SvgText(this.ownerDocument, text)];
  }
  querySelector(): null {
    return null;
  }
  querySelectorAll(): [] {
    return [];
  }
}

/** The drawing as markup, without the `style` elements that Plot adds: the style sheet of the page applies. */
export const svgMarkup = (root: SvgElement): Markup =>
  element(
    root.tagName,
    root.attributes,
    root.childNodes
      .filter((c) => !(c instanceof SvgElement && c.tagName === 'style'))
      .map((c) => (c instanceof SvgText ? c.nodeValue : svgMarkup(c))),
  );
