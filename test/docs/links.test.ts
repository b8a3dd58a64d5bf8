import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Page, pages } from './pages.ts';

const root = join(__dirname, '../..');
const all = pages();

/** The anchor of a heading, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

const anchorsOf = (text: string): Set<string> =>
  new Set([...text.matchAll(/^#+ (.*)$/gm)].map((m) => anchorOf(m[1]!)));

/** Relative links of a page that lead nowhere. */
function broken({ file, text }: Page): string[] {
  const outsideCode = text
    .replaceAll(/^```[^]*?^```$/gm, '')
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, ''));
  return [...outsideCode.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((m) => m[1]!)
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [path, anchor] = link.split('#');
      const target = path === '' ? join(root, file) : join(root, dirname(file), path!);
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).has(anchor);
    });
}

test.each(all.map((page) => [page.file, page] as const))('every relative link of %s resolves', (_, page) => {
  expect(broken(page)).toEqual([]);
});

test('a link to nowhere is noticed', () => {
  expect(
    broken({ file: 'docs/index.md', text: '[a](no-such.md) [b](index.md#nowhere) [c](#how-to)' }),
  ).toEqual(['no-such.md', 'index.md#nowhere']);
});

test('every page of the book can be reached from its index', () => {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    const page = all.find((p) => p.file === file);
    for (const m of page?.text.matchAll(/\]\(([^)\s#]+\.md)/g) ?? [])
      if (!/^[a-z]+:/.test(m[1]!)) visit(join(dirname(file), m[1]!).replaceAll('\\', '/'));
  };
  visit('docs/index.md');
  expect(all.map((p) => p.file).filter((f) => f.startsWith('docs/') && !reached.has(f))).toEqual([]);
});

test.each(all.map((page) => [page.file, page] as const))(
  'every source file that %s names exists',
  (_, page) => {
    const named = [
      ...page.text.matchAll(
        /`((?:src|signals|regimes|allocations|test|fixtures|bench|scripts|docs)\/[\w./-]+)`/g,
      ),
    ];
    expect(
      named.map((m) => m[1]!).filter((file) => !existsSync(join(root, file)) && file !== 'docs/api'),
    ).toEqual([]);
  },
);

test('every page that the code names exists', () => {
  const named = ['src', 'signals', 'regimes', 'allocations'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [...readFileSync(join(root, room, name), 'utf8').matchAll(/docs\/[\w/-]+\.md/g)])
      .map((m) => m[0]),
  );
  expect([...new Set(named)].filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
