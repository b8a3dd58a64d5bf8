import fc from 'fast-check';
import { lagsOf } from '../../../src/validation/regimes/measures/lags.ts';
import { type Regime, REGIMES } from '../../../regimes/regime.ts';
import type { RegimeValidation } from '../../../src/validation/regimes/result.ts';
import { renderValidation } from '../../../src/report/validation/page.ts';
import { monthText } from '../../../src/report/page/dates.ts';
import { renderReport } from '../../../src/report/decision/page.ts';
import { buildReportModel } from '../../../src/report/decision/page-model.ts';
import { bearMarketModels } from '../../../src/report/validation/bear-market-model.ts';
import { validationModel } from '../../../src/report/validation/page-model.ts';
import { validationOver } from './result.fixture.ts';
import { VALIDATION_STATES } from './states.fixture.ts';
import { input } from '../decision/march-2020.fixture.ts';
import { mustKeepTextAsText, mustStandAsAPage, words } from '../page-checks.ts';

const result = validationOver(96);
const inReport = (evidence: RegimeValidation): string =>
  renderReport(buildReportModel({ ...input, validation: evidence }));

describe.each(Object.entries(VALIDATION_STATES))('The validation page of %s', (_name, evidence) => {
  mustStandAsAPage(() => renderValidation(evidence));
});

describe.each(Object.entries(VALIDATION_STATES))(
  'A monthly report with the validation of %s',
  (_name, evidence) => {
    mustStandAsAPage(() => inReport(evidence));
  },
);

const drawing = (page: string, id: string, size = 'wide'): string =>
  new RegExp(`<svg[^>]*aria-labelledby="${id}-${size}.*?</svg>`, 's').exec(page)![0];
const section = (page: string, id: string): string =>
  new RegExp(`<section id="${id}".*?</section>`, 's').exec(page)![0];
const rowsOf = (html: string): string[][] =>
  [...html.matchAll(/<tr\b[^>]*>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => words(cell!).trim()),
  );

