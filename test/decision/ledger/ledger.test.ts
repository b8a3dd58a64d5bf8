import { canonicalJson } from '../../../src/decision/document/canonical-json.ts';
import type { Decision } from '../../../src/decision/document/decision.ts';
import {
  appendDecision,
  listEntries,
  type AppendResult,
  showEntry,
} from '../../../src/decision/ledger/ledger.ts';
import { replayEntry, type ReplayRequest } from '../../../src/decision/replay/replay.ts';
import { sha256 } from '../../../src/market/files/sha256.ts';
import { verifyLedger } from '../../../src/decision/ledger/verify-ledger.ts';
import { storeOf, type TempStore } from '../../temp-store.ts';
import { asSchema1 } from '../decision-1.fixture.ts';
import { madeDecision, PORTFOLIO, RULEBOOK } from '../decision.fixture.ts';

let FIRST: Decision;
let SECOND: Decision;
let THIRD: Decision;
beforeAll(async () => {
  FIRST = await madeDecision('2021-04-30');
  SECOND = await madeDecision('2021-05-31', { held: true });
  THIRD = await madeDecision('2021-06-30');
});

let at: TempStore;
beforeEach(async () => (at = await storeOf([])));
afterEach(async () => at.remove());

const record = (decision: Decision, recordedOn = '2021-07-01'): Promise<AppendResult> =>
  appendDecision(at.store, {
    decision,
    rulebook: RULEBOOK,
    portfolio: decision.manifest.portfolio ? PORTFOLIO : null,
    recordedOn,
  });

const tamper = (sql: string): Promise<void> =>
  at.store.transaction(async (connection) => {
    await connection.run(sql);
  });

describe('the ledger', () => {
  test('chains each decision to the previous one', async () => {
    for (const decision of [FIRST, SECOND, THIRD]) expect((await record(decision)).kind).toBe('recorded');
    const entries = await listEntries(at.store);
    expect(entries.map((e) => [e.seq, e.asOf])).toEqual([
      [1, '2021-04-30'],
      [2, '2021-05-31'],
      [3, '2021-06-30'],
    ]);
    expect(entries[0]!.previous).toBe('0'.repeat(64));
    expect(entries[1]!.previous).toBe(entries[0]!.hash);
    expect(entries[2]!.previous).toBe(entries[1]!.hash);
    expect(await verifyLedger(at.store)).toEqual({ kind: 'sound', entries: 3, head: entries[2]!.hash });
  });

  test('hashes the canonical JSON of an entry’s fields, as documented', async () => {
    const { entry } = await record(FIRST);
    // Written out by hand: keys sorted, two spaces, a newline at the end.
    const text = `{\n  "asOf": "2021-04-30",\n  "decision": "${sha256(canonicalJson(FIRST))}",\n  "portfolio": null,\n  "previous": "${'0'.repeat(64)}",\n  "recordedOn": "2021-07-01",\n  "rulebook": "${sha256(RULEBOOK)}",\n  "seq": 1,\n  "throughImport": 3\n}\n`;
    expect(entry.hash).toBe(sha256(text));
  });

  test('records the same decision once, however often it is made', async () => {
    const first = await record(FIRST);
    await record(SECOND);
    const again = await record(await madeDecision('2021-04-30'), '2022-01-01');
    expect(again).toEqual({ kind: 'already-recorded', entry: first.entry });
    expect(await listEntries(at.store)).toHaveLength(2);
  });

  test('stores the decision, the rule book and the portfolio unchanged', async () => {
    await record(SECOND);
    const { texts } = await showEntry(at.store, 1);
    expect(texts).toEqual({ decision: canonicalJson(SECOND), rulebook: RULEBOOK, portfolio: PORTFOLIO });
  });

  test('verifies while empty, and names its entries when asked for a missing one', async () => {
    expect(await verifyLedger(at.store)).toEqual({ kind: 'sound', entries: 0, head: null });
    await expect(showEntry(at.store, 1)).rejects.toThrow('ledger: No decision has been recorded yet.');
    await record(FIRST);
    await expect(showEntry(at.store, 2)).rejects.toThrow(
      'ledger: There is no entry 2; the ledger has entries 1 to 1.',
    );
  });

  test('refuses texts that the decision was not made from', async () => {
    const wrong = { decision: FIRST, rulebook: 'other', portfolio: null, recordedOn: '2021-07-01' };
    await expect(appendDecision(at.store, wrong)).rejects.toThrow(
      'the rule book does not match the decision’s hash',
    );
    const more = { ...wrong, rulebook: RULEBOOK, portfolio: PORTFOLIO };
    await expect(appendDecision(at.store, more)).rejects.toThrow(
      'the portfolio does not match the decision’s hash',
    );
  });
});

