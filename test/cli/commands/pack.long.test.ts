import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { chromium } from 'playwright-core';
import { accountCsv, simulateAccount } from '../../../fixtures/accounts/simulated-account.ts';
import { findFigure } from '../../../src/explain/find-figure.ts';
import { leavesOf, valueAt } from '../../../src/explain/pointer.ts';
import { isWeekend, addDays, type Day, day } from '../../../src/market/day.ts';
import type { PackDocument } from '../../../src/pack/document/pack-document.ts';
import { ruleIn } from '../../../src/explain/documents/explain-document.ts';
import { figureOfDecision, PACK_RULES } from '../../../src/pack/document/explain-pack.ts';
import { headlineFiguresOfPack } from '../../../src/pack/document/headline-figures.ts';
import { PARTS } from '../../../src/pack/document/parts.ts';
import { explanationId } from '../../../src/report/decision/explanations/explanation-section.ts';
import { pdfStructure } from '../../../src/report/pdf/structure.ts';
import { readPackDocument } from '../../../src/pack/document/read-pack.ts';
import { faultsIn } from '../../explain/documents/document.fixture.ts';
import { CHROMIUM_FLAGS, describeInBrowser } from '../../report/chromium.ts';
import { filledHeights } from '../../report/pdf/page-ink.ts';
import { removeFolder, tempFolder, trrm } from '../command-line.ts';

// One simulated store: the demo records a first decision, three more follow, and the pack is of the last of them.
const folder = tempFolder();
const store = join(folder, 'demo', 'market.duckdb');
const at = (...names: string[]): string => join(folder, ...names);
const run = async (...argv: string[]) => {
  const done = await trrm(...argv, '--store', store, '--quiet');
  if (done.code !== 0) throw new Error(`trrm ${argv.join(' ')}: ${done.err}`);
  return done;
};
const AS_OF = '2024-03-28';
const account = at('account.csv');

