import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Decision } from '../../../src/decision/document/decision.ts';
import { canonicalJson } from '../../../src/decision/document/canonical-json.ts';
import { appendDecision } from '../../../src/decision/ledger/ledger.ts';
import { listedFile, manifestText, readManifest } from '../../../src/decision/publish/manifest.ts';
import { publishSet } from '../../../src/decision/publish/publish-set.ts';
import { verifyPublished } from '../../../src/decision/publish/verify-published.ts';
import { sha256 } from '../../../src/market/files/sha256.ts';
import { storeOf, type TempStore } from '../../temp-store.ts';
import { madeDecision, RULEBOOK } from '../decision.fixture.ts';

let decision: Decision;
let at: TempStore;
let folder: string;
const FILES = ['decision.json', 'report.html', 'weights.csv'];
beforeAll(async () => {
  decision = await madeDecision('2021-04-30');
});
beforeEach(async () => {
  at = await storeOf([]);
  folder = join(at.folder, 'out');
  const text = canonicalJson(decision);
  const contents = { 'decision.json': text, 'report.html': '<p>report</p>', 'weights.csv': 'a,b\r\n' };
  await publishSet(
    folder,
    { set: 'decision', asOf: decision.asOf, decision: sha256(text), contents },
    {
      record: async (files) =>
        (
          await appendDecision(at.store, {
            decision,
            rulebook: RULEBOOK,
            portfolio: null,
            recordedOn: '2021-05-01',
            files,
          })
        ).entry.seq,
    },
  );
});
afterEach(async () => at.remove());

const differencesOf = async (path = folder) => (await verifyPublished(at.store, path)).differences;

describe('published files compared with the ledger', () => {
  test('are the same after a publication, as a folder and as one decision.json', async () => {
    expect(await verifyPublished(at.store, folder)).toEqual({
      sets: [{ set: 'decision', asOf: '2021-04-30', entry: 1, files: 3, notInLedger: [] }],
      differences: [],
    });
    expect(await differencesOf(join(folder, 'decision.json'))).toEqual([]);
  });

  test.each([...FILES, 'decision.manifest.json'])('show one changed byte anywhere in %s', async (name) => {
    const file = join(folder, name);
    const bytes = readFileSync(file);
    const step = Math.max(1, Math.floor(bytes.length / 40));
    for (let i = 0; i < bytes.length; i += step) {
      const changed = Buffer.from(bytes);
      changed[i]! ^= 1;
      writeFileSync(file, changed);
      expect((await differencesOf()).length).toBeGreaterThan(0);
    }
  });

  test('show a file that is missing, and one of another run', async () => {
    rmSync(join(folder, 'report.html'));
    writeFileSync(join(folder, 'orders.csv'), 'id\r\n');
    expect((await differencesOf()).map(({ file }) => file)).toEqual([
      join(folder, 'orders.csv'),
      join(folder, 'report.html'),
    ]);
  });

  test('show a report that was changed together with the manifest beside it', async () => {
    writeFileSync(join(folder, 'report.html'), '<p>better report</p>');
    const file = join(folder, 'decision.manifest.json');
    const { schema: _, ...manifest } = readManifest(file)!;
    const files = manifest.files.map((f) =>
      f.name === 'report.html' ? listedFile('report.html', '<p>better report</p>') : f,
    );
    writeFileSync(file, manifestText({ ...manifest, files }));
    expect(await differencesOf()).toEqual([
      { file: join(folder, 'report.html'), message: 'is not the file recorded with entry 1.' },
    ]);
  });

  test('show a figure changed in the manifest itself', async () => {
    const file = join(folder, 'decision.manifest.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(/"bytes": (\d+)/, (_, n) => `"bytes": ${Number(n) + 1}`),
    );
    expect((await differencesOf()).map((d) => d.file)).toEqual([file]);
  });

  test('show a set without its manifest, as a kill leaves it', async () => {
    renameSync(join(folder, 'decision.manifest.json'), join(folder, 'elsewhere.json'));
    expect(await differencesOf()).toHaveLength(3);
  });

  test('show the first figure that differs in a decision.json alone', async () => {
    const file = join(at.folder, 'copy.json');
    writeFileSync(file, canonicalJson({ ...decision, simulated: !decision.simulated }));
    expect(await differencesOf(file)).toEqual([
      {
        file,
        message: `is not the decision of entry 1, the last one as of 2021-04-30. The first difference is at simulated: ${decision.simulated} recorded, ${!decision.simulated} in the file.`,
      },
    ]);
  });

  test('a folder without published files is refused', async () => {
    await expect(verifyPublished(at.store, at.folder)).rejects.toThrow('holds nothing that trrm published');
  });
});
