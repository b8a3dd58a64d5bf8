import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PORTFOLIO, readText, RULE_BOOK } from '../../../src/market/files/read-text.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'trrm-text-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a text file named by the user', () => {
  test('is read as UTF-8, without a byte-order mark', () => {
    const file = join(folder, 'held.csv');
    writeFileSync(file, '\uFEFFposition,value\nसोना,1\n');
    expect(readText(file, PORTFOLIO)).toBe('position,value\nसोना,1\n');
  });

  test('that a spreadsheet saved as a workbook or as Unicode text is refused by its kind', () => {
    const file = join(folder, 'held.xlsx');
    writeFileSync(file, Buffer.from('PK\u0003\u0004rest', 'latin1'));
    expect(() => readText(file, PORTFOLIO)).toThrow(
      'held.xlsx: The file is a workbook or an archive, not text. Give a portfolio as text: in a spreadsheet, save the sheet as CSV UTF-8.',
    );
    writeFileSync(file, Buffer.from('\uFEFFposition,value', 'utf16le'));
    expect(() => readText(file, PORTFOLIO)).toThrow(
      'The file is UTF-16 text. Save it as UTF-8 (in a spreadsheet: CSV UTF-8, not Unicode text).',
    );
    writeFileSync(file, Buffer.of(0x61, 0xe9, 0x0a));
    expect(() => readText(file, PORTFOLIO)).toThrow('The file is not UTF-8 text.');
  });

  test('is measured before it is read: half a gigabyte is refused with the limit of its kind, at once', () => {
    const file = join(folder, 'held.csv');
    writeFileSync(file, '');
    truncateSync(file, 500 * 1024 ** 2);
    const before = process.memoryUsage.rss();
    expect(() => readText(file, PORTFOLIO)).toThrow(
      'held.csv: The file has 500 MB; a portfolio has at most 8 MB. Check that it is a portfolio.',
    );
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 ** 2);
  });

  test('that has no size is read up to the limit', () => {
    expect(() => readText('/dev/zero', RULE_BOOK)).toThrow(
      '/dev/zero: The file has more than 1 MB; a rule book has at most 1 MB.',
    );
  });

  test('that cannot be read is refused with the reason in plain words', () => {
    const loop = join(folder, 'loop');
    symlinkSync(loop, loop);
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'file'), '');
    expect(() => readText(join(folder, 'none.yaml'), RULE_BOOK)).toThrow(
      'none.yaml: The file does not exist. Give the path of a rule book.',
    );
    expect(() => readText(join(folder, 'sub'), RULE_BOOK)).toThrow(
      'sub: The file cannot be read. It is a folder, not a file. Name a file.',
    );
    expect(() => readText(join(folder, 'file', 'rules.yaml'), RULE_BOOK)).toThrow(
      'A part of its path is a file, not a folder.',
    );
    expect(() => readText(loop, RULE_BOOK)).toThrow('Its symbolic links lead back to themselves.');
    expect(() => readText(join(folder, 'x'.repeat(300)), RULE_BOOK)).toThrow('The name is too long.');
  });
});
