import fc from 'fast-check';
import { biasChart } from '../../../src/report/risk/charts/bias-chart.ts';
import { divergingBar } from '../../../src/report/charts/diverging-bar.ts';
import { vifChart } from '../../../src/report/risk/charts/vif-chart.ts';
import { toText } from '../../../src/report/page/markup.ts';
import { largestContributions } from '../../../src/report/risk/top-contributions.ts';
import { renderRisk, type RiskPage } from '../../../src/report/risk/page.ts';
import { STYLES } from '../../../src/risk/factors.ts';
import { mustKeepTextAsText, mustStandAsAPage, words } from '../page-checks.ts';
import { attribution, diagnostics, held, page, RISK_STATES } from './states.fixture.ts';

describe.each(Object.entries(RISK_STATES))('The risk page of %s', (_name, state) => {
  mustStandAsAPage(() => renderRisk(state));
});

const drawing = (html: string, id: string): string =>
  new RegExp(`<svg[^>]*aria-labelledby="${id}-wide.*?</svg>`, 's').exec(html)![0];
const section = (html: string, id: string): string =>
  new RegExp(`<section id="${id}".*?</section>`, 's').exec(html)![0];
const rowsOf = (html: string): string[][] =>
  [...html.matchAll(/<tr\b[^>]*>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => words(cell!).trim()),
  );
const number = (text: string): number => Number(text.replace('−', '-').replace(/[,%\s]/g, ''));
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Ends of a waterfall's bars, left and right, in order. */
const barsOf = (svg: string): [number, number][] =>
  [.../<g data-mark="bar".*?<\/g>/s.exec(svg)![0].matchAll(/<rect x="([\d.]+)" width="([\d.]+)"/g)].map(
    ([, x, width]) => [Number(x), Number(x) + Number(width)],
  );

