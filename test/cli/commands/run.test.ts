import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decisionSchema } from '../../../src/decision/schema/decision.ts';
import type { Decision } from '../../../src/decision/decision.ts';
import type { HistoryRow } from '../../../regimes/model/history-row.ts';
import type { RegimeCall } from '../../../regimes/model/regime-call.ts';
import type { Evidence } from '../../../src/validation/regimes/result.ts';
import type { WhatIf } from '../../../src/whatif/what-if.ts';
import { removeFolder, tempFolder, trrm, trrmJson } from '../command-line.ts';

// One simulated store serves all of these; each test leaves it as it found it or says so.
const folder = tempFolder();
const store = join(folder, 'demo', 'market.duckdb');
const on = (...argv: string[]) => [...argv, '--store', store];
const AS_OF = '2020-06-30';

beforeAll(async () => {
  const { code, err } = await trrm('demo', '--shares', '0', '--out', join(folder, 'demo'), '--quiet');
  if (code !== 0) throw new Error(err);
}, 120_000);
afterAll(() => removeFolder(folder));

const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');

describe('the demo', () => {
  test('leaves a decision by the published schema and a report, both marked SIMULATED', () => {
    const decision = decisionSchema.parse(JSON.parse(read('demo', 'decision.json')));
    expect(decision.simulated).toBe(true);
    expect(decision.asOf).toBe('2025-03-31');
    expect(read('demo', 'report.html')).toContain('SIMULATED');
  });

  test('run again changes nothing: the same bytes, and the decision already on record', async () => {
    const [decision, report] = [read('demo', 'decision.json'), read('demo', 'report.html')];
    const { code, out } = await trrm('demo', '--shares', '0', '--out', join(folder, 'demo'), '--quiet');
    expect(code).toBe(0);
    expect(out).toContain('Already on record as entry 1, the same to the byte');
    expect(read('demo', 'decision.json')).toBe(decision);
    expect(read('demo', 'report.html')).toBe(report);
  });
});

describe('trrm run', () => {
  test('of one date writes the same bytes wherever it writes them', async () => {
    for (const out of ['a', 'b']) await trrm(...on('run', '--as-of', AS_OF, '--out', join(folder, out)));
    expect(read('a', 'decision.json')).toBe(read('b', 'decision.json'));
    expect(read('a', 'report.html')).toBe(read('b', 'report.html'));
    expect(readdirSync(join(folder, 'a')).sort()).toEqual(['decision.json', 'report.html', 'weights.csv']);
  });

  test('holds weights that sum to one and a factor share of 95 %', async () => {
    const decision = await trrmJson<Decision>(...on('run', '--as-of', AS_OF, '--out', join(folder, 'c')));
    const sum = (w: object) => Object.values(w).reduce((s: number, x: number) => s + x, 0);
    expect(sum(decision.allocation.target)).toBeCloseTo(1, 12);
    expect(sum(decision.allocation.after)).toBeCloseTo(1, 12);
    expect(decision.allocation.sleeves.reduce((s, l) => s + l.target, 0)).toBeCloseTo(0.95, 12);
    expect(decision.vintage.every((v) => v.last <= AS_OF)).toBe(true);
  });

  test('with a portfolio trades from it, in rupees that sum to nothing', async () => {
    const file = join(folder, 'held.csv');
    writeFileSync(file, 'position,value\nmomentum,"4,00,00,000"\nquality,30000000\ncash,30000000\n');
    const { allocation, manifest } = await trrmJson<Decision>(
      ...on('run', '--as-of', AS_OF, '--portfolio', file, '--out', join(folder, 'd')),
    );
    expect(allocation.before).toMatchObject({ kind: 'portfolio', file: 'held.csv', value: 1e8 });
    expect(manifest.portfolio?.file).toBe('held.csv');
    const signedAmounts = allocation.trades.map((t) => (t.side === 'buy' ? t.amount! : -t.amount!));
    expect(signedAmounts.reduce((s, a) => s + a, 0)).toBe(0);
    expect(readdirSync(join(folder, 'd')).sort()).toEqual([
      'decision.json',
      'orders.csv',
      'report.html',
      'weights.csv',
    ]);
  });

  test('refuses a portfolio with its line, and writes nothing', async () => {
    const file = join(folder, 'bad.csv');
    writeFileSync(file, 'position,value\nmomentum,-5\n');
    const { code, err } = await trrm(...on('run', '--portfolio', file, '--out', join(folder, 'never')));
    expect(code).toBe(1);
    expect(err).toMatch(/bad\.csv:2: momentum has the value "-5"/);
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });

  test('keeps a portfolio that a spreadsheet saved with a byte order mark, and the ledger still verifies', async () => {
    const file = join(folder, 'bom.csv');
    writeFileSync(file, '\uFEFFposition,value\r\nmomentum,500000\r\n');
    const { code } = await trrm(
      ...on('run', '--as-of', AS_OF, '--portfolio', file, '--out', join(folder, 'bom')),
    );
    expect(code).toBe(0);
    expect((await trrm(...on('ledger', 'verify'))).code).toBe(0);
  });

  test('refuses a portfolio that is not UTF-8', async () => {
    const file = join(folder, 'utf16.csv');
    writeFileSync(file, Buffer.from('\uFEFFposition,value\r\nmomentum,5\r\n', 'utf16le'));
    const { code, err } = await trrm(...on('run', '--portfolio', file, '--out', join(folder, 'never')));
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/utf16\.csv: is not UTF-8 text\. Save it as UTF-8/),
    ]);
  });

  test('where it cannot write says so, and records nothing', async () => {
    const blocked = join(folder, 'blocked');
    writeFileSync(blocked, 'a file, not a folder');
    const before = await trrmJson<unknown[]>(...on('ledger', 'list'));
    const { code, err } = await trrm(...on('run', '--as-of', '2019-01-31', '--out', blocked));
    expect([code, err]).toEqual([1, expect.stringMatching(/blocked: cannot be written to.*--out/)]);
    expect(await trrmJson(...on('ledger', 'list'))).toEqual(before);
  });
});

