import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { studyOf } from '../../src/backtest/study.ts';
import { renderBacktest } from '../../src/report/backtest/page.ts';
import { renderReport } from '../../src/report/decision/page.ts';
import { buildReportModel } from '../../src/report/decision/page-model.ts';
import { renderFactorValidation } from '../../src/report/factor-research/page.ts';
import { renderFactsheets } from '../../src/report/factsheet/page.ts';
import { renderPerformance } from '../../src/report/performance/page.ts';
import { renderRecord } from '../../src/report/record/page.ts';
import { renderRisk } from '../../src/report/risk/page.ts';
import { renderValidation } from '../../src/report/validation/page.ts';
import { renderWhatIf } from '../../src/report/what-if/page.ts';
import { runOf } from '../backtest/run.fixture.ts';
import { removeFolder, tempFolder, trrm } from '../cli/command-line.ts';
import { CHROMIUM_FLAGS, describeInBrowser } from './chromium.ts';
import { IMPLEMENTATION_STATES } from './decision/orders/orders.fixture.ts';
import { validation } from './factor-research/result.fixture.ts';
import { page as factsheet } from './factsheet/states.fixture.ts';
import { pageOf as performanceOf } from './performance/performance.fixture.ts';
import { measured } from './record/record.fixture.ts';
import { page as risk } from './risk/states.fixture.ts';
import { VALIDATION_STATES } from './validation/states.fixture.ts';
import { pageOf, withOrders } from './what-if/what-if.fixture.ts';

const WIDTHS = [1440, 820, 390];
const SCHEMES = ['light', 'dark'] as const;
const CONTRAST = 'color-contrast';

/** A width and a colour scheme with the rules to check there. */
interface View {
  readonly width: number;
  readonly colorScheme: (typeof SCHEMES)[number];
  readonly rules: RunOptions;
}

/**
 * The structure of a page does not depend on the colour scheme, nor its colours on the width, and contrast takes axe most of its
 * time: so structure is checked at every width, and contrast once in each scheme. `TRRM_AXE=full` checks everything everywhere.
 */
const VIEWS: readonly View[] =
  process.env.TRRM_AXE === 'full'
    ? SCHEMES.flatMap((colorScheme) => WIDTHS.map((width) => ({ width, colorScheme, rules: {} })))
    : [
        ...WIDTHS.map((width) => ({
          width,
          colorScheme: 'light' as const,
          rules: { rules: { [CONTRAST]: { enabled: false } } },
        })),
        { width: 390, colorScheme: 'dark', rules: { runOnly: [CONTRAST] } },
        { width: 1440, colorScheme: 'light', rules: { runOnly: [CONTRAST] } },
      ];

/** The page of `trrm optimise --method frontier --out`, for the three securities of Markowitz (1959), ch. VIII. */
async function frontierPage(): Promise<string> {
  const folder = tempFolder();
  const [file, out] = [join(folder, 'securities.csv'), join(folder, 'frontier.html')];
  writeFileSync(
    file,
    'asset,expected,A,B,C\nA,0.062,0.0146,0.0187,0.0145\nB,0.146,0.0187,0.0854,0.0104\nC,0.128,0.0145,0.0104,0.0289\n',
  );
  const { code, err } = await trrm('optimise', file, '--method', 'frontier', '--out', out);
  if (code !== 0) throw new Error(err);
  const page = readFileSync(out, 'utf8');
  removeFolder(folder);
  return page;
}

const PAGES: Readonly<Record<string, () => string | Promise<string>>> = {
  'the report': () =>
    renderReport(buildReportModel(IMPLEMENTATION_STATES['the risk model, lots and futures']!)),
  'the what-if': () => renderWhatIf(pageOf(withOrders)),
  'the validation of the regime model': () => renderValidation(VALIDATION_STATES['eight years']!),
  'the risk page': () => renderRisk(risk),
  'a sleeve factsheet': () => renderFactsheets(factsheet),
  'the factor research': () => renderFactorValidation(validation),
  'the efficient frontier': frontierPage,
  'a back-test': () => {
    const run = runOf({ months: 60 });
    return renderBacktest(run, studyOf(run, { draws: 100 }));
  },
  'the record of an account': () => renderRecord(measured(300)),
  'a tear sheet': () => renderPerformance(performanceOf(300, 'Fund')),
};

/** axe-core itself, evaluated in the page; the content security policy of the pages allows no script of their own. */
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const violationsOn = async (page: Page, rules: RunOptions = {}): Promise<string[]> => {
  const { violations } = await page.evaluate(
    (options) =>
      (globalThis as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } }).axe.run(
        options,
      ),
    { ...rules, resultTypes: ['violations' as const] },
  );
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);
};

const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describeInBrowser('In a browser', (executablePath) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
  });
  afterAll(() => browser.close());

  test.each(Object.entries(PAGES))(
    '%s has no axe violation, no sideways scroll and no error on a desktop, a tablet and a phone, light and dark',
    async (_name, render) => {
      const page = await browser.newPage({ bypassCSP: true });
      const errors: string[] = [];
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      await page.setContent(await render());
      await page.evaluate(AXE);
      const found: Record<string, unknown> = {};
      for (const { width, colorScheme, rules } of VIEWS) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        const [violations, scroll] = [await violationsOn(page, rules), await sidewaysScroll(page)];
        if (violations.length > 0 || scroll > 0) found[`${width} ${colorScheme}`] = { violations, scroll };
      }
      await page.close();
      expect(found).toEqual({});
      expect(errors).toEqual([]);
    },
    120_000,
  );

  test('a violation is found', async () => {
    const page = await browser.newPage();
    await page.setContent('<html lang="en"><title>x</title><main><h1>x</h1><img src="data:,"></main>');
    await page.evaluate(AXE);
    expect((await violationsOn(page)).join()).toContain('image-alt');
    await page.close();
  });
});
