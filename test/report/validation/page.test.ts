import fc from 'fast-check';
import { lagsOf } from '../../../src/validation/regimes/measures/lags.ts';
import { type Regime, REGIMES } from '../../../regimes/regime.ts';
import type { Evidence } from '../../../src/validation/regimes/result.ts';
import { renderEvidence } from '../../../src/report/validation/page.ts';
import { monthText } from '../../../src/report/page/dates.ts';
import { renderReport } from '../../../src/report/decision/page.ts';
import { buildReportModel } from '../../../src/report/decision/model.ts';
import { bearModels } from '../../../src/report/validation/bear-markets.ts';
import { evidenceModel } from '../../../src/report/validation/evidence.ts';
import { evidenceOver } from './result.fixture.ts';
import { EVIDENCE_STATES } from './states.fixture.ts';
import { input } from '../decision/march-2020.fixture.ts';
import { mustKeepTextAsText, mustStandAsAPage, words } from '../page-checks.ts';

const record = evidenceOver(96);
const inReport = (evidence: Evidence): string => renderReport(buildReportModel({ ...input, evidence }));

describe.each(Object.entries(EVIDENCE_STATES))('The page of the evidence of %s', (_name, evidence) => {
  mustStandAsAPage(() => renderEvidence(evidence));
});

describe.each(Object.entries(EVIDENCE_STATES))(
  'A monthly report with the evidence of %s',
  (_name, evidence) => {
    mustStandAsAPage(() => inReport(evidence));
  },
);

const drawing = (page: string, id: string, size = 'wide'): string =>
  new RegExp(`<svg[^>]*aria-labelledby="${id}-${size}.*?</svg>`, 's').exec(page)![0];
const section = (page: string, id: string): string =>
  new RegExp(`<section id="${id}".*?</section>`, 's').exec(page)![0];
const rowsOf = (html: string): string[][] =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => words(cell!).trim()),
  );

