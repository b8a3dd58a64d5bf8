import { iso } from '../../../src/market/day.ts';
import { renderFactsheets } from '../../../src/report/factsheet/page.ts';
import { drawnLevels } from '../../../src/report/factsheet/page-model.ts';
import { rulesInWords } from '../../../src/report/factsheet/rules-text.ts';
import { DEFAULT_SLEEVE_RULES } from '../../../src/sleeves/sleeve-rules.ts';
import { FACTSHEET_STATES, page, builtSleeves, sheetOf } from './states.fixture.ts';
import { mustKeepTextAsText, mustStandAsAPage, words } from '../page-checks.ts';

describe.each(Object.entries(FACTSHEET_STATES))('The factsheet page of %s', (_name, state) => {
  mustStandAsAPage(() => renderFactsheets(state));
});

const number = (text: string): number => Number(text.replace('−', '-').replace(/[+,%\s]/g, ''));
/** The rows of the table with a caption, as text. */
const rowsOf = (html: string, label: string): string[][] => {
  const [, table] = new RegExp(`<caption>\\s*${label}\\s*</caption>(.*?)</table>`, 's').exec(html)!;
  return [...table!.matchAll(/<tr\b[^>]*>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => words(cell!).trim()),
  );
};

describe('A factsheet', () => {
  const html = renderFactsheets(page);
  const { sheet } = page.sheets[0]!;

  test('states that it is a back-test, and whether the market is simulated', () => {
    expect(words(html)).toContain('Back-test, not a live track record.');
    expect(html).not.toContain('SIMULATED');
    const simulated = renderFactsheets(FACTSHEET_STATES['the simulated market, without a risk model']!);
    expect(simulated).toMatch(/<title>[^<]*SIMULATED[^]*<p class="simulated">/);
    expect(words(simulated)).toContain('there is no risk model for this date');
  });

  test('prints the figures of the sheet', () => {
    const returns = rowsOf(html, 'Returns of Momentum').slice(1);
    expect(returns).toHaveLength(sheet.returns.length);
    returns.forEach(([, , price, total, market, difference], k) => {
      expect(number(price!)).toBeCloseTo(100 * sheet.returns[k]!.price, 1);
      expect(number(total!) - number(market!)).toBeCloseTo(number(difference!), 0);
    });
    const [pe] = rowsOf(html, 'Valuation of Momentum').slice(1);
    expect(pe!.slice(1).map(number)).toEqual([
      expect.closeTo(sheet.valuation.pe!, 1),
      expect.closeTo(sheet.marketValuation!.pe!, 1),
    ]);
  });

  test('lists the largest constituents by current weight, and sectors that sum to 100 %', () => {
    const weights = rowsOf(html, 'Largest constituents of Momentum')
      .slice(1, -1)
      .map((r) => number(r[2]!));
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(sheet.sectors.reduce((sum, s) => sum + s.weight, 0)).toBeCloseTo(1, 12);
  });

  test('has a screening table in which entering minus excluded is remaining', () => {
    const steps: number[] = [];
    let left = 0;
    for (const [what, entered, out, rest] of rowsOf(html, 'Screening of Momentum').slice(1)) {
      if (entered === '') left += number(out!);
      else {
        if (what !== 'Universe') expect(number(entered!)).toBe(left);
        left = number(entered!);
      }
      if (rest !== '') steps.push(number(rest!));
    }
    expect(steps).toEqual(sheet.screening.map((f) => f.remaining));
    expect(left).toBe(sheet.constituents.length);
  });

  test('escapes all text from data', () => {
    mustKeepTextAsText((say) => {
      const spoken = {
        ...sheet,
        members: sheet.constituents.map((m) => ({ ...m, name: say(), symbol: say(), sector: say() })),
        entries: sheet.entries.map((e) => ({ ...e, symbol: say(), reason: say() })),
        exits: sheet.exits.map((e) => ({ ...e, symbol: say(), reason: say() })),
        sectors: sheet.sectors.map((s) => ({ ...s, sector: say() })),
      };
      return renderFactsheets({ ...page, sheets: [{ ...page.sheets[0]!, sheet: spoken }] });
    });
  });
});

test('A factsheet for an earlier date contains nothing from later', () => {
  const closes = builtSleeves.histories['momentum']!.closes;
  const then = iso(closes.at(-8)!.day);
  const { sheet, levels } = sheetOf('momentum', then);
  expect(sheet.day).toBe(then);
  expect(levels.dates.at(-1)).toBe(then);
  expect(sheet.effective <= then && sheet.events.every((e) => e.day <= then)).toBe(true);
  expect(new Map(sheet.constituents.map((m) => [m.isin, m.weightNow]))).toEqual(
    new Map(
      sheet.constituents.map((m) => {
        const column = builtSleeves.issuers.findIndex((i) => i.isin === m.isin);
        return [m.isin, closes.at(-8)!.holdings.find(([i]) => i === column)?.[1] ?? 0];
      }),
    ),
  );
});

test('Drawn levels start at 1,000 and are the last of each week', () => {
  const { levels } = builtSleeves.histories['quality']!;
  const drawn = drawnLevels(levels, builtSleeves.benchmark.levels, levels.day.at(-1)!);
  expect([drawn.sleeve[0], drawn.market[0]]).toEqual([1000, 1000]);
  expect(drawn.dates.length).toBeLessThan(levels.day.length / 4);
  const from = levels.day.map((d) => iso(d)).indexOf(drawn.dates[0]!);
  expect(drawn.sleeve.at(-1)! / drawn.sleeve[0]!).toBeCloseTo(levels.total.at(-1)! / levels.total[from]!, 9);
  expect(
    drawnLevels({ day: [], price: [], total: [] }, builtSleeves.benchmark.levels, levels.day.at(-1)!).dates,
  ).toEqual([]);
});

test('Every rule of the nine sleeves has a text and a source', () => {
  for (const definition of Object.values(DEFAULT_SLEEVE_RULES)) {
    const rules = rulesInWords(definition);
    expect(rules.length).toBeGreaterThanOrEqual(4);
    for (const { rule, words: text, source } of rules) {
      expect(`${rule} ${text}`).toMatch(/^\w+.* \S+/);
      expect(text).not.toMatch(/undefined|NaN|[a-z]-to-[a-z]/);
      expect(['NSE', 'secondary', 'our choice']).toContain(source);
    }
  }
});
