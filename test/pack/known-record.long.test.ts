import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { followingAccount, followingAccountFiles } from '../../fixtures/accounts/following-account.ts';
import { marketOfHoldings } from '../../src/backtest/account/reconciliation/market-of-holdings.ts';
import {
  followDecisions,
  liveDecisions,
  type RecordedDecision,
} from '../../src/backtest/account/reconciliation/paper-portfolio.ts';
import { decidedHoldings } from '../../src/backtest/account/reconciliation/holdings-of-decision.ts';
import { RECONCILING_EFFECTS } from '../../src/backtest/account/reconciliation/effects.ts';
import { main } from '../../src/cli/main.ts';
import { listEntries, showEntry } from '../../src/decision/ledger/ledger.ts';
import { parseDecision } from '../../src/decision/document/read-decision.ts';
import { addDays, type Day, day, iso, isWeekend } from '../../src/market/day.ts';
import { openStore, type Store } from '../../src/market/store/store.ts';
import { readPackDocument } from '../../src/pack/document/read-pack.ts';
import { DEFAULT_RULE_BOOK } from '../../src/rulebook/rule-book.ts';
import { simulateMarket } from '../../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../../fixtures/write.ts';
import { removeFolder, tempFolder } from '../cli/command-line.ts';

/**
 * The whole way from the files of an account to the pack: three decisions are recorded in time, and an account follows the paper
 * portfolio, but for costs and flows whose results are known in closed form.
 */
const folder = tempFolder();
const store = join(folder, 'market.duckdb');
const at = (name: string): string => join(folder, name);
const DECIDED = ['2024-12-31', '2025-01-31', '2025-02-28', '2025-03-28'].map(day);
const AS_OF = DECIDED.at(-1)!;
const [FIRST, RATE] = [day('2023-04-03'), 0.1234];
/** Of what the account holds until the first fill: 0.03 % a day, so that its return until then is known too. */
const BEFORE = 1.0003;

afterAll(() => removeFolder(folder));

async function run(today: Day, ...argv: string[]): Promise<void> {
  let said = '';
  const code = await main([...argv, '--store', store, '--quiet'], {
    out: (text) => void (said += text),
    err: (text) => void (said += text),
    interactive: false,
    today: () => today,
  });
  if (code !== 0) throw new Error(`trrm ${argv.join(' ')}: ${said}`);
}

/** The paper portfolio that the decisions make, by session from its start; tested by itself with the reconciliation. */
async function paperPath(open: Store) {
  const recorded: RecordedDecision[] = [];
  for (const { seq, recordedOn } of await listEntries(open)) {
    const { texts } = await showEntry(open, seq);
    recorded.push({ entry: seq, recordedOn, decision: parseDecision(texts.decision, `entry ${seq}`) });
  }
  const { market } = await marketOfHoldings(open, {
    from: DECIDED[0]!,
    to: AS_OF,
    ids: recorded.flatMap(({ decision }) => [...decidedHoldings(decision.allocation).keys()]),
    instruments: DEFAULT_RULE_BOOK.allocations.instruments,
  });
  const end = market.sessions.length - 1;
  const followed = liveDecisions(recorded, market).filter((f) => f.filled < end);
  const { path } = followDecisions(followed, market, end);
  return {
    days: path.days,
    values: Array.from(path.values),
    fills: followed.map((f) => market.sessions[f.filled]!),
  };
}

test('an imported account has the known returns, rate and effects in the pack', async () => {
  const files = await writeSimulatedMarket(simulateMarket({ from: '2019-04-01' }), at('files'));
  await run(day('2025-04-01'), 'import', ...files);
  for (const asOf of DECIDED)
    await run(addDays(asOf, 1), 'run', '--as-of', iso(asOf), '--out', at(iso(asOf)));

  const open = await openStore(store, { mode: 'read' });
  const paper = await paperPath(open);
  await open.close();
  const earlier: Day[] = [];
  for (let d = FIRST; d < paper.days[0]!; d = addDays(d, 1)) if (!isWeekend(d)) earlier.push(d);
  const days = [...earlier, ...paper.days];
  const followed = [
    ...earlier.map((_, k) => BEFORE ** (k - earlier.length)),
    ...paper.values.map((v) => v / paper.values[0]!),
  ];
  const [, second, third] = paper.fills as [Day, Day, Day];
  const { rows, trades, truth } = followingAccount({
    days,
    followed,
    costs: new Map([
      [second, { fees: 0.0025, charges: 0.001 }],
      [third, { fees: 0, charges: 0.0007 }],
      [AS_OF, { fees: 0.0025, charges: 0.0004 }],
    ]),
    flows: new Map([
      [days[40]!, 3e6],
      [days[200]!, -1e6],
    ]),
    rate: RATE,
    balancedOn: days[300]!,
    value: 5e7,
    isin: 'INE002A01018',
  });
  expect(rows.every(({ value }) => value > 1e7)).toBe(true);
  const account = Object.entries(followingAccountFiles('A1', { rows, trades }));
  for (const [name, text] of account) writeFileSync(at(name), text);
  await run(day('2025-04-01'), 'import', ...account.map(([name]) => at(name)));
  await run(day('2025-04-02'), 'pack', '--account', 'A1', '--out', at('pack'));

  const { parts } = readPackDocument(readFileSync(join(at('pack'), 'pack.json'), 'utf8'), 'pack.json');
  if (parts.performance.kind === 'missing') throw new Error(parts.performance.what);
  const { record, reconciliation } = parts.performance.data;
  expect(record.timeWeighted.net).toBeCloseTo(truth.timeWeighted, 10);
  expect(record.moneyWeighted).toEqual({ kind: 'one', rate: expect.closeTo(truth.moneyWeighted, 10) });
  const { log, paper: paperReturn, account: own, arithmetic } = reconciliation!.returns!;
  expect(paperReturn).toBeCloseTo(paper.values.at(-1)! / paper.values[0]! - 1, 10);
  const effects = Object.fromEntries(RECONCILING_EFFECTS.map(({ id }, j) => [id, log[j]!]));
  const near = (x: number) => expect.closeTo(x, 10) as number;
  expect(effects).toEqual({
    departures: near(0),
    timing: near(0),
    prices: near(0),
    charges: near(truth.charges),
    fees: near(truth.fees),
    flows: near(0),
    rest: near(0),
  });
  expect(arithmetic.reduce((a, b) => a + b, 0)).toBeCloseTo(own - paperReturn, 10);
});
