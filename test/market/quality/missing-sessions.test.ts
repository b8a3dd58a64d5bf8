import { day, displayDay, iso } from '../../../src/market/day.ts';
import { knownSessions } from '../../../src/market/calendar/known-sessions.ts';
import { inWorkplace } from '../store.fixture.ts';

const price = (index: string, days: readonly string[]): string =>
  `"Index Name","Date","Open","High","Low","Close"\n${days.map((d) => `"${index}","${displayDay(day(d))}","100","110","90","105"`).join('\n')}\n`;

const WEEK = ['2021-03-01', '2021-03-02', '2021-03-03', '2021-03-04', '2021-03-05'];
const WITHOUT = WEEK.filter((d) => d !== '2021-03-03');

describe('a session that the Nifty lacks and another index of NSE has', () => {
  it('is a gap of the Nifty: it is reported at import and in the status', async () => {
    await inWorkplace(async ({ file, take, store }) => {
      const report = await take([
        file('nifty.csv', price('NIFTY 50', WITHOUT)),
        file('bank.csv', price('NIFTY BANK', WEEK)),
      ]);
      expect(report.problems.map((p) => [p.code, p.about, p.message])).toEqual([
        ['missing-sessions', 'nifty-50.close', 'lacks a session that other files of NSE have: 03 Mar 2021.'],
      ]);
      const { gaps } = await store.status({ asOf: day('2021-12-31') });
      expect(gaps.map((g) => [g.series, iso(g.after), iso(g.before)])).toEqual([
        ['nifty-50', '2021-03-02', '2021-03-04'],
      ]);
    });
  });

  it('is a session: a flow of that day is stored, and still none of a day on which nothing traded', async () => {
    await inWorkplace(async ({ file, take, takeOne, store }) => {
      await take([
        file(
          'nifty.csv',
          price(
            'NIFTY 50',
            WITHOUT.filter((d) => d !== '2021-03-02'),
          ),
        ),
        file(
          'bank.csv',
          price(
            'NIFTY BANK',
            WITHOUT.concat('2021-03-03').filter((d) => d !== '2021-03-02'),
          ),
        ),
      ]);
      const flows = await takeOne(
        file(
          'flows.csv',
          'category,date,buyValue,sellValue,netValue\nFII/FPI *,02-Mar-2021,10,5,5\nFII/FPI *,03-Mar-2021,10,5,5\n',
        ),
      );
      expect([flows.stored, flows.rejections.map((r) => r.message)]).toEqual([
        1,
        ['NSE had no session on 02 Mar 2021'],
      ]);
      const isSession = await store.transaction((connection) => knownSessions(connection));
      expect(['2021-03-01', '2021-03-02', '2021-03-03'].map((d) => isSession(day(d)))).toEqual([
        true,
        false,
        true,
      ]);
    });
  });

  it('is not shown by a copy of a third party, which may have rows on holidays', async () => {
    await inWorkplace(async ({ file, take }) => {
      const report = await take([
        file('nifty.csv', price('NIFTY 50', WITHOUT)),
        file('Nifty Bank PR.csv', `Date,Close\n${WEEK.map((d) => `${d},105`).join('\n')}\n`),
      ]);
      expect(report.problems).toEqual([]);
    });
  });
});
