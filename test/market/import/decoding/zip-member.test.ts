import { readFileSync } from 'node:fs';
import { codes, inWorkplace, native, sum } from '../../store.fixture.ts';
import { type TestMember, zipOf } from '../zip.fixture.ts';

const CSV = '"Index Name","Date","Open","High","Low","Close"\n"NIFTY 50","01 Jan 2020","1","2","1","2"\n';

/** Imports an archive with the given members. */
const importing = (
  members: readonly TestMember[],
  name = 'archive.zip',
  edit: (archive: Buffer) => Buffer = (archive) => archive,
) => inZip(edit(zipOf(members)), name);

async function inZip(archive: Buffer, name: string) {
  let found: { outcome: string; series: readonly string[]; message: string; remedy: string } | undefined;
  await inWorkplace(async ({ file, takeOne }) => {
    const report = await takeOne(file(name, archive));
    const [problem] = report.problems;
    found = {
      outcome: report.outcome,
      series: report.series,
      message: problem?.message ?? '',
      remedy: problem?.remedy ?? '',
    };
  });
  return found!;
}

describe('a ZIP archive', () => {
  it('with one CSV is read as that CSV, without being unpacked', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const name = 'BhavCopy_NSE_FO_0_0_0_20240801_F_0000.csv';
      const path = file(`${name}.zip`, zipOf([{ name, content: readFileSync(native(name)) }]));
      const report = await takeOne(path);
      expect([report.outcome, report.format, sum(report), codes(report)]).toEqual([
        'imported',
        'udiff',
        `${name}.zip: 2 = 1 + 0 + 1`,
        [],
      ]);
      expect((await takeOne(path)).rowsRead).toBe(2);
    });
  });

  it('takes the series from the name of the file in it, not from its own', async () => {
    const csv = readFileSync(native('NIFTY 50-01-01-2018-to-31-12-2018.csv'));
    const found = await importing([{ name: 'NIFTY 50-01-01-2018-to-31-12-2018.csv', content: csv }], 'x.zip');
    expect([found.outcome, found.series]).toEqual(['imported', ['nifty-50']]);
  });

  it('with simulated data in it makes the store a simulated one', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const report = await takeOne(file('x.zip', zipOf([{ name: 'SIMULATED prices.csv', content: CSV }])));
      expect([report.outcome, report.simulated]).toEqual(['imported', true]);
    });
  });

  it('also holds a JSON file', async () => {
    const content = readFileSync(native('fiidiiTradeReact.json'));
    const found = await importing([{ name: 'fii.json', content }]);
    expect([found.outcome, found.series]).toEqual(['imported', ['dii', 'fii']]);
  });

  it.each<[string, readonly TestMember[], RegExp, RegExp]>([
    [
      'two files',
      [
        { name: 'a.csv', content: CSV },
        { name: 'b.csv', content: CSV },
      ],
      /is a ZIP archive of 2 files \(a\.csv, b\.csv\)/,
      /^Unpack it/,
    ],
    ['a path upwards', [{ name: '../x.csv', content: CSV }], /folder in its name: "\.\.\/x\.csv"/, /^Unpack/],
    ['a folder', [{ name: 'x/y.csv', content: CSV }], /folder in its name: "x\/y\.csv"/, /^Unpack it/],
    ['an absolute path', [{ name: '/etc/x.csv', content: CSV }], /folder in its name/, /^Unpack it/],
    ['a drive', [{ name: 'C:x.csv', content: CSV }], /folder in its name/, /^Unpack it/],
    [
      'an encrypted file',
      [{ name: 'x.csv', content: CSV, isEncrypted: true }],
      /x\.csv is encrypted/,
      /password/,
    ],
    [
      'an unknown method',
      [{ name: 'x.csv', content: CSV, method: 12 }],
      /compressed by method 12/,
      /^Unpack/,
    ],
    [
      'a bomb',
      [{ name: 'x.csv', content: Buffer.alloc(4_000_000, 'x') }],
      /expands more than 100 times/,
      /from its publisher/,
    ],
    ['no file', [], /without a file in it/, /Download it again/],
    ['only a folder', [{ name: 'x/', content: '' }], /without a file in it/, /Download it again/],
    [
      'a wrong checksum',
      [{ name: 'x.csv', content: CSV, crc: 1 }],
      /checksum of x\.csv is wrong/,
      /Download/,
    ],
    [
      'a spreadsheet’s parts',
      [
        { name: '[Content_Types].xml', content: '<x/>' },
        { name: 'xl/workbook.xml', content: '<x/>' },
      ],
      /is a spreadsheet/,
      /Save its table as CSV/,
    ],
  ])('with %s is refused with a sentence', async (_, members, message, remedy) => {
    const found = await importing(members);
    expect(found.outcome).toBe('refused');
    expect(found.message).toMatch(message);
    expect(found.remedy).toMatch(remedy);
  });

  it('cut short anywhere is refused as damaged', async () => {
    const whole = zipOf([{ name: 'x.csv', content: CSV }]);
    for (const share of [0.1, 0.5, 0.9, 0.99])
      expect((await inZip(whole.subarray(0, Math.floor(whole.length * share)), 'x.zip')).message).toMatch(
        /is a damaged ZIP archive/,
      );
  });

  it('found in a folder and not read is named, not passed over', async () => {
    await inWorkplace(async ({ folder, file, take }) => {
      file(
        'two.zip',
        zipOf([
          { name: 'a.csv', content: CSV },
          { name: 'b.csv', content: CSV },
        ]),
      );
      const { files } = await take([folder]);
      const report = files.find((f) => f.path.endsWith('two.zip'))!;
      expect(report.outcome).toBe('refused');
    });
  });
});
