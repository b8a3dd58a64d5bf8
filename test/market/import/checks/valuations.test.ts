import fc from 'fast-check';
import { day, displayDay, iso } from '../../../../src/market/day.ts';
import type { SeriesKey } from '../../../../src/market/series.ts';
import type { Store } from '../../../../src/market/store/store.ts';
import { addsUp, codes, inWorkplace } from '../../store.fixture.ts';

const ON = day('2021-12-31');

/** Files that carry valuations, with a row of one day. */
const LAYOUTS = [
  {
    name: 'NIFTY 50_Historical_PE_PB_DIV_Data_31122021to31122021.csv',
    header: '"IndexName","Date","P/E","P/B","Div Yield %"',
    row: ([pe, pb, dy]: readonly string[]) => `"NIFTY 50","${displayDay(ON)}","${pe}","${pb}","${dy}"`,
  },
  {
    name: 'NIFTY 50-01-01-2021-to-31-12-2021.csv',
    header: 'Date,P/E,P/B,Div Yield',
    row: ([pe, pb, dy]: readonly string[]) => `${displayDay(ON)},${pe},${pb},${dy}`,
  },
  {
    name: 'ind_close_all_31122021.csv',
    header:
      'Index Name,Index Date,Open Index Value,High Index Value,Low Index Value,Closing Index Value,Points Change,Change(%),Volume,Turnover (Rs. Cr.),P/E,P/B,Div Yield',
    row: ([pe, pb, dy]: readonly string[]) =>
      `Nifty 50,${iso(ON).split('-').toReversed().join('-')},17244.5,17400.8,17238.5,17354.05,150.1,.87,167300000,13000.5,${pe},${pb},${dy}`,
  },
] as const;

async function valueOf(store: Store, key: SeriesKey): Promise<number | undefined> {
  return (await store.load([key])).view(day('2026-01-31')).column(key).value[0];
}

const good = { pe: '24.11', pb: '4.45', dy: '1.16' };
const FIELDS = ['pe', 'pb', 'dy'] as const;
/** What stands for a missing ratio. A yield of 0 is one only beside another ratio of 0. */
const noRatio = fc.constantFrom('0', '0.00', '.0', '-12.5', '-');
const noYield = fc.constantFrom('-1.2', '-');

describe('a valuation', () => {
  it('of 0 or below is a missing figure in every layout, and the other figures of its row are kept', async () => {
    const anyFigures = fc.record({
      pe: fc.option(noRatio, { nil: good.pe }),
      pb: fc.option(noRatio, { nil: good.pb }),
      dy: fc.option(noYield, { nil: good.dy }),
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...LAYOUTS), anyFigures, async (layout, figures) => {
        await inWorkplace(async ({ file, takeOne, store }) => {
          const cells = FIELDS.map((field) => figures[field]);
          const report = await takeOne(file(layout.name, `${layout.header}\n${layout.row(cells)}\n`));
          for (const field of FIELDS)
            expect([field, await valueOf(store, `nifty-50.${field}`)]).toEqual([
              field,
              figures[field] === good[field] ? Number(good[field]) : undefined,
            ]);
          expect(addsUp(report)).toBe(true);
          const isNamed = FIELDS.some((field) => Number(figures[field]) <= 0);
          if (report.outcome === 'imported' && isNamed) expect(codes(report)).toContain('no-valuation');
          if (layout === LAYOUTS[2]) expect(await valueOf(store, 'nifty-50.close')).toBe(17354.05);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('of 0 names its line and does not replace the figure that is stored', async () => {
    await inWorkplace(async ({ file, takeOne, store }) => {
      const [layout] = LAYOUTS;
      await takeOne(file('first.csv', `${layout.header}\n${layout.row(['24.11', '4.45', '1.16'])}\n`));
      const report = await takeOne(
        file('second.csv', `${layout.header}\n${layout.row(['0.00', '4.45', '1.16'])}\n`),
      );
      expect(report.problems.map((p) => p.message)).toEqual([
        'rows with a P/E or P/B of 0 or below or a dividend yield below 0, read as missing: 1 (line 2: P/E 0).',
      ]);
      expect(await valueOf(store, 'nifty-50.pe')).toBe(24.11);
    });
  });

  it('with a dividend yield of 0 is kept, but not if the row is filled with zeros', async () => {
    await inWorkplace(async ({ file, takeOne, store }) => {
      const [layout] = LAYOUTS;
      await takeOne(file('zeros.csv', `${layout.header}\n${layout.row(['0', '0', '0'])}\n`));
      expect(await valueOf(store, 'nifty-50.dy')).toBeUndefined();
      await takeOne(file('no-dividend.csv', `${layout.header}\n${layout.row(['24.11', '4.45', '0'])}\n`));
      expect(await valueOf(store, 'nifty-50.dy')).toBe(0);
    });
  });

  it('is not needed by a yield: a government yield of 0 or below is rejected', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const rows = [
        '"Dec 31, 2021","6.45","6.4","6.5","6.3","0%"',
        '"Dec 30, 2021","0","6.4","6.5","6.3","0%"',
      ];
      const report = await takeOne(
        file(
          'India 10-Year Bond Yield Historical Data.csv',
          `"Date","Price","Open","High","Low","Change %"\n${rows.join('\n')}\n`,
        ),
      );
      expect([report.stored, report.rejections.map((r) => r.line)]).toEqual([1, [3]]);
    });
  });
});
