import { createHash } from 'node:crypto';
import fc from 'fast-check';

/** Properties that every page has in every state. Call inside a `describe`. */
export function mustStandAsAPage(render: () => string): void {
  const page = render();

  test('contains no NaN, undefined or null', () => {
    const text = page.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]*>/g, ' ');
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object|\bnull\b/);
    expect(page).not.toMatch(/="[^"]*(NaN|undefined|Infinity)[^"]*"/);
  });

  test('loads nothing and runs no script', () => {
    expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|base|form)\b/);
    expect(page).not.toMatch(/\s(on\w+|style|src|srcdoc)=/);
    expect(page).not.toMatch(/https?:|@import|url\((?!#)/);
    expect(page.match(/href="[^"]*"/g)!.every((h) => h.startsWith('href="#'))).toBe(true);
  });

  test('allows only its own style sheet by its content security policy', () => {
    const css = /<style>(.*?)<\/style>/s.exec(page)![1]!;
    const hash = createHash('sha256').update(css).digest('base64');
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
  });

  test('is accessible: one h1, no skipped heading levels, named charts, scoped and non-empty table headings, unique ids, focusable tables', () => {
    const levels = [...page.matchAll(/<h(\d)/g)].map((m) => Number(m[1]));
    expect(levels.filter((l) => l === 1)).toHaveLength(1);
    levels.slice(1).forEach((l, i) => expect(l - levels[i]!).toBeLessThanOrEqual(1));
    expect(page.match(/<th\b[^>]*>/g)!.every((th) => /scope="(col|row)"/.test(th))).toBe(true);
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((m) => m[1]!);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, named] of page.matchAll(/aria-labelledby="([^"]+)"/g)) {
      for (const id of named!.split(' ')) expect(ids).toContain(id);
    }
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
    for (const [, filled] of page.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(filled);
    expect(page).not.toMatch(/<th\b[^>]*>\s*<\/th>/);
    expect(page).not.toMatch(/<g\b[^>]*aria-label=/);
    expect(
      (page.match(/<div\s+class="table [^>]*>/g) ?? []).every((div) =>
        /role="region"\s.*tabindex="0"/s.test(div),
      ),
    ).toBe(true);
    expect(page.match(/<svg\b[^>]*>/g)!.every((svg) => /role="img"|aria-hidden="true"/.test(svg))).toBe(true);
  });

  test('closes every element', () => {
    const open: string[] = [];
    for (const [, close, tag, empty] of page.matchAll(/<(\/?)([a-z][a-zA-Z0-9]*)\b[^>]*?(\/?)>/g)) {
      if (empty || tag === 'meta') continue;
      if (close) expect(open.pop()).toBe(tag);
      else open.push(tag!);
    }
    expect(open).toEqual([]);
  });

  test('is byte-identical when rendered again', () => {
    expect(render()).toBe(page);
  });
}

/** Attributes whose value is text from the data or a hash of it. */
const TEXT_ATTRIBUTES = /\b(data-label="|aria-label="|trrm-decision" content="|style-src 'sha256-)[^"']*/g;

/** All tags with their attributes: the structure of a page without its text. */
const tags = (html: string) => html.match(/<[^>]*>/g)?.map((tag) => tag.replace(TEXT_ATTRIBUTES, '$1'));

/** Checks that the text in the data cannot change the elements of a page. `say` returns the text at each place. */
export function mustKeepTextAsText(saying: (say: () => string) => string): void {
  const pageOf = (text: (i: number) => string) => {
    let n = 0;
    return saying(() => text(n++));
  };
  const harmless = tags(pageOf((i) => `word${i}`));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.constantFrom(
          '<script>alert(1)</script>',
          '"><svg onload=alert(1)>',
          '</style></title>',
          '\u202e"\'&<',
        ),
        fc.string({ unit: 'binary', maxLength: 30 }),
      ),
      (text) => expect(tags(pageOf((i) => `${text}${i}`))).toEqual(harmless),
    ),
    { numRuns: 25 },
  );
}

/** The words of a page, single-spaced. */
export const words = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/[\s\u00a0]+/g, ' ');
