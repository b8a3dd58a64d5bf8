// What stricter thresholds would have changed: the months with another regime than under the default rules.
import { DEFAULT_RULE_BOOK, diffRuleBooks, loadMarket, openStore, parseRuleBook, regimeHistory } from 'trrm';

const demo = process.argv[2] ?? '.trrm/demo';
const rules = parseRuleBook(`
regimes:
  enterBullish: 0.35
  enterBearish: -0.35
`);
for (const { path, from, to } of diffRuleBooks(DEFAULT_RULE_BOOK, rules))
  console.log(`${path}: ${String(from)} → ${String(to)}`);

const store = await openStore(`${demo}/market.duckdb`);
const market = await loadMarket(store);
await store.close();
const before = await regimeHistory(market);
const after = await regimeHistory(market, { rules });
const changed = before.filter((month, i) => month.regime !== after[i]!.regime);
console.log(
  `${changed.length} of ${before.length} months have another regime, the last ${changed.at(-1)?.monthEnd}`,
);
