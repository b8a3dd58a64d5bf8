import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readChecksummedJson, writeChecksummedJson } from '../../../src/market/files/checksummed-json.ts';

const folder = mkdtempSync(join(tmpdir(), 'trrm-json-'));
const file = join(folder, 'kept.json');
afterAll(() => rmSync(folder, { recursive: true }));

const CONTENTS = { weights: [0.25, 0.75], name: 'Größe ₹' };

describe('a checksummed JSON file', () => {
  test('is JSON, reads back, and leaves no temporary file', () => {
    writeChecksummedJson(file, 'test/1', CONTENTS);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ schema: 'test/1', contents: CONTENTS });
    expect(readChecksummedJson(file, 'test/1')).toEqual({ kind: 'intact', contents: CONTENTS });
    expect(readdirSync(folder)).toEqual(['kept.json']);
  });

  test('shows every changed, removed and added byte', () => {
    writeChecksummedJson(file, 'test/1', CONTENTS);
    const bytes = readFileSync(file);
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes);
      changed[i]! ^= 1;
      for (const damaged of [
        changed,
        Buffer.concat([bytes.subarray(0, i), bytes.subarray(i + 1)]),
        Buffer.concat([bytes.subarray(0, i), Buffer.from(' '), bytes.subarray(i)]),
        bytes.subarray(0, i),
      ]) {
        writeFileSync(file, damaged);
        expect(readChecksummedJson(file, 'test/1').kind).not.toBe('intact');
      }
    }
  });

  test('of another schema is distinguished from a damaged one', () => {
    writeChecksummedJson(file, 'test/1', CONTENTS);
    expect(readChecksummedJson(file, 'test/2')).toEqual({ kind: 'other' });
    writeFileSync(file, 'not JSON');
    expect(readChecksummedJson(file, 'test/2')).toEqual({ kind: 'damaged' });
  });
});