beforeAll(async () => {
  const { code, err } = await trrm('demo', '--stocks', '0', '--out', at('demo'), '--quiet');
  if (code !== 0) throw new Error(err);
  const held = at('held.csv');
  writeFileSync(held, 'position,value\nmomentum,"4,00,00,000"\nquality,30000000\ncash,30000000\n');
  for (const asOf of ['2024-01-31', '2024-02-29']) await run('run', '--as-of', asOf, '--out', at(asOf));
  await run('run', '--as-of', AS_OF, '--portfolio', held, '--out', at(AS_OF));
  const days: Day[] = [];
  for (let d = day('2022-04-01'); d <= day(AS_OF); d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  const market = days.map((_, k) => 0.0004 + 0.01 * Math.sin(k * 1.7));
  writeFileSync(account, accountCsv(simulateAccount({ days, market, seed: 3 }).days));
  writeFileSync(
    at('scenarios.json'),
    JSON.stringify({
      schema: 'trrm-scenarios/1',
      // As many as a pack takes, so that the widest tables are printed.
      scenarios: [
        { name: 'Crisis </style>', settings: ['us-vix=45', 'nifty=-20%'] },
        ...['-10%', '+5%', '-30%', '+10%', '+20%'].map((move) => ({
          name: `Nifty ${move}`,
          settings: [`nifty=${move}`],
        })),
      ],
    }),
  );
}, 240_000);
afterAll(() => removeFolder(folder));

const pack = (out: string, ...more: string[]) =>
  trrm('pack', '--store', store, '--quiet', '--out', at(out), ...more);
const full = ['--record', account, '--scenarios', at('scenarios.json'), '--benchmark', 'nifty-50'];

describe('trrm pack', () => {
  test('makes one page with all sixteen parts, its document and the annexure, and seals them', async () => {
    const { code, out, err } = await pack('a', ...full);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('sealed in the ledger as entry 5');
    expect(readdirSync(at('a')).sort()).toEqual([
      'annexure.csv',
      'pack.html',
      'pack.json',
      'pack.manifest.json',
      'pack.xlsx',
    ]);
    const page = readFileSync(at('a', 'pack.html'), 'utf8');
    for (const { number, title } of PARTS)
      expect(page).toMatch(new RegExp(`<section\\s+id="part-${number}"[^]*?${title}</h2>`));
    expect(page).toContain('Crisis &lt;/style&gt;');
    expect(page.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]*>/g, ' ')).not.toMatch(
      /NaN|undefined|Infinity|\[object/,
    );
    expect((await trrm('ledger', 'verify', '--store', store)).out).toContain('All 5 entries are unchanged');
  });

  test('explains its figures: those of the decision are its own, formulas come out again', async () => {
    const document = readPackDocument(readFileSync(at('a', 'pack.json'), 'utf8'), 'pack.json');
    const decision: unknown = JSON.parse(readFileSync(at(AS_OF, 'decision.json'), 'utf8'));
    const shared = leavesOf(document).flatMap(({ pointer, value }) => {
      const figure = figureOfDecision(document, pointer);
      return figure === null ? [] : [[pointer, value, figure] as const];
    });
    for (const [pointer, value, figure] of shared) {
      const found = findFigure(decision, figure);
      expect([pointer, found.kind === 'figure' && valueAt(decision, found.pointer)]).toEqual([
        pointer,
        value,
      ]);
    }
    expect(shared.length).toBeGreaterThan(20);
    const { faults, recomputed } = faultsIn(document, PACK_RULES);
    expect(faults).toEqual([]);
    expect(recomputed).toBeGreaterThan(80);
    expect(plainFacts(document)).toEqual(['/decision/chain/*/entry', '/decision/entry']);
    const explain = (figure: string) => trrm('explain', at('a', 'pack.json'), figure, '--store', store);
    const score = await explain('/parts/decision/now/score');
    expect(score).toMatchObject({ code: 0, out: expect.stringContaining('= Σ wᵢ sᵢ') });
    expect((await explain('/parts/limits/limits/0/headroom')).out).toContain('min(high − value');
  });

  test('gives the same bytes again, and records them once', async () => {
    const { out } = await pack('b', ...full);
    expect(out).toContain('entry 5');
    for (const name of ['pack.html', 'pack.json', 'annexure.csv', 'pack.xlsx'])
      expect(readFileSync(at('b', name))).toEqual(readFileSync(at('a', name)));
  });

  test('says of a part without its data what is missing and which command brings it', async () => {
    await pack('bare');
    const page = readFileSync(at('bare', 'pack.html'), 'utf8');
    expect(page.match(/<strong>Not available\.<\/strong>/g)!.length).toBeGreaterThan(5);
    for (const remedy of [
      '--record account.csv',
      '--scenarios scenarios.json',
      '--simulate',
      '--with-evidence',
      '--backtest',
    ])
      expect(page).toContain(remedy);
    expect(existsSync(at('bare', 'annexure.csv'))).toBe(false);
  });

  test('with explanations, figures open their trees where they stand, in every part that has some', async () => {
    expect(await pack('explained', '--with-explanations', ...full)).toMatchObject({ code: 0, err: '' });
    const page = readFileSync(at('explained', 'pack.html'), 'utf8');
    for (const figure of ['allocation-final-quality', 'allocation-turnover', 'hedge-'])
      expect(page).toMatch(new RegExp(`class="why"\\s+href="#why-${figure}`));
    const document = readPackDocument(readFileSync(at('explained', 'pack.json'), 'utf8'), 'pack.json');
    const links = Array.from(page.matchAll(/class="why"\s+href="#([^"]+)"/g), ([, id]) => id!);
    for (const id of links) expect(page).toContain(`<div id="${id}">`);
    // No id twice: a link would open the wrong tree.
    const ids = Array.from(page.matchAll(/ id="([^"]+)"/g), ([, id]) => id!);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    const headlines = [...headlineFiguresOfPack(document).values()].flat();
    expect(headlines.map(explanationId).filter((id) => !links.includes(id))).toEqual([]);
    const parts = page.split(/<section\s+id="part-/).slice(1);
    const opening = parts.filter((text) => text.includes('class="why"')).map((text) => parseInt(text, 10));
    // Here 8 and 13 lack a back-test and stocks.
    expect(opening).toEqual([1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15]);
    // On paper they would add some twenty pages.
    expect(page).toContain('#explanations, #own-explanations { display: none; }');
    expect(page).toContain('How the other figures of this pack come about');
    expect(readFileSync(at('a', 'pack.html'), 'utf8')).not.toContain('class="why"');
  });

  test.each(['pack.html', 'pack.json', 'annexure.csv', 'pack.xlsx'])(
    'finds a sealed %s under another name, and one changed byte in it',
    async (name) => {
      mkdirSync(at('minutes'), { recursive: true });
      const copy = at('minutes', `march-${name}`);
      copyFileSync(at('a', name), copy);
      expect(await trrm('pack', '--verify', copy, '--store', store)).toMatchObject({
        code: 0,
        out: expect.stringMatching(/sealed on 05 Jan 2026 .* chain sound/),
      });
      const bytes = readFileSync(copy);
      const spot = name === 'pack.xlsx' ? bytes.length >> 1 : bytes.indexOf('0.') + 2;
      bytes[spot] = bytes[spot] === 0x31 ? 0x32 : 0x31;
      writeFileSync(copy, bytes);
      expect(await trrm('pack', '--verify', copy, '--store', store)).toMatchObject({
        code: 1,
        out: expect.stringContaining('is not sealed'),
      });
    },
  );

  test('prints the resolution in the pack of the decision that it is about', async () => {
    await run('ledger', 'resolve', '4', '--changed', '--members', 'A. Rao', '--text', 'Micro cap halved.');
    await pack('resolved');
    const page = readFileSync(at('resolved', 'pack.html'), 'utf8');
    expect(page).toContain('adopted with changes');
    expect(page).toContain('Micro cap halved.');
  });

  test('refuses an entry that does not exist, and a date without a decision', async () => {
    expect(await pack('none', '--entry', '99')).toMatchObject({ code: 1 });
    expect(await pack('none', '--as-of', '2023-01-31')).toMatchObject({
      code: 1,
      err: expect.stringContaining('No decision of this date is recorded'),
    });
    expect(existsSync(at('none'))).toBe(false);
  });

  test('is neither published nor sealed where it cannot be kept beside the store', async () => {
    const entries = (await trrm('ledger', 'verify', '--store', store)).out;
    const [packs, aside] = [at('demo', 'packs'), at('demo', 'packs-aside')];
    renameSync(packs, aside);
    writeFileSync(packs, 'a file where the folder should be');
    try {
      expect(await pack('unkept')).toMatchObject({ code: 1 });
    } finally {
      rmSync(packs);
      renameSync(aside, packs);
    }
    expect(existsSync(at('unkept')) ? readdirSync(at('unkept')) : []).toEqual([]);
    expect((await trrm('ledger', 'verify', '--store', store)).out).toBe(entries);
  });

  test('writes the page all the same where there is no chromium, and says what is missing', async () => {
    const before = process.env.TRRM_CHROMIUM;
    process.env.TRRM_CHROMIUM = at('no-such-browser');
    try {
      const { code, err } = await pack('no-browser', '--pdf');
      expect(code).toBe(1);
      expect(err).toContain('A PDF needs chromium (Debian: apt install chromium)');
      expect(existsSync(at('no-browser', 'pack.html'))).toBe(true);
      expect(existsSync(at('no-browser', 'pack.pdf'))).toBe(false);
    } finally {
      if (before === undefined) delete process.env.TRRM_CHROMIUM;
      else process.env.TRRM_CHROMIUM = before;
    }
  });
});

/** Numbers that no rule explains, by kind: they are plain facts. Every other one has a sentence of its own. */
function plainFacts(document: PackDocument): string[] {
  const facts = new Set<string>();
  for (const { pointer, value } of leavesOf(document)) {
    if (typeof value !== 'number' || figureOfDecision(document, pointer) !== null) continue;
    const { rule, at } = ruleIn(document, PACK_RULES, pointer);
    expect(rule.words(at)).toMatch(/^\S.*\.$/);
    if (rule.pattern === '') facts.add(pointer.replace(/\/\d+/g, '/*'));
  }
  return [...facts].sort();
}

/** Structure at every width; contrast, which takes most of the time, is checked on the report’s pages in the same colours. */
const AXE =
  "axe.run(document, { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } } })";

describeInBrowser('the pack in a browser', (executablePath) => {
  test('is printed with the same bytes twice, contents numbers that are right, and bookmarks of all parts', async () => {
    process.env.TRRM_CHROMIUM ??= executablePath;
    for (const out of ['pdf-1', 'pdf-2'])
      expect(await pack(out, '--pdf', ...full)).toMatchObject({ code: 0 });
    const pdf = readFileSync(at('pdf-1', 'pack.pdf'));
    expect(readFileSync(at('pdf-2', 'pack.pdf')).equals(pdf)).toBe(true);
    const { pages, bookmarks, destinations } = pdfStructure(pdf);
    expect(pages).toBeLessThanOrEqual(30);
    expect(pdf.length).toBeLessThan(3e6);
    checkInk(at('pdf-1', 'pack.pdf'), destinations);
    for (const { number, title } of PARTS) {
      const mark = bookmarks.find((b) => b.title.replace(/\s+/g, ' ') === `${number} ${title}`);
      expect([title, mark?.page]).toEqual([title, destinations.get(`part-${number}`)]);
    }
    // The bookmarks of parts, in the order of the contents, and of nothing else at their level.
    expect(bookmarks.filter((b) => /^\d+\s/.test(b.title)).map((b) => parseInt(b.title, 10))).toEqual(
      PARTS.map((p) => p.number),
    );
    // Each font is embedded, or drawn by the file itself (Type 3).
    const latin = pdf.toString('latin1');
    const [described, embedded] = [/\/Type \/FontDescriptor\b/g, /\/FontFile[23]?\b/g].map(
      (of) => latin.match(of)?.length ?? 0,
    );
    const drawn = latin.match(/\/Subtype \/Type3\b/g)?.length ?? 0;
    expect(embedded).toBeGreaterThan(1);
    expect(described! - embedded!).toBeLessThanOrEqual(drawn);
    checkText(at('pdf-1', 'pack.pdf'), destinations);
    expect(await trrm('pack', '--verify', at('pdf-1', 'pack.pdf'), '--store', store)).toMatchObject({
      code: 0,
    });
    pdf[pdf.length >> 1] = pdf[pdf.length >> 1]! ^ 1;
    writeFileSync(at('changed.pdf'), pdf);
    expect(await trrm('pack', '--verify', at('changed.pdf'), '--store', store)).toMatchObject({
      code: 1,
    });
  }, 180_000);

  test('is printed on letter paper with as many pages at most', async () => {
    expect(await pack('letter', '--pdf', '--paper', 'letter', ...full)).toMatchObject({ code: 0 });
    const pdf = readFileSync(at('letter', 'pack.pdf'));
    const boxes = new Set(
      Array.from(pdf.toString('latin1').matchAll(/\/MediaBox \[([^\]]*)\]/g), (m) => m[1]),
    );
    expect([...boxes]).toEqual(['0 0 612 792']);
    expect(pdfStructure(pdf).pages).toBeLessThanOrEqual(32);
  }, 180_000);

  test('has nothing wider than the paper: chromium would shrink every page to fit it', async () => {
    const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
    try {
      // The width between the margins of A4: 182 mm in CSS pixels.
      const width = Math.floor((182 / 25.4) * 96);
      const page = await browser.newPage({ viewport: { width, height: 1000 } });
      await page.emulateMedia({ media: 'print' });
      await page.setContent(readFileSync(at('a', 'pack.html'), 'utf8'));
      const found = await page.evaluate('document.documentElement.scrollWidth');
      expect(found).toBeLessThanOrEqual(width + 2);
    } finally {
      await browser.close();
    }
  });

  test('has no fault that axe finds and does not scroll sideways, at three widths', async () => {
    const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
    try {
      const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
      for (const width of [1440, 820, 390]) {
        const page = await browser.newPage({ viewport: { width, height: 900 }, bypassCSP: true });
        await page.setContent(readFileSync(at('a', 'pack.html'), 'utf8'));
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        await page.evaluate(axe);
        const { violations } = (await page.evaluate(AXE)) as AxeResults;
        expect(violations.map((v) => `${width}: ${v.id}: ${v.nodes[0]!.html.slice(0, 200)}`)).toEqual([]);
        await page.close();
      }
    } finally {
      await browser.close();
    }
  }, 300_000);
});