describe('a ledger that was tampered with', () => {
  beforeEach(async () => {
    for (const decision of [FIRST, SECOND, THIRD]) await record(decision);
  });

  test.each([
    [
      'an edited decision',
      `UPDATE ledger SET decision = replace(decision, 'bullish', 'bearish') WHERE seq = 2`,
      2,
      'its decision does not match the recorded hash',
    ],
    [
      'an edited rule book',
      `UPDATE ledger SET rulebook = 'x' WHERE seq = 1`,
      1,
      'its rule book does not match the recorded hash',
    ],
    [
      'an edited portfolio',
      `UPDATE ledger SET portfolio = 'x' WHERE seq = 2`,
      2,
      'its portfolio does not match the recorded hash',
    ],
    [
      'a removed portfolio',
      `UPDATE ledger SET portfolio = NULL WHERE seq = 2`,
      2,
      'its portfolio does not match the recorded hash',
    ],
    [
      'a renamed portfolio',
      `UPDATE ledger SET portfolio_file = 'y.csv' WHERE seq = 2`,
      2,
      'its fields do not match its hash',
    ],
    [
      'another date',
      `UPDATE ledger SET recorded_on = '2020-01-01' WHERE seq = 3`,
      3,
      'its fields do not match its hash',
    ],
    [
      'another import number',
      `UPDATE ledger SET through_import = 9 WHERE seq = 1`,
      1,
      'its fields do not match its hash',
    ],
    ['a removed first entry', `DELETE FROM ledger WHERE seq = 1`, 1, 'it is missing'],
    ['a removed entry', `DELETE FROM ledger WHERE seq = 2`, 2, 'it is missing'],
    [
      'a removed last entry',
      `DELETE FROM ledger WHERE seq = 3`,
      3,
      'the last entry written is 3, but the ledger has 2',
    ],
    ['no entries left', `DELETE FROM ledger`, 1, 'the last entry written is 3, but the ledger has 0'],
    [
      'a removed entry, the rest renumbered',
      `DELETE FROM ledger WHERE seq = 1; UPDATE ledger SET seq = seq - 1`,
      1,
      'its fields do not match its hash',
    ],
    [
      'two entries exchanged',
      `UPDATE ledger SET seq = CASE seq WHEN 2 THEN 3 WHEN 3 THEN 2 ELSE seq END`,
      2,
      'its fields do not match its hash',
    ],
    ['a duplicated entry', `INSERT INTO ledger SELECT * FROM ledger WHERE seq = 2`, 2, 'it occurs twice'],
  ])('detects %s', async (_, sql, entry, fault) => {
    await tamper(sql);
    expect(await verifyLedger(at.store)).toEqual({ kind: 'broken', entry, fault });
  });

  test('detects an entry forged with its own hashes, by the next link or by the head', async () => {
    const [, second, third] = await listEntries(at.store);
    for (const { forged, broken, fault } of [
      { forged: third!, broken: 3, fault: 'it is not the entry last written' },
      { forged: second!, broken: 3, fault: 'it does not continue the previous entry' },
    ]) {
      const { hash: _, ...fields } = { ...forged, recordedOn: '2020-01-01' };
      await tamper(
        `UPDATE ledger SET recorded_on = '2020-01-01', hash = '${sha256(canonicalJson(fields))}' WHERE seq = ${forged.seq}`,
      );
      expect(await verifyLedger(at.store)).toEqual({ kind: 'broken', entry: broken, fault });
    }
  });

  test('refuses further entries when its last one is missing', async () => {
    await tamper(`DELETE FROM ledger WHERE seq = 3`);
    await expect(record(await madeDecision('2021-07-30'))).rejects.toThrow(
      /The last entry is not the one last written/,
    );
  });
});

