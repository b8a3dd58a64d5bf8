import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Decision } from '../../../src/decision/document/decision.ts';
import type { PublishedVerification } from '../../../src/decision/publish/verify-published.ts';
import { sha256 } from '../../../src/market/files/sha256.ts';
import { removeFolder, tempFolder, trrm, trrmJson } from '../command-line.ts';

// All tests share one simulated store, whose ledger grows.
const folder = tempFolder();
const store = join(folder, 'demo', 'market.duckdb');
const out = join(folder, 'out');
const on = (...argv: string[]) => [...argv, '--store', store];
const portfolio = join(folder, 'held.csv');
const AS_OF = '2020-06-30';

beforeAll(async () => {
  const { code, err } = await trrm('demo', '--stocks', '0', '--out', join(folder, 'demo'), '--quiet');
  if (code !== 0) throw new Error(err);
  writeFileSync(portfolio, 'position,value\nmomentum,"4,00,00,000"\nquality,30000000\ncash,30000000\n');
}, 120_000);
afterAll(() => removeFolder(folder));
afterEach(() => rmSync(out, { recursive: true, force: true }));

const run = (...more: string[]) => trrmJson<Decision>(...on('run', '--as-of', AS_OF, '--out', out, ...more));
const read = (name: string): string => readFileSync(join(out, name), 'utf8');

describe('a folder that two runs publish to', () => {
  test('holds the files of the later run only: no orders of the portfolio before', async () => {
    await run('--portfolio', portfolio);
    expect(readdirSync(out)).toContain('orders.csv');
    await run();
    expect(readdirSync(out).sort()).toEqual([
      'decision.json',
      'decision.manifest.json',
      'decision.xlsx',
      'report.html',
      'risk.csv',
      'weights.csv',
    ]);
  });

  test('shows in each file which decision it belongs to', async () => {
    await run('--portfolio', portfolio);
    const decision = sha256(read('decision.json'));
    for (const table of ['weights.csv', 'risk.csv', 'orders.csv']) {
      const [header, ...rows] = read(table).trimEnd().split('\r\n');
      expect(header).toMatch(/,as_of,decision$/);
      for (const row of rows) expect(row.endsWith(`,${AS_OF},${decision}`)).toBe(true);
    }
    expect(read('report.html')).toContain(`<meta name="trrm-as-of" content="${AS_OF}"`);
    expect(read('report.html')).toContain(`<meta name="trrm-decision" content="${decision}"`);
    expect(read('report.html').split(decision)).toHaveLength(3);
    expect(JSON.parse(read('decision.manifest.json'))).toMatchObject({ asOf: AS_OF, decision });
  });
});

describe('trrm verify', () => {
  test('exits with 0 after a run, and with 1 and the name of a file that was changed', async () => {
    await run('--portfolio', portfolio);
    expect(await trrm(...on('verify', out))).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^decision as of 30 Jun 2020: 6 files, compared with ledger entry \d+\.\nNothing differs\.\n$/,
      ),
    });
    writeFileSync(join(out, 'orders.csv'), read('orders.csv').replace(',buy,', ',sell,'));
    const { code, out: text } = await trrm(...on('verify', out));
    expect(code).toBe(1);
    expect(text).toMatch(/1 difference:\n {2}.*orders\.csv: was changed/);
    const json = JSON.parse((await trrm(...on('verify', out, '--json'))).out) as PublishedVerification;
    expect(json.differences).toHaveLength(1);
  });
});

describe('trrm ledger publish', () => {
  test('writes the files of an entry again, byte for byte', async () => {
    await run('--portfolio', portfolio);
    const before = readdirSync(out).map((name) => [name, read(name)]);
    const entry = (JSON.parse(read('decision.manifest.json')) as { entry: number }).entry;
    rmSync(out, { recursive: true });
    expect((await trrm(...on('ledger', 'publish', String(entry), '--out', out))).code).toBe(0);
    expect(readdirSync(out).map((name) => [name, read(name)])).toEqual(before);
  });
});