/** No page but the last of a part is less than half full, and none is blank. */
function checkInk(pdf: string, destinations: ReadonlyMap<string, number>): void {
  const heights = filledHeights(pdf);
  if (heights === null) return;
  const starts = new Set(PARTS.map((p) => destinations.get(`part-${p.number}`)));
  heights.forEach((height, i) => {
    const isLastOfPart = i + 1 === heights.length || starts.has(i + 2);
    expect([`page ${i + 1}`, height]).toEqual([`page ${i + 1}`, expect.any(Number)]);
    expect(height).toBeGreaterThan(isLastOfPart ? 0.05 : 0.5);
  });
}

/** Text of the printed pages, where poppler's pdftotext is there to read it. */
function checkText(pdf: string, destinations: ReadonlyMap<string, number>): void {
  let text: string;
  try {
    text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
  } catch {
    process.stderr.write('The text of the PDF is not checked: pdftotext (poppler-utils) is not installed.\n');
    return;
  }
  const pages = text.split('\f').slice(0, -1);
  expect(text).toContain('₹');
  expect(text).toContain('−');
  for (const [k, page] of pages.entries()) {
    expect(page).toContain(`Page ${k + 1} of ${pages.length}`);
    // Furniture alone is about two hundred characters.
    expect(page.replace(/\s+/g, '').length).toBeGreaterThan(300);
  }
  const contents =
    pages[destinations.get('contents') ?? 2] ?? pages.find((p) => p.includes('What this pack rests on'))!;
  const listed = pages.find((p) => p.includes('What this pack rests on')) ?? contents;
  for (const { number, title } of PARTS)
    expect(listed).toMatch(
      new RegExp(`\\s${number}\\s+${title}\\s[^\\n]*?\\s${destinations.get(`part-${number}`)}\\s`),
    );
}
