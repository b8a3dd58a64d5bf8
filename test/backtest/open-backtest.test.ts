import { openBacktest } from '../../src/backtest/open-backtest.ts';
import { sleeveRows } from '../decision/decision.fixture.ts';
import { settings, storeOf } from '../decision/memory-store.fixture.ts';
import { marketOf } from '../regimes/market.fixture.ts';

test('a start at which no sleeve can be held is refused before anything is read of the stocks', async () => {
  // With total returns of the Nifty 50, as of the sleeves' indices.
  const rows = new Map(sleeveRows(11));
  rows.set('nifty-50.tri', rows.get('nifty-50.close')!);
  let reads = 0;
  const store = {
    ...storeOf(marketOf(rows)),
    dataSnapshot: async () => {
      reads++;
      return null;
    },
  };
  const open = (from: string) =>
    openBacktest(store, { ...settings, choices: { from, benchmark: 'nifty-50', costs: false } });
  await expect(open('2018-01-31')).rejects.toThrow('No sleeve can be held on 31 Jan 2018.');
  expect(reads).toBe(0);
  await open('2019-06-30');
  expect(reads).toBe(1);
});
