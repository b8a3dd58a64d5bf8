import { day, iso, isWeekend, addDays } from '../../../src/market/day.ts';
import { inWorkplace } from '../store.fixture.ts';

const NAMES = 300;
const SESSIONS = 1000;

/** A panel of shares by name and day; `figure` is the close of the first name's first day. */
function panel(figure: string, ...further: readonly string[]): string {
  const days: string[] = [];
  for (let d = day('2015-01-01'); days.length < SESSIONS; d = addDays(d, 1))
    if (!isWeekend(d)) days.push(iso(d));
  const lines = ['Symbol,Date,Open,High,Low,Close,AdjClose,Volume'];
  for (let n = 0; n < NAMES; n++)
    for (const [i, d] of days.entries()) {
      const close = n === 0 && i === 0 ? figure : (100 + n + i / 10).toFixed(2);
      lines.push(`NAME${n},${d},${close},${close},${close},${close},${close},${1000 + i}`);
    }
  return `${[...lines, ...further].join('\n')}\n`;
}

describe('a panel of stock prices', () => {
  // Merging 276,000 rows with as many in the store once needed more than DuckDB's limit of 96 MB.
  it('of 300,000 rows is imported again in the same memory, and only new rows are stored', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const rows = NAMES * SESSIONS;
      const first = await takeOne(file('panel.csv', panel('100.00')));
      expect(first).toMatchObject({ rowsRead: rows, stored: rows, unchanged: 0, rejected: 0 });
      const again = file('panel-again.csv', panel('101.00', 'NAME0,2030-01-01,1,1,1,1,1,1'));
      const second = await takeOne(again, { today: day('2026-02-01') });
      expect(second).toMatchObject({
        rowsRead: rows + 1,
        stored: 1,
        revised: 1,
        unchanged: rows - 1,
        rejected: 1,
      });
    });
  });

  it('that exceeds the memory limit is refused, and the store is unchanged', async () => {
    await inWorkplace(async ({ store, file, take, takeOne }) => {
      const vix = file('VIX_History.csv', 'DATE,OPEN,HIGH,LOW,CLOSE\n01/02/2020,12,13,11,12.5\n');
      expect((await takeOne(vix)).stored).toBe(1);
      const limit = (megabytes: number) =>
        store.transaction((c) => c.run(`SET memory_limit = '${megabytes}MB'`));
      await limit(8);
      await expect(take([file('panel.csv', panel('100.00'))])).rejects.toMatchObject({
        problems: [{ code: 'out-of-memory', about: 'import' }],
      });
      await limit(96);
      const asOf = day('2026-01-31');
      expect((await store.status({ asOf })).imports).toHaveLength(1);
      expect(await store.dataSnapshot({ asOf })).toBeNull();
    });
  });
});
