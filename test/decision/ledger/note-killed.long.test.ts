import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listNotes } from '../../../src/decision/ledger/append-note.ts';
import { verifyLedger } from '../../../src/decision/ledger/verify-ledger.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { openStore } from '../../../src/market/store/store.ts';
import { storeOf } from '../../temp-store.ts';

const moduleOf = (path: string) =>
  JSON.stringify(pathToFileURL(join(__dirname, '../../../dist/src', path)).href);

/** Writes notes, one store opening each as the page does, and prints a line for each that is recorded. */
const PROGRAM = `
  import { openStore } from ${moduleOf('market/store/store.js')};
  import { appendNote } from ${moduleOf('decision/ledger/append-note.js')};
  for (let i = 0; ; i++) {
    const store = await openStore(process.argv[1], { purpose: 'trrm serve', mode: 'existing' });
    const text = 'Note ' + process.argv[2] + '.' + i;
    await appendNote(store, { asOf: '2025-03-31', scenario: 'a=us-vix=45', figures: '0'.repeat(64), author: 'A. Rao', text, recordedOn: '2025-04-01' });
    await store.close();
    process.stdout.write(text + '\\n');
  }`;

test('a ledger verifies after a kill while a note is written, and has every note that was acknowledged', async () => {
  const at = await storeOf([]);
  const file = join(at.folder, 'market.duckdb');
  await at.store.close();
  const random = randomStream(9);
  const acknowledged: string[] = [];
  for (let round = 0; round < 4; round++) {
    const writer: ChildProcess = spawn(process.execPath, [
      '--input-type=module',
      '--eval',
      PROGRAM,
      file,
      String(round),
    ]);
    let out = '';
    writer.stdout!.on('data', (chunk) => (out += String(chunk)));
    await once(writer.stdout!, 'data');
    // Within the next two notes or so, at any point of writing one.
    await new Promise((resolve) => setTimeout(resolve, 250 * random.uniform()));
    writer.kill('SIGKILL');
    await once(writer, 'close');
    acknowledged.push(...out.split('\n').slice(0, -1));
    const store = await openStore(file, { mode: 'existing' });
    const notes = await listNotes(store);
    expect(await verifyLedger(store)).toMatchObject({ kind: 'sound', entries: notes.length });
    await store.close();
    // One more may have been recorded than was acknowledged in each round.
    const texts = notes.map((n) => n.payload.text);
    expect(texts.filter((t) => acknowledged.includes(t))).toEqual(acknowledged);
    expect(texts.length - acknowledged.length).toBeLessThanOrEqual(round + 1);
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(4);
  rmSync(at.folder, { recursive: true });
});
