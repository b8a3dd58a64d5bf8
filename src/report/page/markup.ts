/**
 * HTML and SVG templates that are safe against injection. Interpolated values are text and are escaped; only the result
 * of another template is inserted as markup. A string cannot be turned into markup.
 */
const CONTENT = Symbol('markup');

export interface Markup {
  readonly [CONTENT]: string;
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
 * Characters that are never written as themselves: the five special characters of HTML, control characters,
 * bidirectional marks, which could make a name read backwards, and unpaired surrogates.
 */
const UNSAFE =
  // eslint-disable-next-line no-control-regex
  /[&<>"']|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Escapes text for use between tags or in a double-quoted attribute. Invisible characters become `[U+202E]`. */
export const escapeText = (text: string): string =>
  text.replace(
    UNSAFE,
    (c) => ENTITIES[c] ?? `[U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );

function render(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return '';
  if (typeof piece === 'string') return escapeText(piece);
  if (typeof piece === 'number') {
    if (!Number.isFinite(piece)) throw new RangeError(`cannot write the number ${piece} to a page`);
    return String(piece);
  }
  if (CONTENT in piece) return piece[CONTENT];
  if (Array.isArray(piece)) return piece.map(render).join('');
  throw new TypeError('a template accepts text, finite numbers and markup, not other objects');
}

/**
 * Template tag for markup. Attributes must be double-quoted and numbers finite; null, undefined and false print nothing. The
 * indentation of the template, which is that of the program, is not written.
 */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup => {
  const fixed = withoutIndentation(strings);
  let text = fixed[0]!;
  for (let i = 0; i < pieces.length; i++) text += render(pieces[i]) + fixed[i + 1]!;
  return { [CONTENT]: text };
};

const unindented = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The fixed text of a template with line breaks alone where it breaks a line; once for each template of the program. */
function withoutIndentation(strings: TemplateStringsArray): readonly string[] {
  const known = unindented.get(strings);
  if (known) return known;
  const short = strings.map((s) => s.replace(/[ \t]*\n[ \t\n]*/g, '\n'));
  unindented.set(strings, short);
  return short;
}

/** Text for screen readers only. */
export const unseen = (text: string): Markup => html`<span class="unseen">${text}</span>`;

/** Builds an element from parts. Tag and attribute names must come from the program, not from data. */
export const element = (
  tag: string,
  attributes: Iterable<readonly [name: string, value: string]>,
  children: readonly Piece[],
): Markup => {
  const attrs = Array.from(attributes, ([name, value]) => ` ${name}="${escapeText(value)}"`).join('');
  return { [CONTENT]: `<${tag}${attrs}>${children.map(render).join('')}</${tag}>` };
};

/** Wraps a style sheet of the program. @throws RangeError if the text could close the element. */
export const styleSheet = (css: string): Markup => {
  if (/<\//.test(css)) throw new RangeError('a style sheet must not contain `</`');
  return { [CONTENT]: `<style>${css}</style>` };
};

/**
 * A piece whose markup the program changes, such as the level of its headings. The change must leave what is escaped as it is: this is
 * the only way from a string to markup.
 */
export const rewritten = (piece: Piece, change: (markup: string) => string): Markup => ({
  [CONTENT]: change(render(piece)),
});

const moveHeadings = (markup: string, levels: 1 | -1): string =>
  markup.replace(
    /<(\/?)h([2-5])\b/g,
    (_, close: string, level: string) => `<${close}h${Number(level) + levels}`,
  );

/** The same with each heading one level lower, to stand inside a part of a longer page. */
export const lowerHeadings = (piece: Piece): Markup => rewritten(piece, (markup) => moveHeadings(markup, 1));

/** A section without its heading, its other headings a level higher, to stand under another heading that says the same. */
export const withoutHeading = (section: Markup): Markup =>
  rewritten(section, (markup) => moveHeadings(markup.replace(/<h2\b[^>]*>[^]*?<\/h2>/, ''), -1));

/** A part of a page without the drawings for phones, which are hidden on wider screens and on paper. */
export const withoutSlimCharts = (piece: Piece): Markup =>
  rewritten(piece, (markup) => markup.replace(/<svg\b[^>]*class="chart slim"[^]*?<\/svg>/g, ''));

export const toText = (markup: Markup): string => markup[CONTENT];

/** The text of a piece without its tags, for use in an attribute. Tags become spaces; entities are resolved. */
export function plainText(piece: Piece): string {
  const text = render(piece)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, (space) => (space.includes('\u00a0') ? '\u00a0' : ' '))
    .trim();
  return withoutEntities(text);
}

/** Escaped text as it reads. */
export const withoutEntities = (text: string): string =>
  Object.entries(ENTITIES)
    .reverse()
    .reduce((plain, [char, entity]) => plain.replaceAll(entity, char), text);
