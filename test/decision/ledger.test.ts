import { canonicalJson } from '../../src/decision/canonical-json.ts';
import type { Decision } from '../../src/decision/decision.ts';
import { appendDecision, listEntries, type Recorded, showEntry } from '../../src/decision/ledger.ts';
import { replayEntry, type ReplayRequest } from '../../src/decision/replay.ts';
import { sha256 } from '../../src/decision/sha256.ts';
import { verifyLedger } from '../../src/decision/verify-ledger.ts';
import { storeOf, type TempStore } from '../temp-store.ts';
import { madeDecision, PORTFOLIO, RULEBOOK } from './decision.fixture.ts';

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

const record = (decision: Decision, recordedOn = '2021-07-01'): Promise<Recorded> =>
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
  test('chains each decision to the one before', async () => {
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

  test('hashes the canonical JSON of an entry’s fields, as anyone may check', async () => {
    const { entry } = await record(FIRST);
    // Written out by hand: keys sorted, two spaces, a newline at the end.
    const text = `{\n  "asOf": "2021-04-30",\n  "decision": "${sha256(canonicalJson(FIRST))}",\n  "portfolio": null,\n  "previous": "${'0'.repeat(64)}",\n  "recordedOn": "2021-07-01",\n  "rulebook": "${sha256(RULEBOOK)}",\n  "seq": 1,\n  "throughImport": 3\n}\n`;
    expect(entry.hash).toBe(sha256(text));
  });

  test('records the same decision once, whenever it is made again', async () => {
    const first = await record(FIRST);
    await record(SECOND);
    const again = await record(await madeDecision('2021-04-30'), '2022-01-01');
    expect(again).toEqual({ kind: 'already-recorded', entry: first.entry });
    expect(await listEntries(at.store)).toHaveLength(2);
  });

  test('keeps the decision, the rule book and the portfolio as they were', async () => {
    await record(SECOND);
    const { kept } = await showEntry(at.store, 1);
    expect(kept).toEqual({ decision: canonicalJson(SECOND), rulebook: RULEBOOK, portfolio: PORTFOLIO });
  });

  test('is sound while empty, and says what it has when asked for another entry', async () => {
    expect(await verifyLedger(at.store)).toEqual({ kind: 'sound', entries: 0, head: null });
    await expect(showEntry(at.store, 1)).rejects.toThrow('ledger: is empty.');
    await record(FIRST);
    await expect(showEntry(at.store, 2)).rejects.toThrow('ledger: has no entry 2; it has 1 to 1.');
  });

  test('takes no texts but those the decision was made from', async () => {
    const wrong = { decision: FIRST, rulebook: 'other', portfolio: null, recordedOn: '2021-07-01' };
    await expect(appendDecision(at.store, wrong)).rejects.toThrow(
      'the rule book is not the one of the decision',
    );
    const more = { ...wrong, rulebook: RULEBOOK, portfolio: PORTFOLIO };
    await expect(appendDecision(at.store, more)).rejects.toThrow(
      'the portfolio is not the one of the decision',
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
      'its decision is not the one that was recorded',
    ],
    [
      'an edited rule book',
      `UPDATE ledger SET rulebook = 'x' WHERE seq = 1`,
      1,
      'its rule book is not the one that was recorded',
    ],
    [
      'an edited portfolio',
      `UPDATE ledger SET portfolio = 'x' WHERE seq = 2`,
      2,
      'its portfolio is not the one that was recorded',
    ],
    [
      'a removed portfolio',
      `UPDATE ledger SET portfolio = NULL WHERE seq = 2`,
      2,
      'its portfolio is not the one that was recorded',
    ],
    [
      'a renamed portfolio',
      `UPDATE ledger SET portfolio_file = 'y.csv' WHERE seq = 2`,
      2,
      'its fields do not give its hash',
    ],
    [
      'another date',
      `UPDATE ledger SET recorded_on = '2020-01-01' WHERE seq = 3`,
      3,
      'its fields do not give its hash',
    ],
    [
      'another import number',
      `UPDATE ledger SET through_import = 9 WHERE seq = 1`,
      1,
      'its fields do not give its hash',
    ],
    ['a removed first entry', `DELETE FROM ledger WHERE seq = 1`, 1, 'it is missing'],
    ['a removed entry', `DELETE FROM ledger WHERE seq = 2`, 2, 'it is missing'],
    [
      'a removed last entry',
      `DELETE FROM ledger WHERE seq = 3`,
      3,
      'the ledger was last written to at entry 3, and has 2',
    ],
    ['no entries left', `DELETE FROM ledger`, 1, 'the ledger was last written to at entry 3, and has 0'],
    [
      'a removed entry, the rest renumbered',
      `DELETE FROM ledger WHERE seq = 1; UPDATE ledger SET seq = seq - 1`,
      1,
      'its fields do not give its hash',
    ],
    [
      'two entries exchanged',
      `UPDATE ledger SET seq = CASE seq WHEN 2 THEN 3 WHEN 3 THEN 2 ELSE seq END`,
      2,
      'its fields do not give its hash',
    ],
    [
      'an entry put in twice',
      `INSERT INTO ledger SELECT * FROM ledger WHERE seq = 2`,
      2,
      'it stands there twice',
    ],
  ])('shows %s', async (_, sql, entry, what) => {
    await tamper(sql);
    expect(await verifyLedger(at.store)).toEqual({ kind: 'broken', entry, what });
  });

  test('shows an entry forged with hashes of its own, by the next link or by the end', async () => {
    const [, second, third] = await listEntries(at.store);
    for (const { forged, broken, what } of [
      { forged: third!, broken: 3, what: 'it is not the entry that was last written' },
      { forged: second!, broken: 3, what: 'it does not follow from the entry before it' },
    ]) {
      const { hash: _, ...fields } = { ...forged, recordedOn: '2020-01-01' };
      await tamper(
        `UPDATE ledger SET recorded_on = '2020-01-01', hash = '${sha256(canonicalJson(fields))}' WHERE seq = ${forged.seq}`,
      );
      expect(await verifyLedger(at.store)).toEqual({ kind: 'broken', entry: broken, what });
    }
  });

  test('takes no further entry when its end is gone', async () => {
    await tamper(`DELETE FROM ledger WHERE seq = 3`);
    await expect(record(await madeDecision('2021-07-30'))).rejects.toThrow(
      /does not end with the entry last written to it/,
    );
  });
});

describe('a replay', () => {
  const replay = async (decide: (request: ReplayRequest) => Decision | Promise<Decision>) =>
    replayEntry(await showEntry(at.store, 1), async (request) => canonicalJson(await decide(request)));

  test('asks for what the decision was made from, and finds the same bytes', async () => {
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

  test('names the first place that differs', async () => {
    await record(FIRST);
    const outcome = await replay(() => ({
      ...FIRST,
      allocation: { ...FIRST.allocation, after: { ...FIRST.allocation.after, gold: 0.5 } },
    }));
    expect(outcome).toEqual({
      kind: 'differs',
      first: { path: 'allocation.after.gold', recorded: String(FIRST.allocation.after.gold), now: '0.5' },
      engine: null,
    });
  });

  test('tells a list that has become longer', async () => {
    await record(FIRST);
    const more = { code: 'crisis', message: 'New.' };
    const outcome = await replay(() => ({ ...FIRST, regime: { ...FIRST.regime, alerts: [more] } }));
    expect(outcome).toMatchObject({
      first: { path: 'regime.alerts[0]', recorded: 'nothing', now: JSON.stringify(more) },
    });
  });

  test('says when only the code version differs', async () => {
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
