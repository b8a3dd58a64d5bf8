import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { day, iso, type Day } from '../../../src/market/day.ts';
import { userError } from '../../../src/market/problem.ts';
import type { SeriesKey } from '../../../src/market/series.ts';
import type { Store } from '../../../src/market/store/store.ts';
import { codes, inWorkplace, native, sum } from '../store.fixture.ts';

const daysOf = async (store: Store, key: SeriesKey): Promise<string[]> =>
  Array.from((await store.load([key])).view(day('2030-01-01')).column(key).observedOn, (d) => iso(d as Day));

const investing = (...dates: string[]): string =>
  [
    '"Date","Price","Open","High","Low","Vol.","Change %"',
    ...dates.map((d) => `"${d}","7.1","7.1","7.1","7.1","","0%"`),
  ].join('\n');

describe('ambiguous dates', () => {
  it.each([
    ['13-01-2020', '10-01-2020', ['2020-01-10', '2020-01-13']],
    ['01/13/2020', '01/10/2020', ['2020-01-10', '2020-01-13']],
    // Separators settle nothing: day first with slashes, month first with dashes.
    ['13/01/2020', '10/01/2020', ['2020-01-10', '2020-01-13']],
    ['01-13-2020', '01-10-2020', ['2020-01-10', '2020-01-13']],
  ])('are resolved by the whole file: %s determines %s', async (settles, other, days) => {
    await inWorkplace(async ({ store, file, takeOne }) => {
      const path = file('India 10-Year Bond Yield Historical Data.csv', investing(settles, other));
      expect((await takeOne(path)).outcome).toBe('imported');
      expect(await daysOf(store, 'gsec-10y.close')).toEqual(days);
    });
  });

  it('are refused if no date in the file is unambiguous, unless --date-format is given', async () => {
    await inWorkplace(async ({ store, file, takeOne }) => {
      const path = file(
        'India 10-Year Bond Yield Historical Data.csv',
        investing('03-02-2020', '02-02-2020'),
      );
      const refused = await takeOne(path);
      expect([refused.outcome, codes(refused)]).toEqual(['refused', ['ambiguous-dates']]);
      expect(refused.problems[0]!.remedy).toBe('Set --date-format DD-MM or --date-format MM-DD.');
      expect((await takeOne(path, { dateFormat: 'MM-DD' })).stored).toBe(2);
      expect(await daysOf(store, 'gsec-10y.close')).toEqual(['2020-02-02', '2020-03-02']);
    });
  });

  it('are refused if --date-format contradicts them, or they contradict each other', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const dayFirst = file(
        'India 10-Year Bond Yield Historical Data.csv',
        investing('13-01-2020', '10-01-2020'),
      );
      expect((await takeOne(dayFirst, { dateFormat: 'MM-DD' })).problems[0]!.message).toMatch(
        /MM-DD contradicts the file: on line 2 the first part of the date is above 12/,
      );
      const mixed = file('India VIX Historical Data.csv', investing('13-01-2020', '01-14-2020'));
      expect((await takeOne(mixed)).problems[0]!.message).toMatch(
        /line 2 can only be day-month, line 3 only month-day/,
      );
    });
  });
});

