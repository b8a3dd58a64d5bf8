import { allocated } from './allocation.fixture.ts';
import { randomMarket, stockSnapshot } from './stock-snapshot.fixture.ts';

test('the risk of a portfolio names every one of its twenty largest holdings, and its ten largest contributions', async () => {
  const { risk, riskModel } = await allocated(stockSnapshot(randomMarket(11)));
  if (risk.final.kind !== 'modelled') throw new Error('the final portfolio has no modelled risk');
  const { stocks } = risk.final.volatilityContributions;
  const reported = new Set(stocks.map((s) => s.isin));
  const largest = riskModel.stocks.toSorted((a, b) => b.final - a.final).slice(0, 20);
  expect(largest.filter((s) => !reported.has(s.isin))).toEqual([]);
  expect(stocks.length).toBeGreaterThanOrEqual(20);
  const sizes = stocks.map((s) => Math.abs(s.contribution));
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
});
