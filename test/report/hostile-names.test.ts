import { renderReport } from '../../src/report/decision/page.ts';
import { buildReportModel } from '../../src/report/decision/page-model.ts';
import { renderFactorValidation } from '../../src/report/factor-research/page.ts';
import { renderFactsheets } from '../../src/report/factsheet/page.ts';
import { renderFrontier } from '../../src/report/frontier/page.ts';
import { renderRisk } from '../../src/report/risk/page.ts';
import { renderValidation } from '../../src/report/validation/page.ts';
import { renderWhatIf } from '../../src/report/what-if/page.ts';
import { IMPLEMENTATION_STATES } from './decision/orders/orders.fixture.ts';
import { validation } from './factor-research/result.fixture.ts';
import { page as factsheet } from './factsheet/states.fixture.ts';
import { mustKeepTextAsText } from './page-checks.ts';
import { page as risk } from './risk/states.fixture.ts';
import { VALIDATION_STATES } from './validation/states.fixture.ts';
import { pageOf, withOrders } from './what-if/what-if.fixture.ts';

/** Properties with text from files, from users, or made of such text; other strings are ids, days and hashes. */
const TEXTS: ReadonlySet<string> = new Set([
  'about',
  'benchmark',
  'company',
  'file',
  'isin',
  'message',
  'name',
  'note',
  'reason',
  'referenceIndex',
  'remedy',
  'symbol',
  'title',
]);

/** A page's input in which every such text is another. */
function saying<T>(input: T, say: () => string): T {
  if (Array.isArray(input)) return input.map((item: unknown) => saying(item, say)) as T;
  const isPlain = typeof input === 'object' && input !== null && Object.getPrototypeOf(input) === PLAIN;
  if (!isPlain) return input;
  return Object.fromEntries(
    Object.entries(input as object).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' && TEXTS.has(key) ? say() : saying(value, say),
    ]),
  ) as T;
}

const PLAIN: unknown = Object.getPrototypeOf({});

const FRONTIER = {
  file: 'assets.csv',
  title: 'Minimum variance',
  period: 'a year',
  measures: [{ name: 'Sharpe ratio', value: '0.5' }],
  notes: [],
  frontier: [
    { volatility: 0.1, expectedReturn: 0.05 },
    { volatility: 0.2, expectedReturn: 0.1 },
  ],
  assets: ['A', 'B', 'C'].map((name, i) => ({
    name,
    volatility: 0.1 * (i + 1),
    expectedReturn: 0.05 * (i + 1),
  })),
  chosen: { volatility: 0.1, expectedReturn: 0.05 },
  capitalMarketLine: null,
  weights: ['A', 'B', 'C'].map((name) => ({ name, weight: 1 / 3, riskShare: 1 / 3 })),
};

const report = IMPLEMENTATION_STATES['the risk model, lots and futures']!;
const evidence = VALIDATION_STATES['eight years']!;

const PAGES: Readonly<Record<string, (say: () => string) => string>> = {
  'the report': (say) => renderReport(buildReportModel(saying(report, say))),
  'the what-if': (say) => renderWhatIf(saying(pageOf(withOrders), say)),
  'the validation of the regime model': (say) => renderValidation(saying(evidence, say)),
  'the risk page': (say) => renderRisk(saying(risk, say)),
  'a sleeve factsheet': (say) => renderFactsheets(saying(factsheet, say)),
  'the factor research': (say) => renderFactorValidation(saying(validation, say)),
  'the efficient frontier': (say) => renderFrontier(saying(FRONTIER, say)),
};

const HOSTILE = [
  '<script src="https://evil.example/x.js"></script>',
  '"><img src=//evil.example onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style></title></svg><iframe src="https://evil.example">',
  '<a href="javascript:alert(1)">',
  '\u202e\u2066<link rel=stylesheet href=//evil.example>',
];

describe.each(Object.entries(PAGES))('%s with hostile names', (_, render) => {
  test('has no script, no handler and no reference to the outside', () => {
    let n = 0;
    const page = render(() => HOSTILE[n++ % HOSTILE.length]!);
    expect(n).toBeGreaterThan(0);
    expect(page).toContain('&lt;script src=&quot;https://evil.example');
    const tags = page.match(/<[^>]*>/g)!;
    // What stands in quotation marks is text; it holds none itself, or the names would become attributes.
    const names = tags.map((tag) => tag.replace(/"[^"]*"/g, '""')).join('\n');
    expect(names).not.toMatch(/<(script|link|img|iframe|object|embed|base|form)\b/);
    expect(names).not.toMatch(/\s(on\w+|src|srcdoc|style)=/);
    for (const [, target] of tags.join('\n').matchAll(/\s(?:href|xlink:href)="([^"]*)"/g))
      expect(target).toMatch(/^#/);
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });

  test('has the elements that it has with any other names', () => mustKeepTextAsText(render));
});
