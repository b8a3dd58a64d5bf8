/**
 * HTML and SVG as text that cannot be broken out of. What a template interpolates is text from data and is
 * escaped; only what another template has made goes in as markup. There is no way to make markup of a string.
 */
const MADE = Symbol('markup');

export interface Markup {
  readonly [MADE]: string;
}

export type Piece = Markup | string | number | null | undefined | false | readonly Piece[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * What may not reach a page as itself: the five characters of HTML; control characters; the marks that turn the
 * reading direction, with which a name could be made to read backwards; and halves of surrogate pairs.
 */
const UNSAFE =
  // eslint-disable-next-line no-control-regex
  /[&<>"']|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text as it must stand between tags or in a double-quoted attribute. Unseen characters are shown as `[U+202E]`. */
export const escapeText = (text: string): string =>
  text.replace(
    UNSAFE,
    (c) => ENTITIES[c] ?? `[U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );

function render(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return '';
  if (typeof piece === 'string') return escapeText(piece);
  if (typeof piece === 'number') {
    if (!Number.isFinite(piece)) throw new RangeError(`a page cannot show the number ${piece}`);
    return String(piece);
  }
  if (MADE in piece) return piece[MADE];
  if (Array.isArray(piece)) return piece.map(render).join('');
  throw new TypeError('a page can show text, finite numbers and markup, not other objects');
}

/** A template of markup. Attributes must be double-quoted. Numbers must be finite; null and false show nothing. */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup => ({
  [MADE]: strings.map((s, i) => (i === 0 ? s : render(pieces[i - 1]) + s)).join(''),
});

/** An element of a tree that was built by calls. The tag and the attribute names are the program's own. */
export const element = (
  tag: string,
  attributes: Iterable<readonly [name: string, value: string]>,
  children: readonly Piece[],
): Markup => {
  const attrs = Array.from(attributes, ([name, value]) => ` ${name}="${escapeText(value)}"`).join('');
  return { [MADE]: `<${tag}${attrs}>${children.map(render).join('')}</${tag}>` };
};

/** A style sheet of the program's own; throws where one could end its element. */
export const styleSheet = (css: string): Markup => {
  if (/<\//.test(css)) throw new RangeError('a style sheet must not hold `</`');
  return { [MADE]: `<style>${css}</style>` };
};

export const toText = (markup: Markup): string => markup[MADE];