describe('what cannot be written', () => {
  test('because a file of the run is a folder is refused before anything is recorded', async () => {
    const out = join(folder, 'taken');
    mkdirSync(join(out, 'decision.json'), { recursive: true });
    const before = await trrmJson<unknown[]>(...on('ledger', 'list'));
    const { code, err } = await trrm(...on('run', '--as-of', '2019-02-28', '--out', out));
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(
        /^trrm: .*taken: cannot be written to: decision.json in it is a folder.*--out\.\n$/,
      ),
    ]);
    expect(await trrmJson(...on('ledger', 'list'))).toEqual(before);
    expect(readdirSync(out)).toEqual(['decision.json']);
  });

  test('ends the demo with one line', async () => {
    const blocked = join(folder, 'no-folder');
    writeFileSync(blocked, 'a file, not a folder');
    const { code, err } = await trrm('demo', '--shares', '0', '--quiet', '--out', blocked);
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^trrm: .*no-folder.*cannot be written to: .*--out\.\n$/),
    ]);
  });
});

test('an import that takes nothing fails, and tells why', async () => {
  const file = join(folder, 'SIMULATED NIFTY 100.csv');
  writeFileSync(file, 'Date,Close\n2020-01-02,n/a\n2020-01-03,n/a\n');
  const { code, out } = await trrm('import', file, '--store', join(folder, 'empty.duckdb'), '--quiet');
  expect(code).toBe(1);
  expect(out).toMatch(/nothing taken[^]*none of its 2 rows could be taken[^]*line 2: Close is "n\/a"/);
});

describe('the rules on trial', () => {
  test('are judged on the simulated market, as JSON and as a page, and marked SIMULATED', async () => {
    const out = join(folder, 'trial');
    // Jitters run in worker threads, which load the compiled program; a process of its own has it.
    const trrmFile = join(__dirname, '../../../bin/trrm.mjs');
    const printed = execFileSync(
      process.execPath,
      [trrmFile, ...on('evidence', '--draws', '50', '--json', '--quiet', '--out', out)],
      { encoding: 'utf8', maxBuffer: 1e8 },
    );
    const evidence = JSON.parse(printed) as Evidence;
    expect(evidence).toMatchObject({ simulated: true, to: '2025-03-31' });
    expect(evidence.classifiers.map((c) => c.id)).toContain('faber');
    expect(read('trial', 'evidence.json')).toBe(printed);
    expect(read('trial', 'evidence.html')).toContain('SIMULATED');
  }, 60_000);
});

