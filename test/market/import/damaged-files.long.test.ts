import { gzipSync } from 'node:zlib';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { addDays, day, displayDay, iso, isWeekend, type Day } from '../../../src/market/day.ts';
import type { FileReport } from '../../../src/market/import/reporting/import-report.ts';
import { addsUp, codes, inWorkplace, sum, type Workplace } from '../store.fixture.ts';

/** A kind of file that can be made of any length: 60 sessions, newest first where the publisher writes so. */
interface Kind {
  readonly name: string;
  readonly header: string;
  readonly row: (d: Day, level: number) => string;
  readonly newestFirst: boolean;
}

const KINDS: readonly Kind[] = [
  {
    name: 'VIX_History.csv',
    header: 'DATE,OPEN,HIGH,LOW,CLOSE',
    row: (d, x) => {
      const [year, month, dayOfMonth] = iso(d).split('-');
      return `${month}/${dayOfMonth}/${year},${x},${x + 1},${x - 1},${x}`;
    },
    newestFirst: false,
  },
  {
    name: 'NIFTY 50_Historical_PR.csv',
    header: '"Index Name","Date","Open","High","Low","Close"',
    row: (d, x) => `"NIFTY 50","${displayDay(d)}","${x}","${x + 1}","-","${x}.5"`,
    newestFirst: true,
  },
  {
    name: 'India 10-Year Bond Yield Historical Data.csv',
    header: '\uFEFF"Date","Price","Open","High","Low","Change %"',
    row: (d, x) =>
      `"${iso(d).split('-').reverse().join('-')}","${x / 10}","${x / 10}","${x / 10}","${x / 10}","1%"`,
    newestFirst: true,
  },
  {
    name: 'fii-dii.csv',
    header: 'Date,FII_Buy,FII_Sell,FII_Net,DII_Buy,DII_Sell,DII_Net',
    row: (d, x) => `${iso(d)},${x},${x},0,${x},${x - 1},1`,
    newestFirst: false,
  },
  {
    name: '^INDIAVIX.csv',
    header: 'Date,Volume,Adj Close,Open,High,Low,Close',
    row: (d, x) => `${iso(d)},0,${x},${x},${x + 1},${x - 1},${x}`,
    newestFirst: false,
  },
  {
    name: 'fii-dii-page.csv',
    header: 'Category,Date,Buy Value(₹ Crores),Sell Value (₹ Crores),Net Value (₹ Crores)',
    row: (d, x) => `"FII/FPI *","${displayDay(d)}","1,0${x}.50","1,0${x - 1}.50","1"`,
    newestFirst: true,
  },
];

const ROWS = 60;

