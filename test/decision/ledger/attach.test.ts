import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  listAttached,
  packDocument,
  recordPack,
  recordResolution,
} from '../../../src/decision/ledger/attach.ts';
import { appendNote } from '../../../src/decision/ledger/append-note.ts';
import { canonicalJson } from '../../../src/decision/document/canonical-json.ts';
import { appendDecision, listEntries, showEntry } from '../../../src/decision/ledger/ledger.ts';
import { archivedFile, archivePack } from '../../../src/decision/packs/pack-archive.ts';
import { listedFile } from '../../../src/decision/publish/manifest.ts';
import { sha256 } from '../../../src/market/files/sha256.ts';
import { verifyLedger } from '../../../src/decision/ledger/verify-ledger.ts';
import { verifyPack } from '../../../src/decision/packs/verify-pack.ts';
import { storeOf, type TempStore } from '../../temp-store.ts';
import { madeDecision, RULEBOOK } from '../decision.fixture.ts';

let at: TempStore;
let storeFile: string;
beforeEach(async () => {
  at = await storeOf([]);
  storeFile = join(at.folder, 'market.duckdb');
});
afterEach(async () => at.remove());

const made = madeDecision('2021-04-30');
const decide = async () =>
  (
    await appendDecision(at.store, {
      decision: await made,
      rulebook: RULEBOOK,
      portfolio: null,
      recordedOn: '2021-05-03',
    })
  ).entry;

const pdf = new Uint8Array([37, 80, 68, 70, 0, 255, 10, 65]);
const contents = (hash: string) => ({
  'pack.html': `<p>${hash}</p>\n`,
  'pack.pdf': pdf,
  'pack.json': canonicalJson({ schema: 'trrm-pack/1', decision: hash, score: 0.25 }),
});
const seal = async (about: number, hash: string) => {
  const files = contents(hash);
  await archivePack(storeFile, files);
  return recordPack(at.store, {
    about,
    chromium: '156.0',
    document: files['pack.json'],
    files: Object.entries(files).map(([name, content]) => listedFile(name, content)),
    author: 'trrm pack',
    recordedOn: '2021-05-04',
  });
};
const resolve = (about: number, more: object = {}) =>
  recordResolution(at.store, {
    about,
    outcome: 'adopted',
    members: ['A. Rao', 'B. Shah'],
    votes: '2 of 2',
    dissent: '',
    text: 'Adopted as shown.',
    author: 'Secretary',
    recordedOn: '2021-05-05',
    ...more,
  });
const tamper = (sql: string): Promise<void> =>
  at.store.transaction(async (connection) => {
    await connection.run(sql);
  });

describe('the day of a meeting', () => {
  test('is kept where it is not that of the record, and lies between the decision and the record', async () => {
    await decide();
    expect((await resolve(1, { resolvedOn: '2021-05-03' })).payload.resolvedOn).toBe('2021-05-03');
    expect((await resolve(1, { resolvedOn: '2021-05-05' })).payload).not.toHaveProperty('resolvedOn');
    for (const resolvedOn of ['2021-04-29', '2021-05-06'])
      await expect(resolve(1, { resolvedOn })).rejects.toThrow(
        /cannot be the day of the meeting: the decision is as of 30 Apr 2021, and today is 05 May 2021\. Give a day .* --on/,
      );
  });
});

