import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day } from '../../../../../src/market/day.ts';
import { readSchemeDirectory } from '../../../../../src/market/funds/scheme-directory.ts';
import { plainSchemeName } from '../../../../../src/market/funds/plan-and-option.ts';
import { importPaths } from '../../../../../src/market/import/import.ts';
import type { ImportReport } from '../../../../../src/market/import/reporting/import-report.ts';
import { openStore, type Store } from '../../../../../src/market/store/store.ts';
import { describeReference, reference } from '../../../../reference.ts';

describeReference('AMFI’s list of 16 May 2025, its expense ratios of June 2026, and a table of funds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-funds-'));
  let store: Store;
  let report: ImportReport;
  beforeAll(async () => {
    store = await openStore(join(folder, 'market.duckdb'), { purpose: 'test', mode: 'create' });
    const files = ['fund_master_largecap.csv', 'NAVAll_native_2025-05-16.txt.gz', 'amfi_ter_2026-06-28.csv'];
    report = await importPaths(
      store,
      files.map((name) => reference('data/funds', name)),
      { today: day('2026-11-30') },
    );
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const problems = (file: number): string =>
    report.files[file]!.problems.map((p) => `${p.code}: ${p.message}`).join('\n');
  const query = async (sql: string): Promise<unknown[][]> =>
    store.transaction(async (c) => (await c.run(sql)).getRowsJS() as Promise<unknown[][]>);

  it('has 14,025 schemes, of which 5,898 are stale, with the known faults of its ISINs and names', async () => {
    expect(report.files[1]!.rowsRead).toBe(14_025);
    const text = problems(1);
    expect(text).toMatch(/stale-nav: .*: 5,898 of 14,025, by more than a year 5,704/);
    expect(text).toContain('before a holiday: 58.');
    expect(text).toContain('NAVs of 0, read as missing: 382');
    expect(text).toContain('schemes without a NAV: 6');
    expect(text).toContain('schemes without an ISIN: 191.');
    expect(text).toContain('texts in place of an ISIN: 3 (HDFCNIVODG, INF174K1TA2, Redeemed)');
    expect(text).toContain('wrong check digit: 1 (INF174K01VSI)');
    expect(text).toContain('ISINs of more than one scheme: 6');
    expect(text).toContain('neither a direct nor a regular plan: 3,632; both: 45');
    expect(text).toContain('no peer group: 304.');
    // Ten NAVs are written `10.` or `1000.`: they are numbers.
    expect(await query('SELECT count(*)::INTEGER FROM nav')).toEqual([[14_025 - 382 - 6]]);
  });

  it('has 152 live large-cap schemes of 33 houses, of which exactly 33 are direct growth plans', async () => {
    const live = `FROM scheme JOIN (SELECT series, observed_on AS valued FROM nav) USING (series)
      WHERE category = 'Equity Scheme - Large Cap Fund' AND structure LIKE 'Open%' AND valued >= DATE '2025-05-09'`;
    expect(await query(`SELECT count(*)::INTEGER, count(DISTINCT house)::INTEGER ${live}`)).toEqual([
      [152, 33],
    ]);
    const directory = await store.transaction(readSchemeDirectory);
    const codes = (await query(`SELECT series ${live}`)).map(([series]) => (series as string).slice(5));
    const direct = codes
      .map((code) => directory.scheme(code)!)
      .filter((s) => s.plan === 'direct' && s.option === 'growth');
    expect([direct.length, new Set(direct.map((s) => s.house)).size]).toEqual([33, 33]);
  });

  it('joins 94 % of the names of the expense ratios, and reports those that are there twice', async () => {
    const listed = new Set(
      (await query('SELECT name FROM scheme')).map(([name]) => plainSchemeName(name as string)),
    );
    const names = (
      await query(`SELECT DISTINCT substr(series, 13) FROM fund_fact WHERE series LIKE 'scheme-name:%'`)
    ).map(([name]) => name as string);
    expect(names.filter((name) => listed.has(name)).length / names.length).toBeGreaterThan(0.94);
    const ter = report.files[2]!;
    expect([
      ter.rowsRead,
      ter.unchanged + ter.reasons.filter((r) => r.reason !== 'no value').reduce((n, r) => n + r.count, 0),
    ]).toEqual([1622, 11]);
  });

  it('catches the three wrong codes, the wrong category and the expense ratios of the regular plans', () => {
    const funds = report.files[0]!;
    expect(funds.rejections.map((r) => r.message)).toEqual([
      expect.stringMatching(/^120656 is UTI Large Cap Fund .*category Flexi Cap/),
      expect.stringMatching(/^118497 is Franklin India Government Securities Fund .*118479/),
      expect.stringMatching(/^119218 is DSP Large & Mid Cap Fund .*119250/),
      expect.stringMatching(/^133710 is LIC MF Large & Mid Cap Fund.*120267/),
    ]);
    expect(funds.problems.filter((p) => p.code === 'other-plans-ter')).toHaveLength(20);
  });
});
