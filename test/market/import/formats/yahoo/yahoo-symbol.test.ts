import { day, iso, type Day } from '../../../../../src/market/day.ts';
import type { FileReport } from '../../../../../src/market/import/reporting/import-report.ts';
import type { ImportOptions } from '../../../../../src/market/import/import-options.ts';
import type { SeriesKey } from '../../../../../src/market/series.ts';
import { codes, inWorkplace, native } from '../../../store.fixture.ts';

const HEADER = 'Date,Open,High,Low,Close,Adj Close,Volume';
const ROW = '2021-12-31,17244.5,17400.8,17238.5,17354.05,17354.05,167900';

async function importing(
  name: string,
  text: string,
  options: Partial<ImportOptions> = {},
  key: SeriesKey = 'nifty-50.close',
): Promise<{ readonly report: FileReport; readonly values: readonly string[] }> {
  let found: { report: FileReport; values: string[] } | undefined;
  await inWorkplace(async ({ file, store, takeOne }) => {
    const report = await takeOne(file(name, text), options);
    const { observedOn, value, knownOn } = (await store.load([key])).view(day('2030-01-01')).column(key);
    const values = Array.from(observedOn, (d, i) => `${iso(d as Day)} ${value[i]} ${iso(knownOn[i] as Day)}`);
    found = { report, values };
  });
  return found!;
}

describe('a Yahoo file of one symbol', () => {
  it.each([
    ['^NSEI.csv', 'nifty-50'],
    ['NSEI.csv', 'nifty-50'],
    ['^NSEI (1).csv', 'nifty-50'],
    ['^NSEI - Copy.csv', 'nifty-50'],
    ['^INDIAVIX.csv', 'india-vix'],
    ['^NSEBANK.csv', 'nifty-bank'],
    ['^CRSLDX.csv', 'nifty-500'],
    ['NIFTY_FIN_SERVICE.NS.csv', 'nifty-financial-services'],
  ])('%s is %s', async (name, series) => {
    const row = series === 'india-vix' ? '2021-12-31,16,17,15,16.5,16.5,0' : ROW;
    expect((await importing(name, `${HEADER}\n${row}\n`)).report.series).toEqual([series]);
  });

  it('is a price index, never total return, and Chicago is known a day later', async () => {
    const { report, values } = await importing('^NSEI.csv', `${HEADER}\n${ROW}\n`);
    expect([report.inferred!.field, values]).toEqual(['price', ['2021-12-31 17354.05 2021-12-31']]);
    const vix = await importing(
      '^VIX.csv',
      `${HEADER}\n2021-12-31,17,18,16,17.25,17.25,0\n`,
      {},
      'us-vix.close',
    );
    expect(vix.values).toEqual(['2021-12-31 17.25 2022-01-01']);
  });

  it.each(['null', 'NaN', 'nan', 'None', ''])('with %j for a price loses that line only', async (cell) => {
    const missing = `2021-12-30,${Array.from({ length: 6 }, () => cell).join(',')}`;
    const { report } = await importing('^NSEI.csv', `${HEADER}\n${missing}\n${ROW}\n`);
    expect([report.stored, report.rejections.map((r) => [r.line, r.reason])]).toEqual([1, [[2, 'no price']]]);
  });

  it.each(['31-12-21', '31/12/21', '31-Dec-21', '12/31/21'])(
    'saved by a spreadsheet with a date like %s is refused as a whole',
    async (date) => {
      const { report } = await importing('^NSEI.csv', `${HEADER}\n${ROW.replace('2021-12-31', date)}\n`);
      expect([report.outcome, codes(report)]).toEqual(['refused', ['two-digit-years']]);
      expect(report.problems[0]!.remedy).toMatch(/as downloaded/);
    },
  );

  it('whose name is not a symbol is refused, and read with --series', async () => {
    const text = `${HEADER}\n${ROW}\n`;
    expect(codes((await importing('download.csv', text)).report)).toEqual(['no-series']);
    expect((await importing('download.csv', text, { series: 'nifty-50' })).report.series).toEqual([
      'nifty-50',
    ]);
  });

  it('without an Adj Close is read for an index; for a stock its prices are adjusted for dividends', async () => {
    const text = 'Date,Open,High,Low,Close,Volume\n2021-12-31,100,102,99,101,1000\n';
    expect((await importing('^NSEI.csv', text)).report.stored).toBe(1);
    expect(codes((await importing('EXAMPLE.NS.csv', text)).report)).toEqual(['adjusted-prices']);
  });

  it('of a stock has prices adjusted as of the download; a BSE symbol is refused', async () => {
    await inWorkplace(async ({ file, store, takeOne }) => {
      await takeOne(native('EXAMPLE.NS.csv'));
      const rows = await store.transaction(async (connection) =>
        (
          await connection.run(
            'SELECT "close", adjusted_close, volume, basis FROM stock_bar ORDER BY observed_on',
          )
        ).getRowsJS(),
      );
      expect(rows).toEqual([
        [101.25, 95.5, 1_000_000, 'split-adjusted'],
        [102.75, 96.9, 1_200_000, 'split-adjusted'],
      ]);
      const bse = await takeOne(file('EXAMPLE.BO.csv', `${HEADER}\n${ROW}\n`));
      expect(codes(bse)).toEqual(['other-exchange']);
    });
  });
});

describe('a file of newer yfinance', () => {
  const header = (ticker: string, other = ticker): string =>
    `Price,Adj Close,Close,High,Low,Open,Volume\nTicker,${ticker},${ticker},${ticker},${ticker},${ticker},${other}\nDate,,,,,,\n`;

  it('is named by its second line, whatever its name', async () => {
    const { report, values } = await importing(
      'x.csv',
      `${header('^NSEI')}2021-12-31,17354.05,17354.05,17400.8,17238.5,17244.5,0\n`,
    );
    expect([report.rowsRead, report.inferred, values]).toEqual([1, null, ['2021-12-31 17354.05 2021-12-31']]);
  });

  it('of two symbols, or of one that is not known, is refused', async () => {
    const row = '2021-12-31,1,1,1,1,1,0\n';
    expect(codes((await importing('x.csv', header('^NSEI', '^NSEBANK') + row)).report)).toEqual([
      'unknown-format',
    ]);
    expect(codes((await importing('x.csv', header('^GSPC') + row)).report)).toEqual(['no-series']);
  });
});
