// A sleeve of one's own: low-volatility stocks of the larger half of the market, reviewed twice a year.
import { openStore } from 'trrm';
import { buildSleeve, type SleeveDefinitionInput } from 'trrm/sleeves';

const demo = process.argv[2] ?? '.trrm/demo';
const source = 'our choice';
const definition: SleeveDefinitionInput = {
  title: 'Calm large caps',
  referenceIndex: null,
  universe: { ranks: [{ by: 'full-cap', from: 1, to: 60 }], source },
  eligibility: [{ kind: 'listed', sessions: 250, source }],
  score: {
    scale: 'z',
    parts: [{ characteristic: { kind: 'volatility' }, weight: -1 }],
    source,
  },
  select: { kind: 'top', count: 15, entryRank: 10, exitRank: 25, source },
  weight: { by: 'inverse-volatility', source },
  cap: { maximum: 0.1, source },
  rebalance: { months: [3, 9], cutOffMonthsBefore: 1, source },
};

const store = await openStore(`${demo}/market.duckdb`);
const { holdings, levels, factsheet } = await buildSleeve(definition, store);
await store.close();

console.log(`${definition.title}: ${holdings.length} stocks, last review ${factsheet?.effective}`);
for (const { symbol, weight } of holdings.slice(0, 5))
  console.log(`  ${symbol} ${(100 * weight).toFixed(1)} %`);
const [first, last] = [levels[0]!, levels.at(-1)!];
console.log(
  `${first.date} to ${last.date}: ${(100 * (last.total / first.total - 1)).toFixed(1)} % with dividends`,
);