function linesOf({ header, row, newestFirst }: Kind): string[] {
  const days: Day[] = [];
  for (let d = day('2020-03-02'); days.length < ROWS; d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  const rows = days.map((d, i) => row(d, 20 + (i % 30)));
  return [header, ...(newestFirst ? rows.reverse() : rows)];
}

/** Invariants for any file: the counts add up, and the store holds exactly the rows reported as stored. */
async function holds({ store }: Workplace, report: FileReport): Promise<void> {
  expect([sum(report), addsUp(report)]).toEqual([sum(report), true]);
  if (report.outcome === 'refused') {
    expect(report.stored).toBe(0);
    expect(report.problems[0]!.message).not.toBe('');
    expect(report.problems[0]!.remedy).not.toBe('');
  }
  const vintage = (await store.vintages({ days: [day('2100-01-01')] })).get(day('2100-01-01'))!;
  const rows = vintage.reduce((total, series) => total + series.rows, 0);
  // A line of flows yields rows of two series.
  const perLine = report.format === 'named-flows' ? 2 : 1;
  expect(rows).toBe(report.stored * perLine);
  expect(report.rejections.length).toBe(Math.min(20, report.outcome === 'refused' ? 0 : report.rejected));
}

const anyKind = fc.constantFrom(...KINDS);

/** Imports one made-up file into an empty store and looks at what must always hold. */
const importing = (
  kind: Kind,
  content: string | Uint8Array,
  look?: (report: FileReport) => void,
): Promise<void> =>
  inWorkplace(async (at) => {
    const report = await at.takeOne(at.file(kind.name, content));
    await holds(at, report);
    look?.(report);
  });

const RUNS = { numRuns: 25 };

describe('a damaged file', () => {
  it.each(KINDS)('$name undamaged is stored completely', (kind) =>
    importing(kind, `${linesOf(kind).join('\n')}\n`, (r) =>
      expect([r.outcome, r.stored, r.problems]).toEqual(['imported', ROWS, []]),
    ),
  );

  it('truncated anywhere loses no complete row', async () => {
    await fc.assert(
      fc.asyncProperty(anyKind, fc.double({ min: 0, max: 1, noNaN: true }), async (kind, share) => {
        const whole = Buffer.from(linesOf(kind).join('\r\n'));
        const cut = whole.subarray(0, Math.floor(share * whole.length));
        await importing(kind, cut, (r) => {
          const lines = cut.toString().split('\r\n').length;
          if (r.outcome !== 'imported') return;
          expect(r.stored).toBeGreaterThanOrEqual(lines - 2);
          // The last line is whole, or was rejected, or the reader is warned that it may be neither.
          const isWhole = /(\r\n|"|\r)$/.test(cut.toString());
          expect(isWhole || r.rejected > 0 || codes(r).includes('open-end')).toBe(true);
        });
      }),
      RUNS,
    );
  });

  it('with shuffled lines is refused, or stored completely if its dates are still in order', async () => {
    await fc.assert(
      fc.asyncProperty(anyKind, fc.infiniteStream(fc.nat()), async (kind, keys) => {
        const [header, ...rows] = linesOf(kind);
        const shuffled = rows
          .map((row) => ({ row, key: keys.next().value! }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => row);
        await importing(kind, [header, ...shuffled].join('\n'), (r) => {
          if (r.outcome === 'refused') expect(codes(r)[0]).toMatch(/dates$/);
          else expect(r.stored).toBe(ROWS);
        });
      }),
      RUNS,
    );
  });

  it('with repeated lines stores each once', async () => {
    await fc.assert(
      fc.asyncProperty(anyKind, fc.array(fc.nat(ROWS - 1), { maxLength: 20 }), async (kind, twice) => {
        const [header, ...rows] = linesOf(kind);
        const doubled = rows.flatMap((row, i) => [row, ...twice.filter((t) => t === i).map(() => row)]);
        await importing(kind, [header, ...doubled].join('\n'), (r) =>
          expect([r.outcome, r.stored, r.unchanged]).toEqual(['imported', ROWS, twice.length]),
        );
      }),
      RUNS,
    );
  });

  it('with two different lines for one day rejects both', async () => {
    await fc.assert(
      fc.asyncProperty(anyKind, fc.nat(ROWS - 1), async (kind, at) => {
        const [header, ...rows] = linesOf(kind);
        // One unit of the last decimal would not cost the day.
        const other = rows[at]!.replace(
          /(\.?)(\d)(\D*)$/,
          (_, point, digit, rest) => `${point}${(Number(digit) + (point ? 2 : 1)) % 10}${rest}`,
        );
        // In the yields the last cell is a change that is not read: alter the price instead, by a hundredth.
        const changed = kind.name.startsWith('India 10')
          ? rows[at]!.replace(/,"([\d.]+)"/, (_, price) => `,"${(Number(price) * 1.01).toFixed(4)}"`)
          : other;
        const lines = [header, ...rows.slice(0, at + 1), changed, ...rows.slice(at + 1)];
        await importing(kind, lines.join('\n'), (r) => {
          expect([r.outcome, r.stored, r.unchanged, r.rejected]).toEqual(['imported', ROWS - 1, 0, 2]);
          expect(r.reasons).toEqual([{ reason: 'conflicting rows', count: 2 }]);
          expect(r.rejections.map((x) => x.line)).toEqual([at + 2, at + 3]);
        });
      }),
      RUNS,
    );
  });

  it('with arbitrary text in any cell rejects the line by number, or stores a plausible value', async () => {
    const text = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        '1e9',
        '0x1f',
        'NaN',
        'Infinity',
        '-5',
        '99999999999999999999',
        '=HYPERLINK("x")',
        '1,23',
        '12,34,567.8',
      ),
    );
    await fc.assert(
      fc.asyncProperty(anyKind, fc.nat(ROWS - 1), fc.nat(5), text, async (kind, at, column, cell) => {
        const [header, ...rows] = linesOf(kind);
        const cells = rows[at]!.split(',');
        cells[column % cells.length] = cell;
        await importing(kind, [header, ...rows.with(at, cells.join(','))].join('\n'), (r) => {
          if (r.outcome === 'refused') return;
          for (const { line, message } of r.rejections)
            expect([line >= 2, message !== '']).toEqual([true, true]);
          expect(r.rejected).toBeLessThanOrEqual(2);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('of random bytes is refused', async () => {
    await fc.assert(
      fc.asyncProperty(anyKind, fc.uint8Array({ maxLength: 5000 }), async (kind, bytes) => {
        await importing(kind, bytes, (r) => expect(r.outcome).toBe('refused'));
      }),
      RUNS,
    );
  });

  it('in UTF-16 with a byte-order mark, or in gzip, is read like any other', async () => {
    const kind = KINDS[1]!;
    const text = linesOf(kind).join('\r\n');
    const littleEndian = Buffer.from(`\uFEFF${text}`, 'utf16le');
    for (const content of [
      littleEndian,
      Buffer.from(littleEndian).swap16(),
      gzipSync(text),
      gzipSync(littleEndian),
    ])
      await importing(kind, content, (r) => expect([r.outcome, r.stored]).toEqual(['imported', ROWS]));
  });

  it.each([
    ['empty', Buffer.alloc(0), /^is empty/],
    ['blank', '\n\n  \n', /^is empty/],
    [
      'UTF-16 without a byte-order mark',
      Buffer.from(linesOf(KINDS[1]!).join('\n'), 'utf16le'),
      /binary data/,
    ],
    [
      'Windows-1252',
      Buffer.from(linesOf(KINDS[1]!).join('\n').replaceAll('NIFTY', 'NIFT\u00dd'), 'latin1'),
      /line 2 is not UTF-8/,
    ],
    ['a damaged archive', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]), /is a damaged ZIP archive/],
    ['half a gzip', gzipSync(linesOf(KINDS[1]!).join('\n')).subarray(0, 200), /gzip compression is damaged/],
    [
      'an error page',
      '<!DOCTYPE html>\n<html><body>Access denied</body></html>',
      /is a web page \(HTML\), not a table/,
    ],
  ])('that is %s is refused with that reason', async (_, content, reason) => {
    await importing(KINDS[1]!, content, (r) => {
      expect([r.outcome, r.stored]).toEqual(['refused', 0]);
      expect(r.problems[0]!.message).toMatch(reason);
    });
  });

  it('with a header but no rows is reported', () =>
    importing(KINDS[0]!, KINDS[0]!.header, (r) =>
      expect([r.outcome, codes(r)]).toEqual(['imported', ['no-rows']]),
    ));
});

describe('200 MB of one line', () => {
  const MB = 1024 * 1024;

  /** Writes `mb` megabytes of the letter x after a beginning. */
  async function huge(path: string, beginning: string, mb: number): Promise<void> {
    const handle = await open(path, 'w');
    await handle.write(beginning);
    for (let i = 0; i < mb; i++) await handle.write(Buffer.alloc(MB, 'x'));
    await handle.close();
  }

  it.each([
    ['from the start', ''],
    ['below a header', 'DATE,OPEN,HIGH,LOW,CLOSE\n01/02/2020,13,14,12,13\n'],
  ])('%s is refused at once with little memory', async (_, beginning) => {
    await inWorkplace(async (at) => {
      const path = join(at.folder, 'VIX_History.csv');
      await huge(path, beginning, 200);
      const before = process.memoryUsage().rss;
      const report = await at.takeOne(path);
      await rm(path);
      expect(report.outcome).toBe('refused');
      expect(report.problems[0]!.message).toMatch(/longer than 64 KiB/);
      await holds(at, report);
      expect((process.memoryUsage().rss - before) / MB).toBeLessThan(100);
    });
  });

  it('compressed to 200 KB is refused as soon as the line is too long', async () => {
    await inWorkplace(async (at) => {
      const report = await at.takeOne(at.file('VIX_History.csv.gz', gzipSync(Buffer.alloc(200 * MB, 'x'))));
      expect(report.problems[0]!.message).toMatch(/longer than 64 KiB/);
    });
  });
});
