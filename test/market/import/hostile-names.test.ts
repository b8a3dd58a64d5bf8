import fc from 'fast-check';
import { day } from '../../../src/market/day.ts';
import { inWorkplace } from '../store.fixture.ts';

/** Names that JavaScript's own objects have, and names that mean something to CSV, SQL or a terminal. */
const HOSTILE = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'prototype',
  "'; DROP TABLE bar; --",
  '\u001b[2J',
  '\u202eNIFTY',
  '<script>',
  '../../x',
  '=1+1',
  'क्‍ष',
];

const name = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
);
const quoted = (text: string): string => `"${text.replaceAll('"', '""').replace(/[\r\n\0]/g, ' ')}"`;

describe('names in market files', () => {
  test('never end an import: each row is stored or rejected, whatever its index is called', async () => {
    await inWorkplace(async ({ file, take, store }) => {
      let n = 0;
      let stored = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 4 }), async (names) => {
          const header =
            'Index Name,Index Date,Open Index Value,High Index Value,Low Index Value,Closing Index Value,Points Change,Change(%),Volume,Turnover (Rs. Cr.),P/E,P/B,Div Yield';
          const rows = names.map(
            (index, i) => `${quoted(index)},${10 + i}-03-2020,100,101,99,100,0,0,1,1,20,3,1`,
          );
          const report = await take([file(`ind_close_${n++}.csv`, `${[header, ...rows].join('\n')}\n`)]);
          const [read] = report.files;
          expect(['imported', 'refused', 'all-rejected', 'identical', 'unchanged']).toContain(read!.outcome);
          stored += read!.stored;
          if (read!.outcome === 'imported')
            expect(read!.rowsRead).toBe(read!.stored + read!.unchanged + read!.rejected);
        }),
        { numRuns: 25 },
      );
      expect(stored).toBeGreaterThan(HOSTILE.length);
      await store.status({ asOf: day('2026-01-01') });
      (await store.vintages({ days: [day('2026-01-01')] })).get(day('2026-01-01'))!;
    });
  });

  test.each(['__proto__', 'constructor', 'toString'])('%s is an index like any other', async (index) => {
    await inWorkplace(async ({ file, take, store }) => {
      const report = await take([
        file('h.csv', `Index Name,Date,Open,High,Low,Close\n"${index}","31 Mar 2020","-","-","-","100"\n`),
      ]);
      expect([report.stored, report.rejected]).toEqual([1, 0]);
      const { series } = await store.status({ asOf: day('2026-01-01') });
      expect(series).toHaveLength(1);
    });
  });
});