describe('--series', () => {
  it('names a series that neither content nor file name gives', async () => {
    await inWorkplace(async ({ store, file, takeOne }) => {
      const path = file('download (3).csv', investing('Jan 13, 2020'));
      const refused = await takeOne(path);
      expect([refused.outcome, codes(refused)]).toEqual(['refused', ['no-series']]);
      const taken = await takeOne(path, { series: 'gsec-5y' });
      expect(taken.inferred).toEqual({ series: 'gsec-5y', field: 'price', from: '--series' });
      expect(await daysOf(store, 'gsec-5y.close')).toEqual(['2020-01-13']);
    });
  });

  it('sets whether a two-column file is a price or a total return index; total return by default', async () => {
    await inWorkplace(async ({ store, file, takeOne }) => {
      const path = file('NIFTY 100.csv', 'Date,Close\n2020-01-02,100\n');
      expect((await takeOne(path)).inferred).toEqual({
        series: 'nifty-100',
        field: 'total return included',
        from: 'the file name',
      });
      expect((await takeOne(path, { series: 'nifty-100.close' })).inferred).toEqual({
        series: 'nifty-100',
        field: 'price',
        from: '--series',
      });
      expect([await daysOf(store, 'nifty-100.tri'), await daysOf(store, 'nifty-100.close')]).toEqual([
        ['2020-01-02'],
        ['2020-01-02'],
      ]);
      expect((await takeOne(path, { series: 'nifty-100.pe' })).problems[0]!.message).toMatch(
        /cannot contain/,
      );
      expect((await takeOne(path, { series: '<script>' })).problems[0]!.message).toMatch(
        /is not a valid series id/,
      );
    });
  });

  it('is refused for folders, and a warning is given if the file names its series', async () => {
    await inWorkplace(async ({ folder, take, takeOne }) => {
      await expect(take([folder], { series: 'nifty-50' })).rejects.toThrow(/a folder may hold many/);
      const report = await takeOne(native('VIX_History.csv'), { series: 'nifty-50' });
      expect([report.series, codes(report)]).toEqual([['us-vix'], ['outside-range', 'series-unused']]);
    });
  });
});

describe('--as', () => {
  it('selects a format, whose header the file must have', async () => {
    await inWorkplace(async ({ take, takeOne }) => {
      expect((await takeOne(native('VIX_History.csv'), { as: 'cboe-vix' })).outcome).toBe('imported');
      const other = await takeOne(native('NIFTY ALPHA 50.csv'), { as: 'cboe-vix' });
      expect(other.problems[0]!.message).toMatch(/is not a cboe-vix file: its header row is "Date,Close"/);
      await expect(take([native('VIX_History.csv')], { as: 'excel' })).rejects.toThrow(
        /not a known format.*cboe-vix/,
      );
    });
  });
});

describe('the given paths', () => {
  it('must be market files if named; other files in a folder are skipped, hidden ones ignored', async () => {
    await inWorkplace(async ({ folder, file, take }) => {
      const readme = file('README.txt', 'Downloaded on Monday.\n');
      mkdirSync(join(folder, 'in/.hidden'), { recursive: true });
      writeFileSync(join(folder, 'in/notes.txt'), 'Downloaded on Monday.\n');
      writeFileSync(join(folder, 'in/.hidden/b.csv'), 'Date,Close\n2020-01-02,100\n');
      writeFileSync(join(folder, 'in/NIFTY 100.csv'), 'Date,Close\n2020-01-02,100\n');
      symlinkSync(native('VIX_History.csv'), join(folder, 'in/linked.csv'));
      const { files } = await take([readme, join(folder, 'in')]);
      expect(files.map((f) => [f.outcome, sum(f)])).toEqual([
        ['refused', 'README.txt: 0 = 0 + 0 + 0'],
        ['imported', 'NIFTY 100.csv: 1 = 1 + 0 + 0'],
        ['imported', 'linked.csv: 3 = 3 + 0 + 0'],
        ['skipped', 'notes.txt: 0 = 0 + 0 + 0'],
      ]);
      expect(files[0]!.problems[0]!.message).toMatch(
        /header row matches no known format: "Downloaded on Monday."/,
      );
      await expect(take([join(folder, 'nowhere.csv')])).rejects.toThrow(/nowhere.csv: does not exist/);
    });
  });

  // The command line aborts with what the user is to read; that must not pass for a fault of the file being read.
  it.each([
    ['without a reason', undefined],
    [
      'with an error for the user',
      userError('interrupted', 'x', 'The command was stopped.', 'Run it again.'),
    ],
  ])('are not imported at all if the import is interrupted %s', async (_, reason) => {
    await inWorkplace(async ({ store, file, take }) => {
      const first = file('NIFTY 100.csv', 'Date,Close\n2020-01-02,100\n');
      const stop = new AbortController();
      const progress = (p: { file: string }): void => {
        if (p.file === 'VIX_History.csv') stop.abort(reason);
      };
      await expect(
        take([first, native('VIX_History.csv')], { signal: stop.signal, progress }),
      ).rejects.toThrow(/interrupted; the store is unchanged/);
      expect([
        await store.lastImport(),
        (await store.vintages({ days: [day('2030-01-01')] })).get(day('2030-01-01'))!,
      ]).toEqual([0, []]);
      expect((await take([first])).stored).toBe(1);
    });
  });

  it('are imported with progress reported to the last byte', async () => {
    await inWorkplace(async ({ take }) => {
      const reports: string[] = [];
      const files = ['VIX_History.csv', 'NIFTY ALPHA 50.csv', 'fii-dii-nse.csv'].map(native);
      const progress = (p: { bytesDone: number; bytesTotal: number; rows: number }): void =>
        void reports.push(`${p.bytesDone}/${p.bytesTotal} ${p.rows}`);
      await take(files, { progress });
      const [done, total] = reports.at(-1)!.split(' ')[0]!.split('/');
      expect(done).toBe(total);
      // A second time every file is known by its bytes, and passed over.
      await take(files, { progress });
      const [again, of] = reports.at(-1)!.split(' ')[0]!.split('/');
      expect(again).toBe(of);
    });
  });
});