describe('a ledger compared with a hash that was printed', () => {
  test('names the entry that has it, whole or by its first digits', async () => {
    const { entry } = await record(FIRST);
    await record(SECOND);
    expect(await verifyLedger(at.store, entry.hash)).toMatchObject({ kind: 'sound', expectedAt: 1 });
    expect(await verifyLedger(at.store, entry.hash.slice(0, 12))).toMatchObject({ expectedAt: 1 });
  });

  test('is broken where it was cut at its end with its head, emptied, or removed', async () => {
    const { entry: first } = await record(FIRST);
    const { entry: second } = await record(SECOND);
    await tamper(`DELETE FROM ledger WHERE seq = 2; UPDATE ledger_head SET seq = 1, hash = '${first.hash}'`);
    expect(await verifyLedger(at.store)).toMatchObject({ kind: 'sound', entries: 1 });
    expect(await verifyLedger(at.store, second.hash)).toMatchObject({ kind: 'broken', entry: 2 });
    await tamper('DELETE FROM ledger; DELETE FROM ledger_head');
    expect(await verifyLedger(at.store, second.hash)).toMatchObject({ kind: 'broken', entry: 1 });
    await tamper('DROP TABLE ledger; DROP TABLE ledger_head');
    expect(await verifyLedger(at.store, second.hash)).toMatchObject({ kind: 'broken', entry: 1 });
  });
});

describe('a replay', () => {
  const replay = async (decide: (request: ReplayRequest) => Decision | Promise<Decision>) =>
    replayEntry(await showEntry(at.store, 1), async (request) => canonicalJson(await decide(request)));

  test('runs with the recorded inputs, and finds the same bytes', async () => {
    await record(SECOND);
    const asked: ReplayRequest[] = [];
    const outcome = await replay((request) => {
      asked.push(request);
      return madeDecision(request.asOf, { held: true });
    });
    expect(outcome).toEqual({ kind: 'identical' });
    expect(asked).toEqual([
      { asOf: '2021-05-31', rulebook: RULEBOOK, portfolio: PORTFOLIO, throughImport: 3 },
    ]);
  });

  test('reports the first path that differs', async () => {
    await record(FIRST);
    const outcome = await replay(() => ({
      ...FIRST,
      allocation: { ...FIRST.allocation, final: { ...FIRST.allocation.final, gold: 0.5 } },
    }));
    expect(outcome).toEqual({
      kind: 'differs',
      first: { path: 'allocation.final.gold', recorded: String(FIRST.allocation.final.gold), now: '0.5' },
      engine: null,
    });
  });

  test('reports an element added to a list', async () => {
    await record(FIRST);
    const more = { code: 'crisis', message: 'New.' };
    const outcome = await replay(() => ({ ...FIRST, regime: { ...FIRST.regime, alerts: [more] } }));
    expect(outcome).toMatchObject({
      first: { path: 'regime.alerts[0]', recorded: 'absent', now: JSON.stringify(more) },
    });
  });

  test('reports when only the code version differs', async () => {
    await record(FIRST);
    const engine = { ...FIRST.manifest.engine, version: '0.2.0' };
    const outcome = await replay(() => ({ ...FIRST, manifest: { ...FIRST.manifest, engine } }));
    expect(outcome).toEqual({
      kind: 'differs',
      first: null,
      engine: { recorded: FIRST.manifest.engine, now: engine },
    });
  });
});

describe('an entry recorded under schema trrm-decision/1', () => {
  beforeEach(async () => {
    // The hash chain covers stored bytes, so an entry of the former schema is written as it was then.
    await record(asSchema1(FIRST) as unknown as Decision);
    await record(SECOND);
  });

  test('still verifies, followed by entries of the current schema', async () => {
    expect(await verifyLedger(at.store)).toMatchObject({ kind: 'sound', entries: 2 });
  });

  test('still shows, byte for byte', async () => {
    const { texts } = await showEntry(at.store, 1);
    expect(texts.decision).toBe(canonicalJson(asSchema1(FIRST)));
    expect(texts.decision).toContain('"schema": "trrm-decision/1"');
  });

  test('is not replayed, and the error says which version can', async () => {
    const entry = await showEntry(at.store, 1);
    const replay = replayEntry(entry, () => Promise.reject(new Error('must not run')));
    await expect(replay).rejects.toThrow(
      'ledger entry 1: It was recorded as trrm-decision/1; this version of trrm writes trrm-decision/2, so the two cannot be compared byte for byte. Replay it with the version that recorded it, trrm 0.1.0 (sources unbuilt).',
    );
  });
});
