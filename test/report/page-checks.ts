import { createHash } from 'node:crypto';
import fc from 'fast-check';

/** What must hold of every page of the report room, in every state. Call inside a `describe`. */
export function mustStandAsAPage(render: () => string): void {
  const page = render();

  test('says nothing that is not a number or a word', () => {
    const text = page.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]*>/g, ' ');
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object|\bnull\b/);
    expect(page).not.toMatch(/="[^"]*(NaN|undefined|Infinity)[^"]*"/);
  });

  test('needs nothing from outside and runs nothing', () => {
    expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|base|form)\b/);
    expect(page).not.toMatch(/\s(on\w+|style|src|srcdoc)=/);
    expect(page).not.toMatch(/https?:|@import|url\((?!#)/);
    expect(page.match(/href="[^"]*"/g)!.every((h) => h.startsWith('href="#'))).toBe(true);
  });

  test('allows by its content policy the style sheet it has, and nothing else', () => {
    const css = /<style>(.*?)<\/style>/s.exec(page)![1]!;
    const hash = createHash('sha256').update(css).digest('base64');
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
  });

  test('can be heard: one h1, headings that skip no level, named charts, scoped table heads, ids used once', () => {
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
    expect(page.match(/<svg\b[^>]*>/g)!.every((svg) => /role="img"|aria-hidden="true"/.test(svg))).toBe(true);
  });

  test('closes every element it opens', () => {
    const open: string[] = [];
    for (const [, close, tag, empty] of page.matchAll(/<(\/?)([a-z][a-zA-Z0-9]*)\b[^>]*?(\/?)>/g)) {
      if (empty || tag === 'meta') continue;
      if (close) expect(open.pop()).toBe(tag);
      else open.push(tag!);
    }
    expect(open).toEqual([]);
  });

  test('is the same bytes when it is made again', () => {
    expect(render()).toBe(page);
  });
}

/** All tags with all their attributes: what a browser builds, without what it shows. */
const tags = (html: string) => html.match(/<[^>]*>/g);

/** Whatever text data holds, the page that says it has the same elements. `say` gives the text at each place. */
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