describe('The validation page', () => {
  const page = renderValidation(result);

  test('states that it is a back-test, and whether the market is simulated', () => {
    const opening = words(section(page, 'summary'));
    expect(opening).toContain('Model validation, Jan 2004 to Dec 2011');
    expect(opening).toContain(
      'Back-test. The rules are evaluated on history that was available when they were selected, after about 170 variants had been tried.',
    );
    expect(words(section(page, 'next-month'))).toContain('A label is not a return forecast.');
    expect(page).not.toContain('SIMULATED');
    const simulated = renderValidation({ ...result, simulated: true });
    expect(simulated).toMatch(/<title>[^<]*SIMULATED/);
    expect(simulated).toMatch(/<p class="simulated">/);
    expect(simulated).toMatch(/@bottom-left \{ content: "SIMULATED/);
    expect(words(simulated)).not.toContain('available when they were selected');
    // The footer of the printed page is true for any rule book and market.
    for (const file of [page, simulated]) expect(file).not.toContain('chosen on this history');
  });

  test('has TRRM first and a row for every challenger, with dashes where there are no labels', () => {
    const rows = rowsOf(section(page, 'challengers'));
    const agreement = rows.slice(1, 5);
    expect(agreement.map((r) => r[0])).toEqual(result.classifiers.map((c) => c.title));
    expect(agreement[0]).toEqual([
      'TRRM',
      '90',
      '0.50',
      '0.019',
      '3 of 3',
      '3.0',
      '3.0',
      '2.09',
      '3',
      '1.42',
      '1.04 to 1.83',
    ]);
    expect(agreement[3]!.slice(1)).toEqual(['0', ...Array.from({ length: 9 }, () => '–')]);
  });

  test('states the months of the calibration and the vintage of the data behind labels', () => {
    // The validation period starts in January 2004.
    expect(words(section(page, 'calibration'))).toContain(
      'Jun 1995 to Jun 2011, independent of the validation period',
    );
    const caveats = words(section(page, 'caveats'));
    expect(caveats).toContain('each from the data known on its date');
    expect(caveats).not.toContain('all use today’s version');
  });

  test('does not rank classifiers: no figure of the table is emphasised', () => {
    expect(section(page, 'challengers')).not.toMatch(/<td[^>]*>\s*<(strong|b|em)\b/);
  });

  test('draws every labelled month of every row once, and shades the months of bear markets', () => {
    const svg = drawing(page, 'labels-ribbon');
    const widths = (fill: string) =>
      [...svg.matchAll(/<rect [^>]*?width="([\d.]+)"[^>]*?>/g)]
        .filter(([rect]) => rect.includes(`fill="${fill}"`))
        .reduce((sum, [, width]) => sum + Number(width), 0);
    // The fill of the shading is on its group.
    const shade = (fill: string) => {
      const group = new RegExp(
        `<g data-mark="rect" fill="${fill.replace(/[()]/g, '\\$&')}">(.*?)</g>`,
        's',
      ).exec(svg)![1]!;
      return [...group.matchAll(/width="([\d.]+)"/g)].reduce((sum, [, width]) => sum + Number(width), 0);
    };
    const days = (months: readonly string[]) =>
      months.reduce((sum, m) => sum + new Date(Date.UTC(+m.slice(0, 4), +m.slice(5, 7), 0)).getUTCDate(), 0);
    const aDay = (672 - 178 - 42) / days(result.months);
    for (const regime of REGIMES) {
      const labelled = result.classifiers.flatMap((c) =>
        result.months.filter((_, i) => c.labels[i] === regime),
      );
      expect(widths(`var(--${regime})`)).toBeCloseTo(aDay * days(labelled), 0);
    }
    expect(shade('var(--band)')).toBeCloseTo(
      aDay * days(result.months.filter((_, i) => result.bear[i] === true)),
      0,
    );
    expect(shade('url(#hatch-uncertain)')).toBeCloseTo(aDay * days(result.months.slice(-6)), 0);
  });

  test.each([
    [96, 'wide'],
    [96, 'slim'],
    [480, 'wide'],
    [480, 'slim'],
  ])('over %i months labels every turning point with its month, %s, without overlaps', (months, size) => {
    const evidence = validationOver(months);
    const svg = drawing(renderValidation(evidence), 'labels-ribbon', size);
    const at = String.raw`transform="translate\(([\d.-]+),([\d.-]+)\)"[^>]*>`;
    const labels = [
      ...svg.matchAll(new RegExp(`<g data-mark="text"[^>]*${at}<text[^>]*${at}(\\w{3}\u00a0\\d{4})<`, 'g')),
    ].map(([, dx, dy, x, y, month]) => ({ x: +dx! + +x!, y: +dy! + +y!, month: month! }));
    expect(labels.map((l) => l.month).sort()).toEqual(
      evidence.turns.map((t) => monthText(`${t.month}-01`)).sort(),
    );
    for (const a of labels) {
      for (const b of labels) {
        if (a === b || Math.abs(a.y - b.y) >= 12) continue;
        expect(Math.abs(a.x - b.x)).toBeGreaterThanOrEqual(46);
      }
    }
  });

  test('lists each bear market with its first bearish label, and the mean lags', () => {
    const rows = rowsOf(section(page, 'bear-markets'));
    expect(rows[1]).toEqual(['Aug 2005', 'Jun 2006', '10', '8', 'Nov 2005', '3', '3']);
    expect(rows.at(-1)).toEqual(['Mean', '', '', '', '', '3', '3']);
  });

  test('lists the contradicted tilt first, and in words', () => {
    const tilts = section(page, 'tilts');
    expect(
      rowsOf(tilts)
        .slice(1)
        .map((r) => r[0]!.split(' ')[0]),
    ).toEqual(['Value', 'Momentum', 'Dividend']);
    expect(words(tilts)).toContain(
      'Contradicted. Value is overweighted in bullish markets by 7.0 percentage points of the bouquet. Its premium there (Value, high minus low book-to-price (HML)) was 15.6 % a year lower than in other months (t −1.8, n 263). The rule book keeps the tilt; it is flagged here.',
    );
    expect(tilts.match(/class="notice"/g)).toHaveLength(1);
    expect(words(section(inReport(result), 'validation'))).toContain('Contradicted. Value is overweighted');
  });

  test('draws premia that are partly a vendor’s back-test as hollow dots', () => {
    expect(words(section(page, 'premia'))).toContain('AN INDEX over Nifty 50, 31 months, live from Aug 2006');
    const dots = drawing(page, 'premia-chart').match(
      /<path d="[^"]+" fill="var\(--paper\)"|<g data-mark="dot" fill="var\(--paper\)"/g,
    );
    expect(dots).toHaveLength(2);
  });

  test('has transitions whose fractions sum to 100 % and whose counts sum to all months but the last', () => {
    const rows = rowsOf(section(page, 'persistence')).slice(1);
    const numbers = rows.map((r) => r.slice(2, 5).map((cell) => cell.split(' ').map(Number).at(-1)!));
    expect(numbers.flat().reduce((a, b) => a + b, 0)).toBe(result.months.length - 1);
    for (const row of rows) {
      const shares = row.slice(2, 5).map((cell) => parseInt(cell, 10));
      expect(Math.abs(shares.reduce((a, b) => a + b, 0) - 100)).toBeLessThanOrEqual(1);
    }
  });

  test('never prints a measured probability as 0 or 100 %', () => {
    const text = words(section(page, 'multiple-testing'));
    expect(text).toContain('Adjusted, for market timing under 1 %');
    expect(text).not.toMatch(/\b(0|100) %/);
  });

  test('escapes all text from data', () => {
    const spoken = (next: () => string): RegimeValidation => ({
      ...result,
      classifiers: result.classifiers.map((c) => ({ ...c, title: next(), source: next() })),
      turnsByFilter: result.turnsByFilter.map((f) => ({ ...f, rules: next() })),
      premia: result.premia.map((p) => ({ ...p, title: next(), source: next() })),
      tilts: result.tilts.map((t) => ({ ...t, premium: next() })),
      stability: {
        ...result.stability,
        cashSource: next(),
        perturbation: { ...result.stability.perturbation, parameters: [next(), next()] },
      },
      summary: [next(), next()],
      problems: [{ severity: 'note', code: next(), about: next(), message: next(), remedy: next() }],
    });
    mustKeepTextAsText((next) => renderValidation(spoken(next)) + inReport(spoken(next)));
  });
});

describe('The validation model', () => {
  const labels = fc.constantFrom<Regime>(...REGIMES);
  const dated = fc
    .array(fc.tuple(labels, fc.boolean()), { minLength: 24, maxLength: 200 })
    .map((pairs): RegimeValidation => {
      const start = validationOver(pairs.length);
      const [trrm] = start.classifiers;
      return {
        ...start,
        bear: pairs.map(([, bear]) => bear),
        classifiers: [{ ...trrm!, labels: pairs.map(([label]) => label) }],
      };
    });
  const mean = (values: readonly (number | null)[]): number | null => {
    const known = values.filter((v) => v !== null);
    return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length;
  };

  test('has bear markets whose lags average to the means of the result', () => {
    fc.assert(
      fc.property(dated, (evidence) => {
        const bears = bearMarketModels(evidence);
        const lags = lagsOf(
          evidence.classifiers[0]!.labels.map((l) => l === 'bearish'),
          evidence.bear.map((b) => (b ? 'bear' : 'bull')),
        );
        expect(mean(bears.map((b) => b.entryLag))).toEqual(lags.entry);
        expect(mean(bears.map((b) => b.exitLag))).toEqual(lags.exit);
        expect(bears.filter((b) => b.entryLag !== null)).toHaveLength(lags.found);
        expect(bears.reduce((sum, b) => sum + b.months, 0)).toBe(evidence.bear.filter(Boolean).length);
      }),
    );
  });

  test('is plain data, with every labelled month in exactly one span', () => {
    const model = validationModel(result);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
    model.labels.forEach(({ spans }, row) => {
      spans.slice(1).forEach((span, i) => expect(span.from >= spans[i]!.to).toBe(true));
      const { labels } = result.classifiers[row]!;
      result.months.forEach((month, i) => {
        const holding = spans.filter((s) => s.from <= month && month < s.to);
        expect(holding.map((s) => s.value)).toEqual(labels[i] === null ? [] : [labels[i]]);
      });
    });
  });
});