describe('invalid rows', () => {
  it.each([
    ['a date in the future', '2026-06-01,100', 'in the future'],
    ['a date that does not exist', '2020-02-30,100', 'not a date'],
    ['a date in another form', '02/01/2020,100', 'not a date'],
    ['words for a figure', '2020-01-02,n/a', 'not a number'],
    ['hexadecimal', '2020-01-02,0x64', 'not a number'],
    ['no value', '2020-01-02,', 'no value'],
    ['a level of 0', '2020-01-02,0', 'out of range'],
    ['a level below 0', '2020-01-02,-100', 'out of range'],
    ['a level beyond any index', '2020-01-02,1000000000', 'out of range'],
    ['a cell too many', '2020-01-02,100,7', 'wrong number of cells'],
    ['a cell too few', '2020-01-02', 'wrong number of cells'],
    ['a quote left open', '2020-01-02,"100', 'unbalanced quotes'],
  ])('%s is rejected with line, value and reason', async (_, row, reason) => {
    await inWorkplace(async ({ store, file, takeOne }) => {
      const report = await takeOne(
        file('NIFTY 100.csv', `Date,Close\n2020-01-01,99\n${row}\n2020-01-03,101\n`),
      );
      expect(report).toMatchObject({ rowsRead: 3, stored: 2, rejected: 1, reasons: [{ reason, count: 1 }] });
      expect(report.rejections).toEqual([{ line: 3, reason, message: expect.any(String), text: row }]);
      const kept = await store.transaction(async (c) =>
        (await c.run('SELECT line, reason, text FROM rejection')).getRowsJS(),
      );
      expect(kept).toEqual([[3, reason, row]]);
    });
  });

  it.each([
    [
      'a yield with its decimal point one place too far left',
      'India 10-Year Bond Yield Historical Data.csv',
      '"Date","Price","Open","High","Low","Change %"\n"Mar 12, 2020","0.6454","6.46","6.48","6.451","0%"\n"Mar 11, 2020","6.45","6.44","6.46","6.43","0%"\n',
      'close of gsec-10y is 0.6454, far below the low of the row, 6.451',
    ],
    [
      'an India VIX with its decimal point one place too far right',
      'hist_india_vix.csv',
      'Date ,Open ,High ,Low ,Close ,Prev. Close ,Change ,% Change \n02-JAN-2020,16,16.8,15.9,162.2,,,\n03-JAN-2020,16,16.8,15.9,15.7,,,\n',
      'close of india-vix is 162.2, far above the high of the row, 16.8',
    ],
    [
      'a net flow of the wrong sign',
      'flows.csv',
      'category,date,buyValue,sellValue,netValue\nDII,30-01-2020,5000,4500,-500\nDII,31-01-2020,5000,4500,545\n',
      'net of dii is -500, but buy 5000 minus sell 4500 is 500.00',
    ],
  ])(
    '%s contradicts its own row and is rejected; small deviations are kept',
    async (_, name, text, message) => {
      await inWorkplace(async ({ file, takeOne }) => {
        const report = await takeOne(file(name, text));
        expect([report.stored, report.rejections.map((r) => [r.line, r.message])]).toEqual([
          1,
          [[2, message]],
        ]);
      });
    },
  );

  it('a Nifty close on a Saturday without a session is rejected, on a Sunday with one it is stored', async () => {
    await inWorkplace(async ({ store, file, takeOne }) => {
      const rows = ['06 Jan 2020', '04 Jan 2020', '03 Jan 2020', '28 Oct 2019', '27 Oct 2019'].map(
        (d) => `"NIFTY 50","${d}","-","-","-","12000"`,
      );
      const header = '"Index Name","Date","Open","High","Low","Close"';
      const report = await takeOne(file('NIFTY 50.csv', [header, ...rows, ''].join('\n')));
      expect(report.rejections.map((r) => [r.line, r.reason, r.message])).toEqual([
        [3, 'no session', 'NSE had no session on 04 Jan 2020'],
      ]);
      expect(await daysOf(store, 'nifty-50.close')).toEqual([
        '2019-10-27',
        '2019-10-28',
        '2020-01-03',
        '2020-01-06',
      ]);
    });
  });

  it('a Nifty close on a weekend after the last known special session is kept and noted', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const rows = ['13 Nov 2034', '12 Nov 2034', '10 Nov 2034'].map(
        (d) => `"NIFTY 50","${d}","-","-","-","12000"`,
      );
      const header = '"Index Name","Date","Open","High","Low","Close"';
      const report = await takeOne(file('NIFTY 50.csv', [header, ...rows, ''].join('\n')), {
        today: day('2034-12-31'),
      });
      expect([report.stored, codes(report)]).toEqual([3, ['non-session']]);
    });
  });

  it('a file whose rows are all rejected is reported as such, not as imported', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const path = file('NIFTY 100.csv', 'Date,Close\n2020-01-02,n/a\n');
      const report = await takeOne(path);
      expect([report.outcome, sum(report)]).toEqual(['all-rejected', 'NIFTY 100.csv: 1 = 0 + 0 + 1']);
      expect(report.problems.map((p) => [p.severity, p.message])).toEqual([
        ['error', 'its only row was rejected.'],
      ]);
    });
  });

  it('a flow on a Sunday is rejected, on a Sunday with a session it is stored', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const flows = [
        'category,date,buyValue,sellValue,netValue',
        'DII,27-10-2019,5,4,1',
        'DII,03-11-2019,5,4,1',
      ];
      const report = await takeOne(file('flows.csv', `${flows.join('\n')}\n`));
      expect(report.rejections.map((r) => [r.line, r.message])).toEqual([
        [3, 'NSE had no session on 03 Nov 2019'],
      ]);
      expect(report.stored).toBe(1);
    });
  });

  it('month-first dates in a day-first format refuse the whole file, not only the rows above 12', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const days = Array.from({ length: 31 }, (_, i) => `01-${String(i + 1).padStart(2, '0')}-2020`);
      const rows = days.map((d) => `FII/FPI,${d},5,4,1`);
      const report = await takeOne(
        file('flows.csv', ['category,date,buyValue,sellValue,netValue', ...rows, ''].join('\n')),
      );
      expect([report.outcome, sum(report)]).toEqual(['refused', 'flows.csv: 31 = 0 + 0 + 31']);
      expect(report.problems[0]!.message).toMatch(/19 of 31 dates are not in the date style of this format/);
    });
  });
});