describe('the commands that look', () => {
  test('signals, regime and history tell of one date the same score', async () => {
    const { signals } = await trrmJson<{ signals: { id: string; score: number }[] }>(
      ...on('signals', '--as-of', AS_OF),
    );
    const regime = await trrmJson<RegimeCall>(...on('regime', '--as-of', AS_OF, '--explain'));
    const rows = await trrmJson<HistoryRow[]>(...on('history', '--from', '2020-01-01', '--to', AS_OF));
    expect(rows.map((r) => r.monthEnd.slice(0, 7))).toEqual([
      '2020-01',
      '2020-02',
      '2020-03',
      '2020-04',
      '2020-05',
      '2020-06',
    ]);
    expect(rows.at(-1)).toMatchObject({ regime: regime.regime, score: regime.score });
    expect(rows.at(-1)!.scores).toEqual(Object.fromEntries(signals.map((s) => [s.id, s.score])));
  });

  test.each([
    ['signals', /^SIMULATED MARKET[^]*Signals as of 30 Jun 2020[^]*US VIX/],
    ['regime', /^SIMULATED MARKET[^]*30 Jun 2020: [A-Z]+, S = [+−]\d/],
  ])('%s reads as a screen', async (command, screen) => {
    expect((await trrm(...on(command, '--as-of', AS_OF))).out).toMatch(screen);
  });

  test('status tells coverage, breaks and imports', async () => {
    const status = await trrmJson<{
      series: { series: string; kind: string }[];
      breaks: unknown[];
      imports: { rejected: number }[];
    }>(...on('status', '--as-of', '2025-03-31'));
    expect(status.series).toContainEqual(expect.objectContaining({ series: 'nifty-50', kind: 'valuation' }));
    expect(status.breaks).toHaveLength(2);
    expect(status.imports.every((i) => i.rejected === 0)).toBe(true);
  });
});

describe('trrm whatif', () => {
  test('a VIX of 80 lowers the score and leaves the record alone', async () => {
    const before = await trrmJson<HistoryRow[]>(...on('history'));
    const { before: a, after: b } = await trrmJson<WhatIf>(
      ...on('whatif', '--as-of', AS_OF, '--set', 'us-vix=80', 'india-vix=80'),
    );
    const scoreOf = (side: WhatIf['before'], id: string) => side.signals.find((s) => s.id === id)!.score;
    expect(scoreOf(b, 'us-vix')).toBe(-1);
    expect(scoreOf(b, 'india-vix')).toBe(-1);
    expect(scoreOf(b, 'gsec-yields')).toBe(scoreOf(a, 'gsec-yields'));
    expect(b.score!).toBeLessThan(a.score!);
    expect(await trrmJson(...on('history'))).toEqual(before);
  });

  test('with nothing supposed both sides are the same', async () => {
    const { before, after } = await trrmJson<WhatIf>(...on('whatif', '--as-of', AS_OF));
    expect(after).toEqual(before);
  });

  test('a forced label changes the weights and is told as an override, the model’s own beside it', async () => {
    const { before, after } = await trrmJson<WhatIf>(
      ...on('whatif', '--as-of', AS_OF, '--regime', 'bearish'),
    );
    expect(after).toMatchObject({ regime: 'bearish', modelRegime: before.modelRegime });
    expect(after.allocation.regime).toBe('bearish');
    expect(after.alerts.map((a) => a.code)).toContain('override');
  });

  test('a changed rule is listed with what it was', async () => {
    const { set } = await trrmJson<WhatIf>(
      ...on('whatif', '--as-of', AS_OF, '--set', 'regimes.enterBullish=0.35'),
    );
    expect(set).toEqual([{ kind: 'rule', path: 'regimes.enterBullish', from: 0.2, to: 0.35 }]);
  });

  test('the smallest move that the call names does change the label', async () => {
    const call = await trrmJson<RegimeCall>(...on('regime', '--as-of', AS_OF));
    const flip = call.nearestFlip.find(
      (f) => f.inUnits !== null && ['us-vix', 'india-vix'].includes(f.signal),
    );
    if (!flip) throw new Error('the simulated market of this date has a VIX flip');
    const { after } = await trrmJson<WhatIf>(
      ...on('whatif', '--as-of', AS_OF, '--set', `${flip.signal}=${flip.inUnits!.needed}`),
    );
    expect(after.regime).toBe(flip.to);
  });

  test('can be kept as a section of a report', async () => {
    const out = join(folder, 'whatif');
    await trrm(...on('whatif', '--as-of', AS_OF, '--set', 'nifty=-20%', '--out', out));
    expect(read('whatif', 'report.html')).toMatch(/what.if/i);
    expect(JSON.parse(read('whatif', 'whatif.json'))).toHaveProperty('after.regime');
  });
});

