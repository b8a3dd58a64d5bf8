import { SLEEVES, POSITIONS } from '../../allocations/positions.ts';
import { modelAgainstIndices } from '../../src/backtest/model-against-indices.ts';
import type { OpenedBacktest } from '../../src/backtest/open-backtest.ts';
import type { Day } from '../../src/market/day.ts';
import { randomStream } from '../../src/math/random/random.ts';

const MONTHS = 240;
const sessions = Array.from({ length: MONTHS + 1 }, (_, s) => s as Day);
const walk = (name: string): number[] => {
  const random = randomStream(1).split(name);
  let log = 0;
  return sessions.map(() => Math.exp((log += 0.02 * (random.uniform() - 0.5))));
};
const market = walk('market');
const over = (own: readonly number[]): Float64Array => Float64Array.from(own, (x, s) => x * market[s]!);

/** Momentum's stocks are followed by its index, value's are not; no other sleeve has stocks. */
function opened(plan: object): OpenedBacktest {
  const levels = POSITIONS.map(() => over(walk('apart')));
  levels[SLEEVES.indexOf('momentum')] = over(walk('momentum'));
  const sleeve = (name: string) => ({
    holdings: [],
    levels: { day: sessions, total: [...over(walk(name))] },
  });
  const snapshot = { sleeves: { momentum: sleeve('momentum'), value: sleeve('value') } };
  return {
    plan: { level: 'index', weights: 'rules', benchmark: 'nifty-50', simulated: true, ...plan },
    schedule: {
      sessions,
      months: Array.from({ length: MONTHS }, (_, k) => ({ decided: k, filled: k + 1, until: k + 2 })),
    },
    market: { levels, series: new Map([['nifty-50', Float64Array.from(market)]]) },
    run: { snapshotAt: () => Promise.resolve({ snapshot }) },
  } as unknown as OpenedBacktest;
}

test('a back-test by indices says how its sleeves of stocks follow them', async () => {
  const [note, ...others] = await modelAgainstIndices(opened({}));
  expect(others).toEqual([]);
  const found = /momentum (\S+) and value (\S+?)\. The lower/.exec(note!.message)!.slice(1);
  const [momentum, value] = found.map((x) => Number(x.replace('−', '-')));
  expect(momentum).toBe(1);
  // Three standard errors of a correlation of 0.
  expect(Math.abs(value!)).toBeLessThan(3 / Math.sqrt(MONTHS));
  expect(note!.message).toMatch(/generated apart/);
});

test('a back-test in stocks, or without decisions, has nothing to compare', async () => {
  for (const plan of [{ level: 'shares' }, { weights: 'base' }])
    expect(await modelAgainstIndices(opened(plan))).toEqual([]);
});