describe('packs and resolutions in the ledger', () => {
  test('stand in one chain with decisions and notes, which verify as before', async () => {
    const decision = await decide();
    const pack = await seal(1, decision.decision);
    const resolution = await resolve(1);
    const note = await appendNote(at.store, {
      asOf: '2021-04-30',
      scenario: 'a=us-vix=45',
      text: 'After the meeting.',
      figures: sha256('figures'),
      author: 'A. Rao',
      recordedOn: '2021-05-06',
    });
    expect([decision, pack, resolution, note].map((e) => e.seq)).toEqual([1, 2, 3, 4]);
    expect(pack).toMatchObject({ kind: 'pack', about: 1, asOf: '2021-04-30', previous: decision.hash });
    expect(resolution).toMatchObject({
      kind: 'resolution',
      previous: pack.hash,
      payload: { outcome: 'adopted', decision: decision.decision },
    });
    expect(note).toMatchObject({ previous: resolution.hash });
    expect(await verifyLedger(at.store)).toEqual({ kind: 'sound', entries: 4, head: note.hash });
    expect(await listAttached(at.store)).toEqual([pack, resolution]);
    expect(await listEntries(at.store)).toEqual([decision]);
    expect(await packDocument(at.store, 2)).toBe(contents(decision.decision)['pack.json']);
    await expect(showEntry(at.store, 2)).rejects.toThrow('Entry 2 is a pack made of a decision');
    await expect(showEntry(at.store, 3)).rejects.toThrow('Entry 3 is a resolution on a decision');
  });

  test('are hashed as canonical JSON with kind, files and version, as documented', async () => {
    const { decision } = await decide();
    const { hash, ...fields } = await seal(1, decision);
    expect(hash).toBe(sha256(canonicalJson({ v: 2, ...fields })));
  });

  test('are recorded once when made twice; another resolution stands after the first', async () => {
    const { decision } = await decide();
    expect(await seal(1, decision)).toEqual(await seal(1, decision));
    expect(await resolve(1)).toEqual(await resolve(1));
    expect(await resolve(1, { outcome: 'rejected', recordedOn: '2021-05-09' })).toMatchObject({ seq: 4 });
  });

  test('are added to a ledger of a version without them, which verifies before and after', async () => {
    const { decision, hash } = await decide();
    await tamper('DROP TABLE ledger_attached');
    expect(await verifyLedger(at.store)).toEqual({ kind: 'sound', entries: 1, head: hash });
    await seal(1, decision);
    expect(await verifyLedger(at.store)).toMatchObject({ kind: 'sound', entries: 2 });
  });

  test('refuse what is not a decision, and a resolution by nobody', async () => {
    await decide();
    await expect(resolve(2)).rejects.toThrow('Entry 2 is not a decision');
    await expect(resolve(1, { members: [] })).rejects.toThrow('Nobody is named');
    expect(await verifyLedger(at.store)).toMatchObject({ entries: 1 });
  });

  test.each([
    ['a vote', `UPDATE ledger_attached SET payload = replace(payload, '2 of 2', '1 of 2') WHERE seq = 3`, 3],
    ['a space in the payload', `UPDATE ledger_attached SET payload = payload || ' ' WHERE seq = 3`, 3],
    [
      'a byte of pack.json',
      `UPDATE ledger_attached SET document = replace(document, '0.25', '0.26') WHERE seq = 2`,
      2,
    ],
    [
      'a hash of a file',
      `UPDATE ledger_attached SET files = replace(files, '"bytes": 8', '"bytes": 9') WHERE seq = 2`,
      2,
    ],
    ['the author', `UPDATE ledger_attached SET author = 'X' WHERE seq = 2`, 2],
    ['the removal of a pack', `DELETE FROM ledger_attached WHERE seq = 2`, 2],
    ['the removal of the last resolution', `DELETE FROM ledger_attached WHERE seq = 3`, 3],
    ['the removal of its pack.json', `UPDATE ledger_attached SET document = NULL WHERE seq = 2`, 2],
  ])('are found changed: %s', async (_, sql, entry) => {
    const { decision } = await decide();
    await seal(1, decision);
    await resolve(1);
    await tamper(sql);
    expect(await verifyLedger(at.store)).toMatchObject({ kind: 'broken', entry });
  });
});

describe('a sealed file', () => {
  const at2 = (name: string) => join(at.folder, 'copy', name);
  const sealed = async () => {
    const { decision } = await decide();
    const entry = await seal(1, decision);
    mkdirSync(join(at.folder, 'copy'));
    for (const [name, content] of Object.entries(contents(decision))) writeFileSync(at2(name), content);
    return entry;
  };
  const verify = (name: string) => verifyPack(at.store, storeFile, at2(name));

  test.each(['pack.html', 'pack.pdf', 'pack.json'])('is found by its bytes: %s', async (name) => {
    const entry = await sealed();
    expect(await verify(name)).toMatchObject({
      entry,
      archive: [],
      difference: null,
      ledger: { kind: 'sound' },
    });
  });

  test.each(['pack.html', 'pack.pdf', 'pack.json'])(
    'is not taken for the sealed one after one byte is changed: %s',
    async (name) => {
      await sealed();
      const bytes = readFileSync(at2(name));
      bytes[bytes.length - 4]! ^= 1;
      writeFileSync(at2(name), bytes);
      const { entry, difference } = await verify(name);
      expect(entry).toBeNull();
      expect(difference).toMatch(
        name === 'pack.json'
          ? /is not the pack.json of entry 2/
          : new RegExp(
              `is not the ${name} of entry 2: the first different byte is at ${bytes.length - 3} of`,
            ),
      );
    },
  );

  test.each([
    [
      'goes on',
      (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('xyz')]),
      /bytes are followed by 3\u00a0more bytes/,
    ],
    [
      'is cut off',
      (bytes: Buffer) => bytes.subarray(0, -2),
      /it ends after \d+\u00a0bytes, 2\u00a0bytes before its end/,
    ],
  ])('that %s is reported by length, not by a byte beyond its end', async (_, change, message) => {
    await sealed();
    writeFileSync(at2('pack.html'), change(readFileSync(at2('pack.html'))));
    expect((await verify('pack.html')).difference).toMatch(message);
  });

  test('is reported missing or changed beside the store', async () => {
    const { files } = await sealed();
    const kept = archivedFile(
      storeFile,
      files.find(({ name }) => name === 'pack.pdf')!,
    );
    writeFileSync(kept, 'x');
    expect((await verify('pack.html')).archive).toEqual([{ file: kept, message: 'was changed' }]);
  });

  test('of nothing sealed says so', async () => {
    const file = join(at.folder, 'other.html');
    writeFileSync(file, 'x');
    expect(await verifyPack(at.store, storeFile, file)).toMatchObject({
      entry: null,
      difference: 'The ledger has no pack.',
    });
  });
});