describe('the ledger', () => {
  test('lists, shows to the byte, verifies, and replays to the byte', async () => {
    const entries = await trrmJson<{ seq: number; asOf: string }[]>(...on('ledger', 'list'));
    const june = entries.find((e) => e.asOf === AS_OF)!;
    expect((await trrm(...on('ledger', 'show', String(june.seq)))).out).toBe(read('a', 'decision.json'));
    expect((await trrm(...on('ledger', 'verify'))).out).toMatch(/entries are as recorded/);
    expect((await trrm(...on('ledger', 'replay', String(june.seq)))).out).toBe(
      `Entry ${june.seq}, made again, is the same to the byte.\n`,
    );
  });

  test('replays the same although data that would have changed it were imported since', async () => {
    // The US VIX of June 2020 told anew, as if the vendor had put it right.
    const file = join(folder, 'SIMULATED VIX_History.csv');
    const days = ['24', '25', '26', '29'].map((d) => `06/${d}/2020,75.000000,76.000000,74.000000,75.000000`);
    writeFileSync(file, `DATE,OPEN,HIGH,LOW,CLOSE\n${days.join('\n')}\n`);
    expect((await trrm(...on('import', file, '--known-on', '2020-06-30'))).code).toBe(0);
    const now = await trrmJson<RegimeCall>(...on('regime', '--as-of', AS_OF));
    const recorded = JSON.parse(read('a', 'decision.json')) as Decision;
    expect(now.score).not.toBe(recorded.regime.score);
    const entries = await trrmJson<{ seq: number; asOf: string }[]>(...on('ledger', 'list'));
    const seq = String(entries.find((e) => e.asOf === AS_OF)!.seq);
    expect((await trrm(...on('ledger', 'replay', seq))).out).toMatch(/the same to the byte/);
  });
});

describe('wrong usage', () => {
  test.each([
    [['fly'], 2, /unknown command 'fly'/],
    [['regime', '--as-of', 'yesterday'], 2, /Give a date like 2020-03-31/],
    [['import'], 2, /missing required argument/],
    [['whatif', '--regime', 'sideways'], 2, /Allowed choices are bullish, consolidation, bearish/],
    [['whatif', '--set', 'vix=45'], 2, /there is no level vix/],
    [['whatif', '--set', 'pe=20', 'pe=21'], 2, /sets pe a second time/],
    [['ledger', 'show', '0'], 2, /number of an entry/],
    [['regime', '--store', join(folder, 'none.duckdb')], 1, /does not exist.*trrm import/],
    [['regime', '--rulebook', join(folder, 'none.yaml')], 1, /none\.yaml: there is no such file/],
    [['regime', '--as-of', '2027-01-01', '--store', store], 1, /2027-01-01: is after today, 2026-01-05/],
    [['regime', '--as-of', '1990-01-01', '--store', store], 1, /no Nifty 50 close on or before 1990-01-01/],
    [['ledger', 'show', '999', '--store', store], 1, /has no entry 999/],
  ] as [string[], number, RegExp][])('%j exits %d with one clear line', async (argv, code, message) => {
    const result = await trrm(...argv);
    expect([result.code, result.out, result.err]).toEqual([code, '', expect.stringMatching(message)]);
  });
});
