import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { simulateEquities } from '../../fixtures/equities/equity-market.ts';
import { day, iso } from '../../src/market/day.ts';
import { buildRiskModel } from '../../src/risk/build/build.ts';
import type { DailySlice } from '../../src/market/stocks/daily-slice.ts';
import { advanceRiskModel, newRiskModel, riskModelWorkspace } from '../../src/risk/model.ts';
import { readModelStore } from '../../src/risk/store/model-store.ts';
import { DEFAULT_RISK_RULES } from '../../src/risk/risk-rules.ts';

// npm run bench:risk:market [-- --issuers 5000 --years 20 --extend 300]: times INEC-1 from descriptors to specific
// risk on the simulated market, and the extension of a model on disk by one day. The simulation of the market is
// timed separately.
const { values } = parseArgs({
  options: {
    issuers: { type: 'string', default: '5000' },
    years: { type: 'string', default: '20' },
    /** Sessions of the model on disk that is then extended day by day. */
    extend: { type: 'string', default: '300' },
  },
});
const [names, years, extend] = [Number(values.issuers), Number(values.years), Number(values.extend)];
const rules = DEFAULT_RISK_RULES;
const market = simulateEquities({ issuers: names, from: `${2025 - years}-04-01`, to: '2025-03-31' });
const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function wholeMarket(): void {
  const model = newRiskModel(market.issuers, rules);
  const workspace = riskModelWorkspace(names);
  const count = market.sessions.length;
  let [simulating, modelling, regressions, rSquared, done] = [0, 0, 0, 0, 0];
  let before = performance.now();
  for (const { slice } of market.days()) {
    const simulated = performance.now();
    const day = advanceRiskModel(model, slice, workspace);
    day.factorForecast();
    const modelled = performance.now();
    simulating += simulated - before;
    modelling += modelled - simulated;
    if (day.regression && !Number.isNaN(day.regression.rSquared)) {
      regressions++;
      rSquared += day.regression.rSquared;
    }
    if (++done % 250 === 0)
      process.stderr.write(
        `\r${iso(slice.day)}: ${done} of ${count} sessions, model ${seconds(modelling)}, market ${seconds(simulating)} `,
      );
    before = performance.now();
  }
  process.stderr.write('\n');
  print(`${names} issuers, ${count} sessions, one thread`);
  print(`simulation of the market                 ${seconds(simulating)}`);
  print(
    `model, descriptors to specific risk      ${seconds(modelling)}, ${(modelling / count).toFixed(2)} ms per session (target 180 s)`,
  );
  print(
    `mean R²                                  ${(rSquared / regressions).toFixed(3)} over ${regressions} regressions`,
  );
  print(
    `peak memory                              ${(process.resourceUsage().maxRSS / 2 ** 20).toFixed(2)} GB (target 4 GB)`,
  );
}

/** Extends a model of a few hundred sessions on disk by three days, one at a time. */
async function extension(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-bench-risk-'));
  const slices: DailySlice[] = [];
  for (const { slice } of market.days()) {
    slices.push(slice);
    if (slices.length === extend + 3) break;
  }
  const build = async (upTo: number, extending: boolean): Promise<number> => {
    async function* feed(): AsyncGenerator<DailySlice> {
      for (const slice of slices.slice(extending ? upTo - 1 : 0, upTo)) yield await Promise.resolve(slice);
    }
    const start = performance.now();
    await buildRiskModel({
      folder,
      issuers: market.issuers,
      slices: feed(),
      rules,
      simulated: true,
      snapshot: {
        asOf: day('2025-03-31'),
        throughImport: 1,
        last: day('2025-03-31'),
        imports: 'simulated',
        importSet: 'simulated',
      },
      previous: extending ? readModelStore(folder) : null,
      progress: () => {},
    });
    return performance.now() - start;
  };
  try {
    const whole = await build(extend, false);
    print(`build of ${extend} sessions on disk  ${seconds(whole)}`);
    const times: number[] = [];
    for (let k = 1; k <= 3; k++) times.push(await build(extend + k, true));
    print(
      `extension by one day, on disk  ${times.map((ms) => `${ms.toFixed(0)} ms`).join(', ')} (target 1000 ms)`,
    );
    const size = statSync(join(folder, readModelStore(folder).file)).size / (extend + 3);
    print(`size of a session on disk      ${(size / 2 ** 20).toFixed(2)} MB`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

wholeMarket();
await extension();
