import fc from 'fast-check';
import { addDays, day, type Day, displayDay, isWeekend } from '../../../../src/market/day.ts';
import { inWorkplace } from '../../store.fixture.ts';
import type { FileReport } from '../../../../src/market/import/reporting/import-report.ts';

async function importing(content: string | Buffer, name = 'answer.json'): Promise<FileReport> {
  let found: FileReport | undefined;
  await inWorkplace(async ({ file, takeOne }) => {
    found = await takeOne(file(name, content));
  });
  return found!;
}

const RECORDS = [
  { category: 'DII **', date: '14-Dec-2023', buyValue: '1,200.50', sellValue: 1100.25, netValue: 100.25 },
  { category: 'FII/FPI *', date: '14-Dec-2023', buyValue: '2100', sellValue: '1700', netValue: '400' },
];

describe('a JSON file', () => {
  it.each([
    ['a bare list', RECORDS],
    ['in data', { data: RECORDS, status: 'ok' }],
    ['two objects deep', { records: { data: RECORDS }, filtered: {} }],
    ['in a string', { d: JSON.stringify(RECORDS) }],
    ['beside an empty list', { errors: [], data: RECORDS }],
  ])('with its records %s is read as a table of them', async (_, value) => {
    const report = await importing(JSON.stringify(value));
    expect([report.outcome, report.container, report.stored]).toEqual(['imported', 'json', 2]);
  });

  it('on one line of any length, with a byte-order mark or in UTF-16, is read like any other', async () => {
    const days: Day[] = [];
    for (let d = day('2018-01-01'); days.length < 1000; d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
    const many = days.map((d, i) => ({
      EOD_INDEX_NAME: 'NIFTY 50',
      EOD_CLOSE_INDEX_VAL: 10_000 + i,
      EOD_TIMESTAMP: displayDay(d),
    }));
    const text = JSON.stringify(many);
    expect(text.length).toBeGreaterThan(64 * 1024);
    for (const content of [text, `\uFEFF${text}`, Buffer.from(`\uFEFF${text}`, 'utf16le')]) {
      const report = await importing(content);
      expect([report.outcome, report.rowsRead]).toEqual(['imported', 1000]);
    }
  });

  it('numbers a rejected record, from 1', async () => {
    const report = await importing(JSON.stringify([...RECORDS, { ...RECORDS[0], category: 'NRI' }]));
    expect(report.rejections.map((r) => [r.line, r.reason])).toEqual([[3, 'unknown category']]);
  });

  it('whose records lack a key has a blank cell there', async () => {
    const { netValue, ...short } = RECORDS[0]!;
    expect(netValue).toBe(100.25);
    const report = await importing(JSON.stringify([short, RECORDS[1]]));
    expect([report.outcome, report.stored]).toEqual(['imported', 2]);
  });

  it.each([
    ['an error of the service', '{"error":"Resource not found"}', /error message of the service/],
    ['no records', '{"data":[]}', /answer without records/],
    ['no list of records', '{"count":12}', /answer of a web service without data: \{"count":12\}/],
    ['too many brackets', `${'['.repeat(40)}${']'.repeat(40)}`, /more than 16 brackets inside each other/],
    ['brackets a million deep', '[{"a":'.repeat(200_000), /brackets inside each other/],
    ['half of it', JSON.stringify(RECORDS).slice(0, -20), /incomplete or damaged/],
    ['more than 32 MiB', `["${'x'.repeat(33 * 1024 ** 2)}"]`, /more than 32 MiB/],
    ['other bytes than UTF-8', Buffer.from('[{"a":"\u00e9"}]', 'latin1'), /not UTF-8/],
  ])('with %s is refused with that reason', async (_, content, reason) => {
    const report = await importing(content);
    expect(report.outcome).toBe('refused');
    expect(report.problems[0]!.message).toMatch(reason);
  });

  it('of any shape is read or refused with a sentence, and every record is accounted for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 6 }), async (text) => {
        const report = await importing(text);
        expect(report.rowsRead).toBe(report.stored + report.unchanged + report.rejected);
        if (report.outcome === 'refused') expect(report.problems[0]!.remedy).not.toBe('');
      }),
      { numRuns: 30 },
    );
  });
});
