import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { randomStream } from '../../src/math/random/random.ts';
import { openStore } from '../../src/market/store/store.ts';
import { prepare } from '../../src/whatif/what-if-of-store.ts';
import { requestOf } from '../../src/decision/run/run-monthly-allocation.ts';
import { parseSettings, withRuleSettings } from '../../src/whatif/settings.ts';
import { suppose } from '../../src/whatif/suppose.ts';
import { removeFolder, tempFolder, trrm } from '../cli/command-line.ts';
import { smallDemo } from '../demo.fixture.ts';
import { CHROMIUM_FLAGS, describeInBrowser } from '../report/chromium.ts';

const ROOT = join(__dirname, '../..');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let folder: string;
let store: string;
let server: ChildProcess;
let url: string;

/** Starts the built program, as a user does, and waits for the line that it prints. */
const serve = (): Promise<string> =>
  new Promise((resolve, reject) => {
    let [out, err] = ['', ''];
    server = spawn(process.execPath, [join(ROOT, 'bin/trrm.mjs'), 'serve', '--store', store, '--quiet']);
    server.stdout!.on('data', (chunk) => {
      out += String(chunk);
      if (out.endsWith('\n')) resolve(out.trim());
    });
    server.stderr!.on('data', (chunk) => (err += String(chunk)));
    server.on('exit', () => reject(new Error(`trrm serve ended: ${err}`)));
  });

beforeAll(async () => {
  folder = tempFolder();
  store = join(folder, 'market.duckdb');
  await smallDemo(folder);
  url = await serve();
});
afterAll(() => {
  server.kill();
  removeFolder(folder);
});

test('the page’s figures are those of the command line for 30 random scenarios', async () => {
  const [base, token] = url.split('/#t=') as [string, string];
  const random = randomStream(15);
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  const opened = await openStore(store, { mode: 'read' });
  const request = await requestOf(opened, undefined, {});
  // As a new process prepares it; the page's month has answered every earlier question.
  const { warm } = await prepare(opened, request);
  await opened.close();
  for (let i = 0; i < 30; i++) {
    const all = [
      `us-vix=${between(10, 70).toFixed(2)}`,
      `india-vix=${between(-50, 150).toFixed(0)}%`.replace(/=(?=\d)/, '=+'),
      `nifty=${between(-40, 30).toFixed(1)}%`.replace(/=(?=\d)/, '=+'),
      `gsec=${between(-150, 150).toFixed(0)}bp`.replace(/=(?=\d)/, '=+'),
      `regimes.enterBullish=${between(0.1, 0.5).toFixed(2)}`,
      `signals.india-vix.weight=${between(0.05, 0.5).toFixed(2)}`,
    ];
    const settings = all.filter(() => random.uniform() < 0.5);
    const forced = random.uniform() < 0.2 ? 'bearish' : null;
    const texts = [...settings, ...(forced ? [`regime=${forced}`] : [])].join(',');
    const answer = await fetch(`${base}/api/consequences?a=${encodeURIComponent(texts)}`, {
      headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
    });
    const figures = (await answer.json()) as { scenarios: { a: unknown }; problems: unknown[] };
    expect(figures.problems).toEqual([]);
    const { shocks, rules } = parseSettings(settings);
    const assumedBook = withRuleSettings(request.book, rules);
    const expected = await suppose(warm, { shocks, forced, assumedBook });
    expect(figures.scenarios.a).toEqual(JSON.parse(JSON.stringify(expected)));
  }
});

test('an import while the page is open meets no lock, and the next answer says so', async () => {
  const [base, token] = url.split('/#t=') as [string, string];
  const ask = async () =>
    (
      await fetch(`${base}/api/consequences?a=us-vix=40`, { headers: { Authorization: `Bearer ${token}` } })
    ).text();
  expect(await ask()).not.toContain('newer data');
  // One more day of a file that the store already has.
  const vix = join(folder, 'files', 'SIMULATED VIX_History.csv');
  const later = join(folder, 'later', 'SIMULATED VIX_History.csv');
  mkdirSync(join(folder, 'later'));
  writeFileSync(later, `${readFileSync(vix, 'utf8').trimEnd()}\n04/01/2025,20.00,20.00,20.00,20.00\n`);
  const { code, err } = await trrm('import', later, '--store', store, '--quiet');
  expect([code, err]).toEqual([0, '']);
  expect(await ask()).toMatch(/The store has newer data \(import \d+; this page has \d+\)/);
}, 30_000);

