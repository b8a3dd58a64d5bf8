import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchmarkData } from '../src/funds/benchmark-window.ts';
import { fundCard, type Peer } from '../src/funds/fund-card.ts';
import { benchmarkWindow } from '../src/funds/benchmark-window.ts';
import { measureFund } from '../src/funds/measure-fund.ts';
import type { LevelSeries } from '../src/funds/nav-series.ts';
import { scoreFunds } from '../src/funds/scorecard.ts';
import { addDays, type Day, day, displayDay, isWeekend } from '../src/market/day.ts';
import { importPaths } from '../src/market/import/import.ts';
import { openStore } from '../src/market/store/store.ts';
import { randomStream } from '../src/math/random/random.ts';
import type { Bench } from './bench.ts';

const TODAY = day('2026-01-01');
const AS_OF = day('2021-12-31');

const sessionsFrom = (from: string): Int32Array => {
  const days: number[] = [];
  for (let d = day(from); d <= AS_OF; d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  return Int32Array.from(days);
};
const SESSIONS = sessionsFrom('2011-12-30');

function walk(name: string): LevelSeries {
  const random = randomStream(1).split(name);
  let level = 100;
  return {
    days: SESSIONS,
    values: Float64Array.from(SESSIONS, () => (level *= 1 + (random.uniform() - 0.48) / 50)),
  };
}

const data: BenchmarkData = {
  id: 'nifty-50',
  levels: walk('benchmark'),
  sessions: SESSIONS,
  billYields: { days: SESSIONS, values: Float64Array.from(SESSIONS, () => 5) },
};
const peers = (count: number): Peer[] =>
  Array.from({ length: count }, (_, i) => ({
    nav: walk(String(i)),
    scheme: {
      code: String(100_000 + i),
      name: `Fund ${i}`,
      house: '',
      structure: 'open-ended',
      category: 'large-cap',
      plan: 'direct',
      option: 'growth',
      isin: null,
      segregated: false,
      seenOn: AS_OF,
      lastNavOn: AS_OF,
    },
  }));

/** Measures and ranks without the record of earlier years. */
const card = (funds: readonly Peer[]): void => {
  const window = benchmarkWindow(data, AS_OF, 36);
  scoreFunds(funds.map(({ scheme, nav }) => ({ code: scheme.code, measures: measureFund(nav, window) })));
};

let folder = '';
const SCHEMES = 14_025;
const HISTORY_SCHEMES = 2_000;
const HISTORY_DAYS = 250;
let runs = 0;

const makeFiles = (): void => {
  folder = mkdtempSync(join(tmpdir(), 'trrm-bench-'));
  const head = 'Open Ended Schemes(Equity Scheme - Large Cap Fund)\r\n \r\nExample Mutual Fund\r\n \r\n';
  const list = Array.from(
    { length: SCHEMES },
    (_, i) =>
      `${100_000 + i};-;-;Example Fund ${i} - Direct Plan - Growth;${(10 + i / 7).toFixed(4)};31-Dec-2021`,
  );
  writeFileSync(
    join(folder, 'NAVAll.txt'),
    `Scheme Code;ISIN Div Payout/ ISIN Growth;ISIN Div Reinvestment;Scheme Name;Net Asset Value;Date\r\n${head}${list.join('\r\n')}\r\n`,
  );
  const days = Array.from(SESSIONS.slice(-HISTORY_DAYS), (d) => displayDay(d as Day).replaceAll(' ', '-'));
  const history = Array.from({ length: HISTORY_SCHEMES }, (_, i) =>
    days
      .map(
        (d, t) =>
          `${100_000 + i};Example Fund ${i} - Direct Plan - Growth;-;-;${(10 + t / 7).toFixed(4)};;;${d}`,
      )
      .join('\r\n'),
  );
  writeFileSync(
    join(folder, 'history.txt'),
    `Scheme Code;Scheme Name;ISIN Div Payout/ISIN Growth;ISIN Div Reinvestment;Net Asset Value;Repurchase Price;Sale Price;Date\r\n${head}${history.join('\r\n')}\r\n`,
  );
};

const importFile = async (name: string): Promise<void> => {
  const store = await openStore(join(folder, `${++runs}.duckdb`), { purpose: 'bench', mode: 'create' });
  await importPaths(store, [join(folder, name)], { today: TODAY });
  await store.close();
};
const remove = (): void => rmSync(folder, { recursive: true, force: true });
const peak = (): string => `peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`;

let few: Peer[] = [];
let many: Peer[] = [];

export const benches: Bench[] = [
  {
    name: 'funds: card of 22 funds',
    goal: '≤ 10 ms',
    setup: () => void (few = peers(22)),
    run: () => card(few),
  },
  {
    name: 'funds: card of 22 funds with its record and checks of NAVs',
    setup: () => void (few = peers(22)),
    run: () => void fundCard(few, data, { asOf: AS_OF, category: 'large-cap' }),
  },
  {
    name: 'funds: measures and ranks of 1,500 schemes × 10 years',
    goal: '≤ 0.6 s',
    setup: () => void (many = peers(1500)),
    run: () => card(many),
    teardown: () => void (many = []),
  },
  {
    name: `funds: import of NAVAll, ${SCHEMES} schemes`,
    goal: '≤ 1.5 s',
    setup: makeFiles,
    run: () => importFile('NAVAll.txt'),
    teardown: remove,
  },
  {
    name: `funds: import of NAV history, ${HISTORY_SCHEMES * HISTORY_DAYS} rows`,
    goal: '≤ 4.8 s, so that 25 million rows take 4 min; ≤ 1 GB',
    setup: makeFiles,
    run: () => importFile('history.txt'),
    teardown: remove,
    detail: peak,
  },
];
