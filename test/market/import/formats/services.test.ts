import { codes, inWorkplace } from '../../store.fixture.ts';

/** One session as NSE's service of index history answers it. */
const session = (date: string, close: number) => ({
  EOD_OPEN_INDEX_VAL: close - 10,
  EOD_HIGH_INDEX_VAL: close + 20,
  EOD_LOW_INDEX_VAL: close - 20,
  EOD_CLOSE_INDEX_VAL: close,
  EOD_PREV_CLOSE: close - 5,
  EOD_TIMESTAMP: date,
});

const ANSWER = JSON.stringify({
  data: {
    indexCloseOnlineRecords: [session('02-JAN-2019', 10_792.5), session('01-JAN-2019', 10_910.25)],
    indexTurnoverRecords: [{ HIT_TIMESTAMP: '02-JAN-2019', HIT_TRADED_QTY: 1 }],
  },
});

describe('the answer of NSE’s service of index history', () => {
  it('without the name of the index takes it from the file name or --series', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const named = await takeOne(file('NIFTY NEXT 50.json', ANSWER));
      expect([named.series, named.inferred?.from]).toEqual([['nifty-next-50'], 'the file name']);
      expect(codes(await takeOne(file('data.json', ANSWER)))).toEqual(['no-series']);
      const given = await takeOne(file('data.json', ANSWER), { series: 'nifty-50' });
      expect([given.series, given.stored]).toEqual([['nifty-50'], 2]);
    });
  });
});

describe('FII and DII activity as a list of the page’s rows', () => {
  it('is read like the page’s CSV', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const row = {
        Category: 'FII/FPI *',
        Date: '03-Oct-2025',
        'Buy Value(₹ Crores)': '16,496.50',
        'Sell Value (₹ Crores)': '17,999.50',
        'Net Value (₹ Crores)': '-1,503.00',
      };
      const report = await takeOne(file('x.json', JSON.stringify([row])));
      expect([report.format, report.series, report.stored]).toEqual(['nse-flows-page', ['fii'], 1]);
    });
  });

  it('under a header that lost its rupee sign is read too', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      for (const unit of ['? Crores', 'Rs. Crores', 'â‚¹ Crores']) {
        const header = `CATEGORY,DATE,BUY VALUE (${unit}),SELL VALUE (${unit}),NET VALUE (${unit})`;
        const report = await takeOne(
          file(`${unit[0]}.csv`, `${header}\nDII,03-Oct-2025,"1,200.50",1100,100.5\n`),
        );
        expect([report.outcome, report.series]).toEqual(['imported', ['dii']]);
      }
    });
  });
});