describeInBrowser('In a browser, the what-if page', (executablePath) => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const errors: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
  });
  afterAll(() => browser.close());

  const settled = (of: Page = page) =>
    of.waitForFunction(
      () => document.querySelector('#app:not([hidden]):not(.waiting) #consequences-figures table') !== null,
    );
  const figures = (of: Page = page) => of.locator('#consequences-figures').innerText();
  const says = () => page.locator('#says').innerText();

  test('does the job of the meeting with the keyboard alone: moves a level, forces a label, compares, goes back', async () => {
    await page.goto(url);
    await settled();
    expect(new URL(page.url()).hash).toBe('');
    await page.keyboard.press('/');
    await page.keyboard.type('45');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('#words-us-vix')!.textContent.includes('45.00'));
    await settled();
    expect(page.url()).toContain('a=us-vix=45');
    const moved = await figures();

    // From the field to its slider, and one percent of the range up.
    await page.locator('#slider-us-vix').focus();
    const before = Number(await page.locator('#slider-us-vix').inputValue());
    await page.keyboard.press('ArrowRight');
    expect(Number(await page.locator('#slider-us-vix').inputValue())).toBe(before + 10);
    await settled();
    await page.goBack();
    await settled();
    await page.waitForFunction(() => document.querySelector('#words-us-vix')!.textContent.includes('45.00'));
    expect(await figures()).toBe(moved);

    await page.locator('body').press('n');
    await settled();
    expect(page.url()).toContain('at=b');
    await page.locator('input[name=regime][value=""]').focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.querySelector('#says')!.textContent.includes('Bearish'));
    expect(page.url()).toContain('b=regime=bearish');
    await page.locator('#name').focus();
    await page.keyboard.type('Forced');
    await page.keyboard.press('Tab');
    await page.waitForFunction(() =>
      document.querySelector('#consequences-figures')!.textContent.includes('Forced'),
    );
    await settled();
    expect(await figures()).toMatch(/Scenario A[\s\S]*Forced/);
    await page.locator('body').press('1');
    await page.waitForFunction(() => document.querySelector('#says')!.textContent.startsWith('Scenario A'));
    await page.locator('body').press('?');
    expect(await page.locator('#help').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
  });

  test('shows the same in a new tab that opens its link, and a slider can be dragged with figures that fit it', async () => {
    await settled();
    const other = await context.newPage();
    await other.goto(page.url());
    await settled(other);
    expect(await figures(other)).toBe(await figures());
    await other.close();
    const box = (await page.locator('#slider-us-vix').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    for (let i = 0; i < 20; i++) await page.mouse.move(box.x + box.width / 2 + i * 5, box.y + box.height / 2);
    await page.mouse.up();
    const value = await page.locator('#field-us-vix').inputValue();
    await page.waitForFunction(
      (shown) => document.querySelector('#words-us-vix')!.textContent.startsWith(shown),
      Number(value).toFixed(2),
    );
    await settled();
    expect(await says()).toMatch(/^Scenario A: /);
  });

  test('keeps the last figures and says why where a level cannot be', async () => {
    await page.locator('#field-pe').fill('99999');
    await page.keyboard.press('Tab');
    await page.waitForFunction(() =>
      document.querySelector('#error-pe')!.textContent.includes('too far outside'),
    );
    expect(await page.locator('#field-pe').getAttribute('aria-invalid')).toBe('true');
    await page.locator('#field-pe').press('Escape');
    await page.waitForFunction(() => document.querySelector('#error-pe')!.textContent === '');
  }, 30_000);

  test('has no axe violation and no sideways scroll at 1440, 820 and 390 px, light and dark, with each analysis on it', async () => {
    const open = await browser.newContext({ bypassCSP: true, viewport: { width: 1440, height: 900 } });
    const tab = await open.newPage();
    await tab.goto(url.replace('/#', '/?a=us-vix=45,nifty=-20%25,pe=x&b=regime=bearish&c=replay=2020-03#'));
    await settled(tab);
    await tab.evaluate(AXE);
    const found: Record<string, unknown> = {};
    // Structure does not depend on colours, nor contrast on the width.
    const contrast = 'color-contrast';
    const structure = { rules: { [contrast]: { enabled: false } } };
    const check = async (shown: string, part: string): Promise<void> => {
      for (const details of await tab.locator('details').all())
        await details.evaluate((d) => d.setAttribute('open', ''));
      for (const [width, colorScheme, rules] of [
        [1440, 'light', structure],
        [820, 'light', structure],
        [390, 'light', structure],
        [1440, 'light', { runOnly: [contrast] }],
        [1440, 'dark', { runOnly: [contrast] }],
      ] as const) {
        await tab.setViewportSize({ width, height: 900 });
        await tab.emulateMedia({ colorScheme });
        const violations = await tab.evaluate(
          async ([within, options]) => {
            const { axe } = globalThis as unknown as {
              axe: { run: (part: string, o: object) => Promise<AxeResults> };
            };
            const results = await axe.run(within, { ...options, resultTypes: ['violations'] });
            return results.violations.map((v) => `${v.id}: ${v.nodes[0]!.html.slice(0, 120)}`);
          },
          [part, rules] as const,
        );
        const scroll = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (violations.length > 0 || scroll > 0)
          found[`${shown} ${width} ${colorScheme} ${Object.keys(rules)[0]}`] = { violations, scroll };
      }
    };
    await tab.locator('#stress-form button').click();
    await tab.locator('#analysis #windows table').first().waitFor();
    await check('stress', 'html');
    await tab.locator('#paths').fill('1000');
    await tab.locator('#simulation-form button').click();
    await tab.locator('#analysis #wealth table').first().waitFor();
    await check('simulation', '#analyses');
    await open.close();
    expect(found).toEqual({});
  });

  /** Moves the focus by Tab to an element, as a hand that never leaves the keyboard. */
  const tabTo = async (selector: string): Promise<void> => {
    for (let presses = 0; presses < 200; presses++) {
      if (await page.evaluate((s) => document.activeElement!.matches(s), selector)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${selector}`);
  };
  const ready = () =>
    page.waitForFunction(
      () => document.getElementById('analysis-status')!.textContent === 'Ready; the result is below.',
    );

  test('does the rest of the meeting’s job from the keyboard: a third scenario, saving, stress, simulation, note, download', async () => {
    // In a field the letter would be written.
    await tabTo('input[type=range]');
    await page.keyboard.press('n');
    await page.waitForFunction(() => location.search.includes('at=c'));
    await page.keyboard.press('/');
    await page.keyboard.type('30');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('#says')!.textContent.startsWith('Scenario C'));
    await settled();
    expect(await figures()).toMatch(/Scenario A[\s\S]*Forced[\s\S]*Scenario C/);

    await tabTo('#keep');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.body.textContent.includes('3 saved in'));

    // The scenario that forces a bearish label: what is stressed is its portfolio.
    await page.locator('body').press('2');
    await page.waitForFunction(() => document.querySelector('#says')!.textContent.startsWith('Forced'));
    await settled();
    await tabTo('#shocks');
    await tabTo('#stress-form button');
    await page.keyboard.press('Enter');
    await page.locator('#analysis #windows table').first().waitFor();
    await ready();
    expect(await page.locator('#analysis').innerText()).toContain(
      'Under the rules of scenario B, Forced: regime forced: bearish.',
    );

    await page.keyboard.press('Tab');
    await tabTo('#months');
    await page.keyboard.type('12');
    await tabTo('#paths');
    await page.keyboard.type('1000');
    await tabTo('#simulation-form button');
    await page.keyboard.press('Enter');
    await page.locator('#analysis #wealth table').first().waitFor();
    await ready();
    const simulation = await page.locator('#analysis').innerText();
    expect(simulation).toContain('Follow the rules');
    expect(simulation).toContain('starting from bearish');
    expect(await page.locator('#analysis #windows').count()).toBe(0);

    await page.locator('body').press('1');
    await page.waitForFunction(() => document.querySelector('#says')!.textContent.startsWith('Scenario A'));
    await settled();
    await tabTo('.note > summary');
    await page.keyboard.press('Enter');
    await tabTo('#author');
    await page.keyboard.type('Committee');
    await tabTo('#note');
    await page.keyboard.type('Discussed; nothing is decided.');
    await tabTo('#note-form button');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() =>
      document.querySelector('#note-answer')!.textContent.startsWith('SIMULATION: recorded as a note'),
    );

    const download = page.waitForEvent('download');
    await tabTo('#pack');
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toBe('scenarios.html');
  });

  test('keeps its figures when the server is gone, and says how to start it', async () => {
    const before = await figures();
    expect(errors).toEqual([]);
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
    await page.locator('#field-us-vix').fill('33');
    await page.keyboard.press('Tab');
    await page.waitForFunction(() => document.querySelector('#offline:not([hidden])') !== null);
    expect(await page.locator('#offline').innerText()).toContain('trrm serve');
    expect(await figures()).toBe(before);
  }, 30_000);
});
