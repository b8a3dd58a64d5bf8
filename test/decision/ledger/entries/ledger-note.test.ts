import { appendNote, listNotes } from '../../../../src/decision/ledger/append-note.ts';
import { appendDecision, listEntries, showEntry } from '../../../../src/decision/ledger/ledger.ts';
import { sha256 } from '../../../../src/market/files/sha256.ts';
import { verifyLedger } from '../../../../src/decision/ledger/verify-ledger.ts';
import { storeOf, type TempStore } from '../../../temp-store.ts';
import { madeDecision, RULEBOOK } from '../../decision.fixture.ts';

let at: TempStore;
beforeEach(async () => (at = await storeOf([])));
afterEach(async () => at.remove());

const made = { '2021-04-30': madeDecision('2021-04-30'), '2021-05-31': madeDecision('2021-05-31') };
const decide = async (asOf: keyof typeof made) =>
  appendDecision(at.store, {
    decision: await made[asOf],
    rulebook: RULEBOOK,
    portfolio: null,
    recordedOn: '2021-07-01',
  });
const FIGURES = sha256('the figures');
const note = (text: string, more: object = {}) =>
  appendNote(at.store, {
    asOf: '2021-04-30',
    scenario: 'a=us-vix=45',
    text,
    figures: FIGURES,
    author: 'A. Rao',
    recordedOn: '2021-07-02',
    ...more,
  });
const tamper = (sql: string): Promise<void> =>
  at.store.transaction(async (connection) => {
    await connection.run(sql);
  });

describe('a note on a what-if scenario', () => {
  test('stands in the chain between the decisions, which verify as before', async () => {
    const { entry: first } = await decide('2021-04-30');
    const noted = await note('What if volatility doubles?');
    const { entry: second } = await decide('2021-05-31');
    expect(noted).toMatchObject({ kind: 'note', seq: 2, about: 1, previous: first.hash });
    expect(second).toMatchObject({ seq: 3, previous: noted.hash });
    expect(await listNotes(at.store)).toEqual([noted]);
    expect(await listEntries(at.store)).toEqual([first, second]);
    expect(await verifyLedger(at.store, noted.hash)).toEqual({
      kind: 'sound',
      entries: 3,
      head: second.hash,
      expectedAt: 2,
    });
    await expect(showEntry(at.store, 2)).rejects.toThrow('Entry 2 is a note on a what-if scenario');
  });

  test('is hashed as canonical JSON with its kind and version, as documented', async () => {
    const { hash } = await note('Text.');
    const text = `{\n  "about": null,\n  "asOf": "2021-04-30",\n  "author": "A. Rao",\n  "files": [],\n  "kind": "note",\n  "payload": {\n    "figures": "${FIGURES}",\n    "scenario": "a=us-vix=45",\n    "text": "Text."\n  },\n  "previous": "${'0'.repeat(64)}",\n  "recordedOn": "2021-07-02",\n  "seq": 1,\n  "v": 2\n}\n`;
    expect(hash).toBe(sha256(text));
  });

  test('is added to a ledger of a version without notes, which verifies before and after', async () => {
    const { entry } = await decide('2021-04-30');
    await tamper('DROP TABLE ledger_note');
    expect(await verifyLedger(at.store)).toEqual({ kind: 'sound', entries: 1, head: entry.hash });
    expect(await listNotes(at.store)).toEqual([]);
    await note('The first note.');
    expect(await verifyLedger(at.store)).toMatchObject({ kind: 'sound', entries: 2 });
  });

  test('is not recorded twice when it is sent twice, but again after another entry', async () => {
    expect(await note('Once.')).toEqual(await note('Once.'));
    await note('Another.');
    expect((await note('Once.')).seq).toBe(3);
  });

  test('keeps hostile text as it is hashed: markup, half a surrogate pair, control characters, several lines', async () => {
    await note('</style><script>alert(1)</script>\u202e\ud800\u0000\u0007\nSecond line.', {
      author: 'Rao\n"><b>',
      scenario: 'a=name=\ud800',
    });
    const [kept] = await listNotes(at.store);
    expect(kept!.payload.text).toBe('</style><script>alert(1)</script>\u202e\ufffd\nSecond line.');
    expect(kept!.author).toBe('Rao "><b>');
    expect(await verifyLedger(at.store)).toMatchObject({ kind: 'sound', entries: 1 });
  });

  test.each([
    ['an empty text', '  ', {}, /note: It is empty/],
    ['a text of 2,001 characters', 'x'.repeat(2001), {}, /note: It has 2001 characters/],
    ['no author', 'Text', { author: '' }, /author: It is empty/],
  ])('is refused with %s', async (_, text, more, message) => {
    await expect(note(text, more)).rejects.toThrow(message);
    expect(await listNotes(at.store)).toEqual([]);
  });

  test.each([
    ['an edited text', `UPDATE ledger_note SET note = 'x'`, 2, 'its fields do not match its hash'],
    ['another author', `UPDATE ledger_note SET author = 'x'`, 2, 'its fields do not match its hash'],
    ['other figures', `UPDATE ledger_note SET figures = 'x'`, 2, 'its fields do not match its hash'],
    ['another decision', `UPDATE ledger_note SET about = NULL`, 2, 'its fields do not match its hash'],
    ['a removed note', `DELETE FROM ledger_note`, 2, 'it is missing'],
    ['a removed table', `DROP TABLE ledger_note`, 2, 'it is missing'],
    ['a note twice', `INSERT INTO ledger_note SELECT * FROM ledger_note`, 2, 'it occurs twice'],
    ['a note in the place of a decision', `UPDATE ledger_note SET seq = 1`, 1, 'it occurs twice'],
  ])('is found out when tampered with: %s', async (_, sql, entry, fault) => {
    await decide('2021-04-30');
    await note('Text.');
    await decide('2021-05-31');
    await tamper(sql);
    expect(await verifyLedger(at.store)).toEqual({ kind: 'broken', entry, fault });
  });

  test('is found out wherever one byte of it is changed', async () => {
    const text = 'Volatility of 45: the cap binds.';
    const { hash } = await note(text);
    for (let k = 0; k < text.length; k++) {
      const changed = `${text.slice(0, k)}${text[k] === 'x' ? 'y' : 'x'}${text.slice(k + 1)}`;
      await tamper(`UPDATE ledger_note SET note = '${changed}'`);
      expect([k, await verifyLedger(at.store)]).toEqual([
        k,
        { kind: 'broken', entry: 1, fault: 'its fields do not match its hash' },
      ]);
    }
    await tamper(`UPDATE ledger_note SET note = '${text}'`);
    expect(await verifyLedger(at.store)).toEqual({ kind: 'sound', entries: 1, head: hash });
  });
});