describe('The risk page', () => {
  const html = renderRisk(page);

  test('states that it forecasts risk and not return, and whether the market is simulated', () => {
    expect(html).not.toContain('SIMULATED');
    expect(words(section(html, 'track-record'))).toContain('A forecast of risk, not of return.');
    const simulated = renderRisk(RISK_STATES['the simulated market']!);
    expect(simulated).toMatch(/<title>[^<]*SIMULATED/);
    expect(section(simulated, 'portfolio')).toMatch(/<p class="simulated">/);
    expect(renderRisk({ ...page, simulated: true, portfolio: null })).toMatch(/<p class="simulated">/);
  });

  test('opens with the portfolio: total risk, active risk and cash', () => {
    const opening = section(html, 'portfolio');
    expect(words(opening)).toContain('Portfolio risk, 01 Jan 2021 INEC-1, 39 factors · benchmark: all alike');
    expect(words(opening)).toContain('The remaining 10.0 % is cash without risk.');
    const rows = rowsOf(opening);
    expect(rows[1]).toEqual([
      'Volatility',
      held.total.volatility.toFixed(2),
      held.active.volatility.toFixed(2),
    ]);
    const [, systematic, specific] = rows.slice(1).map((r) => number(r[1]!));
    expect(Math.hypot(systematic!, specific!)).toBeCloseTo(held.total.volatility, 1);
  });

  test('has contributions of styles, market, industries and specific risk that sum to the tracking error', () => {
    const tables = section(html, 'exposures').split('<h3>Market and industries</h3>');
    const together = tables.map((t) => number(rowsOf(t).find((r) => r[0] === 'Total')![5]!));
    expect(sum(together) + held.active.specificContribution).toBeCloseTo(held.active.volatility, 1);
    for (const [, , active, portfolio, benchmark] of rowsOf(tables[0]!).slice(1, 1 + STYLES.length)) {
      expect(number(portfolio!) - number(benchmark!)).toBeCloseTo(number(active!), 1);
    }
  });

  test.each([
    ['active-risk', 14, held.active.volatility],
    ['attribution-parts', 15, attribution.active.total],
  ])('draws the contributions of %s end to end, from zero to their sum', (id, parts, total) => {
    const bars = barsOf(drawing(html, id));
    expect(bars).toHaveLength(parts + 1);
    const sumBar = bars.at(-1)!;
    const zero = total > 0 ? sumBar[0] : sumBar[1];
    expect(bars[0]!.some((end) => Math.abs(end - zero) < 0.02)).toBe(true);
    bars.slice(1, -1).forEach((bar, i) => {
      const gaps = bar.flatMap((end) => bars[i]!.map((other) => Math.abs(end - other)));
      expect(Math.min(...gaps)).toBeLessThan(0.02);
    });
    const end = total > 0 ? sumBar[1] : sumBar[0];
    expect(bars.at(-2)!.some((e) => Math.abs(e - end) < 0.02)).toBe(true);
  });

  test('lists stocks by contribution, including those held only by the benchmark, down to the total', () => {
    const rows = rowsOf(section(html, 'holdings')).slice(1);
    const parts = rows.slice(0, -1).map((r) => number(r[3]!));
    expect(sum(parts)).toBeCloseTo(held.active.volatility, 0);
    expect(number(rows.at(-1)![3]!)).toBeCloseTo(held.active.volatility, 2);
    const sizes = parts.slice(0, -1).map(Math.abs);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(rows.at(-2)![0]).toBe('45 other stocks');
  });

  test('states that the attribution is not a track record', () => {
    const text = words(section(html, 'attribution'));
    expect(text).toContain(
      'held constant over 120 sessions returned +1.00 % relative to all alike before costs.',
    );
    expect(text).toContain('a hypothetical return, not a track record');
    expect(text).toContain('Not covered');
    expect(renderRisk(RISK_STATES['a portfolio alone']!)).not.toContain('id="attribution"');
  });

  test('reports weaknesses of the model in words, and sessions with an invalid covariance matrix', () => {
    const bad = renderRisk(RISK_STATES['an invalid covariance matrix and inaccurate forecasts']!);
    const findings = words(section(bad, 'track-record'));
    expect(findings).toContain('Profitability (12.5): maximum variance inflation above 10');
    expect(findings).toContain('Short-term reversal (ρ 0.50)');
    expect(findings).toContain('Leverage (40 %)');
    expect(section(bad, 'styles').match(/flagged">bad/g)).toHaveLength(STYLES.length);
    expect(words(section(bad, 'forecasts'))).toContain(
      '2 matrices of 150 are not symmetric and positive definite, the first on 03 Feb 2021',
    );
  });

  test('omits portfolio sections without a portfolio, and reports zero active risk of the benchmark itself', () => {
    const alone = renderRisk(RISK_STATES['the model alone']!);
    expect(alone).not.toMatch(/id="(portfolio|exposures|contributions|holdings)"/);
    expect(words(renderRisk(RISK_STATES['a portfolio that is its benchmark']!))).toContain(
      'there is no active risk',
    );
  });

  test('has a dot for every test portfolio, hollow if its bias is out of band', () => {
    const svg = drawing(html, 'bias');
    const dots = [...svg.matchAll(/<circle\b[^>]*>/g)];
    const tests = diagnostics.bias.flatMap((b) => b.tests);
    expect(dots).toHaveLength(tests.length);
    // If all dots of a row have the same fill, the fill is on their group.
    const hollow = [...svg.matchAll(/<g data-mark="dot"([^>]*)>(.*?)<\/g>/gs)].reduce(
      (count, [, group, inside]) => {
        const all = inside!.match(/<circle\b/g)!.length;
        return (
          count +
          (group!.includes('fill="var(--paper)"') ? all : inside!.split('fill="var(--paper)"').length - 1)
        );
      },
      0,
    );
    expect(hollow).toBe(tests.filter((t) => !t.inBand).length);
  });

  test('escapes all text from data', () => {
    const spoken = (next: () => string): RiskPage => ({
      ...page,
      portfolio: {
        risk: {
          ...held,
          benchmark: next(),
          active: { ...held.active, holdings: held.active.holdings.map((h) => ({ ...h, symbol: next() })) },
        },
        attribution,
      },
    });
    mustKeepTextAsText((next) => renderRisk(spoken(next)));
  });
});

describe('A chart of the risk page', () => {
  test('draws bias and band on one scale', () => {
    const portfolios = [
      { name: 'a', bias: 0.5, inBand: false },
      { name: 'b', bias: 1.5, inBand: false },
    ];
    const row = {
      name: 'Portfolios',
      horizon: 'over one session',
      band: [0.75, 1.25],
      portfolios,
      text: ['', ''],
    } as const;
    const svg = toText(biasChart([row], { id: 'b', title: '', description: '' })).split('</svg>')[0]!;
    const at = [...svg.matchAll(/<circle cx="([\d.]+)"/g)].map((m) => Number(m[1]));
    const band = /<g data-mark="rect"[^>]*><rect x="([\d.]+)"[^>]* width="([\d.]+)"/.exec(svg)!;
    const perUnit = at[1]! - at[0]!;
    expect(Number(band[2])).toBeCloseTo(perUnit / 2, 1);
    expect(Number(band[1])).toBeCloseTo(at[0]! + perUnit / 4, 1);
  });

  test('keeps the dots of a row within the row, even if all are equal', () => {
    const portfolios = Array.from({ length: 39 }, (_, i) => ({
      name: `portfolio ${i}`,
      bias: 1,
      inBand: true,
    }));
    const row = {
      name: 'Portfolios',
      horizon: 'over one session',
      band: [0.9, 1.1],
      portfolios,
      text: ['', ''],
    } as const;
    const svg = toText(biasChart([row], { id: 'b', title: '', description: '' })).split('</svg>')[0]!;
    const at = [...svg.matchAll(/<circle [^>]*cy="([-\d.]+)"/g)].map((m) => Number(m[1]));
    expect(at).toHaveLength(39);
    expect(Math.max(...at) - Math.min(...at)).toBeLessThanOrEqual(46);
  });

  test('draws variance inflation from 1, with rules at 5 and 10', () => {
    const svg = toText(
      vifChart([{ row: 'Value', mean: 3, worst: 10 }], { id: 'v', title: '', description: '' }),
    ).split('</svg>')[0]!;
    const bar = /<g data-mark="bar"[^>]*><rect x="([\d.]+)" width="([\d.]+)"/.exec(svg)!;
    const rules = [...svg.matchAll(/<line x1="([\d.]+)" x2="\1"/g)].map((m) => Number(m[1]));
    const perUnit = Number(bar[2]) / 2;
    expect(rules).toContainEqual(expect.closeTo(Number(bar[1]) + 4 * perUnit, 1));
    expect(rules).toContainEqual(expect.closeTo(Number(bar[1]) + 9 * perUnit, 1));
  });

  test('draws a diverging bar to the side of its sign, and none for zero', () => {
    const box = (value: number, full: number) =>
      /<rect\s+x="([\d.]+)"\s+y="2"\s+width="([\d.]+)"/
        .exec(toText(divergingBar(value, full)))!
        .slice(1)
        .map(Number);
    expect(box(1, 1)).toEqual([75, 74]);
    expect(box(-0.5, 1)).toEqual([38, 37]);
    expect(box(0, 0)).toEqual([75, 0]);
  });
});

describe('The largest contributions', () => {
  test('are the largest, and preserve the sum', () => {
    const parts = fc.array(
      fc.record({ of: fc.string(), contribution: fc.integer({ min: -1000, max: 1000 }) }),
    );
    fc.assert(
      fc.property(parts, fc.nat(20), (all, count) => {
        const { largest, others } = largestContributions(all, count);
        expect(sum(largest.map((p) => p.contribution)) + others.contribution).toBe(
          sum(all.map((p) => p.contribution)),
        );
        expect(largest.length + others.count).toBe(all.filter((p) => p.contribution !== 0).length);
        const least = Math.min(...largest.map((p) => Math.abs(p.contribution)));
        const larger = all.filter((p) => Math.abs(p.contribution) > least).length;
        if (others.count > 0) expect(larger).toBeLessThanOrEqual(count);
      }),
    );
  });
});