describe('The page of the evidence', () => {
  const page = renderEvidence(record);

  test('says in plain sight what kind of record it is', () => {
    const opening = words(section(page, 'summary'));
    expect(opening).toContain('The rules on trial, Jan 2004 to Dec 2011');
    expect(opening).toContain(
      'Back-test. The rules are judged on history that could be seen when they were chosen; about 170 variants are counted as tried before them.',
    );
    expect(words(section(page, 'next-month'))).toContain('A label is no forecast of return.');
    expect(page).not.toContain('SIMULATED');
    const simulated = renderEvidence({ ...record, simulated: true });
    expect(simulated).toMatch(/<title>[^<]*SIMULATED/);
    expect(simulated).toMatch(/<p class="simulated">/);
    expect(simulated).toMatch(/@bottom-left \{ content: "SIMULATED/);
    expect(words(simulated)).not.toContain('could be seen when they were chosen');
    // The foot of the printed page says only what is true of any rule book and market.
    for (const file of [page, simulated]) expect(file).not.toContain('chosen on this history');
  });

  test('has TRRM first and a row for every challenger, dashes where there is nothing to say', () => {
    const rows = rowsOf(section(page, 'challengers'));
    const agreement = rows.slice(1, 5);
    expect(agreement.map((r) => r[0])).toEqual(record.classifiers.map((c) => c.title));
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

  test('says of what months calibration is, and from which version of the data labels are made', () => {
    // The record itself begins in January 2004.
    expect(words(section(page, 'calibration'))).toContain('Jun 1995 to Jun 2011, whatever the period');
    const limits = words(section(page, 'limits'));
    expect(limits).toContain('each from the data as they were known on its day');
    expect(limits).not.toContain('all use today’s version');
  });

  test('crowns none: no figure of the table stands out', () => {
    expect(section(page, 'challengers')).not.toMatch(/<td[^>]*>\s*<(strong|b|em)\b/);
  });

  test('draws every labelled month of every row once, and shades the months of the bear phases', () => {
    const svg = drawing(page, 'labels-ribbon');
    const widths = (fill: string) =>
      [...svg.matchAll(/<rect [^>]*?width="([\d.]+)"[^>]*?>/g)]
        .filter(([rect]) => rect.includes(`fill="${fill}"`))
        .reduce((sum, [, width]) => sum + Number(width), 0);
    // The shade is one element with its fill on the group that holds it.
    const shade = (fill: string) => {
      const group = new RegExp(
        `<g aria-label="rect" fill="${fill.replace(/[()]/g, '\\$&')}">(.*?)</g>`,
        's',
      ).exec(svg)![1]!;
      return [...group.matchAll(/width="([\d.]+)"/g)].reduce((sum, [, width]) => sum + Number(width), 0);
    };
    const days = (months: readonly string[]) =>
      months.reduce((sum, m) => sum + new Date(Date.UTC(+m.slice(0, 4), +m.slice(5, 7), 0)).getUTCDate(), 0);
    const aDay = (672 - 178 - 42) / days(record.months);
    for (const regime of REGIMES) {
      const labelled = record.classifiers.flatMap((c) =>
        record.months.filter((_, i) => c.labels[i] === regime),
      );
      expect(widths(`var(--${regime})`)).toBeCloseTo(aDay * days(labelled), 0);
    }
    expect(shade('var(--band)')).toBeCloseTo(
      aDay * days(record.months.filter((_, i) => record.bear[i] === true)),
      0,
    );
    expect(shade('url(#hatch-uncertain)')).toBeCloseTo(aDay * days(record.months.slice(-6)), 0);
  });

  test.each([
    [96, 'wide'],
    [96, 'slim'],
    [480, 'wide'],
    [480, 'slim'],
  ])(
    'over %i months marks every turn with its month, %s, and lets no two run into each other',
    (months, size) => {
      const evidence = evidenceOver(months);
      const svg = drawing(renderEvidence(evidence), 'labels-ribbon', size);
      const at = String.raw`transform="translate\(([\d.-]+),([\d.-]+)\)"[^>]*>`;
      const labels = [
        ...svg.matchAll(
          new RegExp(`<g aria-label="text"[^>]*${at}<text[^>]*${at}(\\w{3}\u00a0\\d{4})<`, 'g'),
        ),
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
    },
  );

  test('tells each bear phase with the label that first saw it, and their mean is the record’s', () => {
    const rows = rowsOf(section(page, 'turns'));
    expect(rows[1]).toEqual(['Aug 2005', 'Jun 2006', '10', '8', 'Nov 2005', '3', '3']);
    expect(rows.at(-1)).toEqual(['Mean', '', '', '', '', '3', '3']);
  });

  test('puts the tilt that the record speaks against first, and in words', () => {
    const tilts = section(page, 'tilts');
    expect(
      rowsOf(tilts)
        .slice(1)
        .map((r) => r[0]!.split(' ')[0]),
    ).toEqual(['Value', 'Momentum', 'Dividend']);
    expect(words(tilts)).toContain(
      'Contradicted. Value is held heavier in bullish markets, by 7.0 points of the bouquet. There its premium (Value, high minus low book-to-price (HML)) was 15.6 % a year lower than in other months (t −1.8, n 263). The tilt is kept as the rule book has it, and flagged here.',
    );
    expect(tilts.match(/class="notice"/g)).toHaveLength(1);
    expect(words(section(inReport(record), 'evidence'))).toContain('Contradicted. Value is held heavier');
  });

  test('marks premia that are partly a vendor’s back-test, hollow in the drawing', () => {
    expect(words(section(page, 'premia'))).toContain('AN INDEX over Nifty 50, 31 months, live from Aug 2006');
    const dots = drawing(page, 'premia-chart').match(
      /<path d="[^"]+" fill="var\(--paper\)"|<g aria-label="dot" fill="var\(--paper\)"/g,
    );
    expect(dots).toHaveLength(2);
  });

  test('has transitions whose shares come to one hundred and whose numbers are all months but the last', () => {
    const rows = rowsOf(section(page, 'persistence')).slice(1);
    const numbers = rows.map((r) => r.slice(2, 5).map((cell) => cell.split(' ').map(Number).at(-1)!));
    expect(numbers.flat().reduce((a, b) => a + b, 0)).toBe(record.months.length - 1);
    for (const row of rows) {
      const shares = row.slice(2, 5).map((cell) => parseInt(cell, 10));
      expect(Math.abs(shares.reduce((a, b) => a + b, 0) - 100)).toBeLessThanOrEqual(1);
    }
  });

  test('never calls anything measured certain', () => {
    const search = words(section(page, 'search'));
    expect(search).toContain('The same for timing the market under 1 %');
    expect(search).not.toMatch(/\b(0|100) %/);
  });

  test('keeps text from data as text, wherever the evidence has text', () => {
    const spoken = (next: () => string): Evidence => ({
      ...record,
      classifiers: record.classifiers.map((c) => ({ ...c, title: next(), source: next() })),
      turnsByFilter: record.turnsByFilter.map((f) => ({ ...f, rules: next() })),
      premia: record.premia.map((p) => ({ ...p, title: next(), source: next() })),
      tilts: record.tilts.map((t) => ({ ...t, premium: next() })),
      stability: {
        ...record.stability,
        cashFrom: next(),
        jitter: { ...record.stability.jitter, parameters: [next(), next()] },
      },
      summary: [next(), next()],
      problems: [{ severity: 'note', code: next(), about: next(), message: next(), remedy: next() }],
    });
    mustKeepTextAsText((next) => renderEvidence(spoken(next)) + inReport(spoken(next)));
  });
});

describe('The model of the evidence', () => {
  const labels = fc.constantFrom<Regime>(...REGIMES);
  const dated = fc
    .array(fc.tuple(labels, fc.boolean()), { minLength: 24, maxLength: 200 })
    .map((pairs): Evidence => {
      const start = evidenceOver(pairs.length);
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

  test('has bear phases whose lags are those that the record has the means of', () => {
    fc.assert(
      fc.property(dated, (evidence) => {
        const bears = bearModels(evidence);
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

  test('is plain data, with every labelled month in exactly one stretch', () => {
    const model = evidenceModel(record);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
    model.labels.forEach(({ spans }, row) => {
      spans.slice(1).forEach((span, i) => expect(span.from >= spans[i]!.to).toBe(true));
      const { labels } = record.classifiers[row]!;
      record.months.forEach((month, i) => {
        const holding = spans.filter((s) => s.from <= month && month < s.to);
        expect(holding.map((s) => s.value)).toEqual(labels[i] === null ? [] : [labels[i]]);
      });
    });
  });
});
