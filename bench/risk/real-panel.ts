import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day, iso } from '../../src/market/day.ts';
import { importPaths } from '../../src/market/import/import.ts';
import { openStore } from '../../src/market/store/store.ts';
import { diagnose } from '../../src/risk/diagnostics/diagnose.ts';
import { attribute, type AttributionDay } from '../../src/risk/portfolio/attribution.ts';
import { FACTORS } from '../../src/risk/factors.ts';
import { mapIndustries } from '../../src/risk/exposures/industries.ts';
import { advanceRiskModel, newRiskModel, riskModelWorkspace } from '../../src/risk/model.ts';
import { type RiskSession, sessionOf } from '../../src/risk/store/daily-record.ts';
import { BEFORE_AND_AFTER, biasComparison, biasOfAllKinds } from './bias-tables.ts';
import { diagnosticTables, table } from './diagnostic-tables.ts';

const TODAY = day('2025-12-31');
const [FROM, TO] = [day('2020-01-01'), day('2023-12-31')];
/** The panel has only these stocks, so all are in the estimation universe, after one month of prices. */
const RULES = { universe: { size: { kind: 'fraction', of: 1 }, history: 21, coolingOff: 0 } };

/** Builds the model of the Nifty 100, 2020 to 2023, from the reference files, and prints its tables. */
export async function realPanel(): Promise<string> {
  const reference = process.env.TRRM_REFERENCE;
  if (!reference)
    return 'The Nifty 100 panel was skipped: set TRRM_REFERENCE to the folder of reference data.';
  const folder = mkdtempSync(join(tmpdir(), 'trrm-bench-panel-'));
  const store = await openStore(join(folder, 'store.duckdb'), { purpose: 'bench', mode: 'create' });
  try {
    const files = ['stocks/nifty100_ohlcv_2020_2023.csv.gz', 'fundamentals', 'constituents'];
    const report = await importPaths(
      store,
      files.map((file) => join(reference, 'data', file)),
      { today: TODAY },
    );
    const stocks = await store.stocks({ from: FROM, to: TO, asOf: TODAY });
    const mapped = mapIndustries(stocks.issuers);
    const issuers = stocks.issuers.map((issuer, i) => ({ ...issuer, industry: mapped.industry[i]! }));
    const models = BEFORE_AND_AFTER.map(([, of]) => newRiskModel(issuers, of(RULES)));
    const tests = [biasOfAllKinds(), biasOfAllKinds()] as const;
    const workspace = riskModelWorkspace(issuers.length);
    const sessions: RiskSession[] = [];
    for await (const slice of stocks.slices())
      for (const [k, model] of models.entries()) {
        const session = sessionOf(advanceRiskModel(model, slice, workspace));
        tests[k]!.add(session);
        if (k === 1) sessions.push(session);
      }
    const problems = [...mapped.problems, ...stocks.problems()].map((p) => `- ${p.message}`);
    return [
      '## Nifty 100, 2020 to 2023',
      `${report.stored} rows stored; ${issuers.length} issuers.`,
      biasComparison([tests]),
      diagnosticTables(diagnose(sessions)),
      'March 2020, %, daily returns summed:',
      march2020(sessions),
      problems.join('\n'),
    ].join('\n\n');
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Factor returns of the month, and the attribution of the cap-weighted return of all stocks. */
function march2020(sessions: readonly RiskSession[]): string {
  const days = sessions.flatMap((after, t): AttributionDay[] => {
    const before = sessions[t - 1];
    if (!before || !iso(after.day).startsWith('2020-03')) return [];
    const held = Array.from(before.marketCap.keys()).filter((i) => before.marketCap[i]! > 0);
    const total = held.reduce((sum, i) => sum + before.marketCap[i]!, 0);
    const holdings = held.map((issuer) => ({ issuer, weight: before.marketCap[issuer]! / total }));
    const { factorReturns, returns, resumed } = after;
    return [{ holdings, exposures: before, factorReturns, returns, resumed }];
  });
  const all = attribute(days);
  const percent = (x: number): string => (100 * x).toFixed(1);
  const rows = FACTORS.map((factor, k) => {
    const known = days.map((d) => d.factorReturns[k]!).filter((f) => !Number.isNaN(f));
    const sum = known.reduce((a, b) => a + b, 0);
    return [factor, String(known.length), known.length > 0 ? percent(sum) : '–', percent(all.factors[k]!)];
  });
  const rest = [
    ['specific', '', '', percent(all.specific)],
    ['uncovered', '', '', percent(all.uncovered)],
    ['total', '', '', percent(all.total)],
  ];
  return table(['factor', 'days', 'return', 'contribution to the cap-weighted return'], [...rows, ...rest]);
}
