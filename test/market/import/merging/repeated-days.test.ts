import fc from 'fast-check';
import { day } from '../../../../src/market/day.ts';
import { addsUp, inWorkplace } from '../../store.fixture.ts';

const HEADER = 'Date ,Open ,High ,Low ,Close ,Shares Traded ,Turnover (₹ Cr)';
const NAME = 'NIFTY 50-01-01-2026-to-31-12-2026.csv';
const TODAY = { today: day('2026-06-30') };

const row = (close: string, volume = '100'): string =>
  `20-MAR-2026,22158.02,22261.76,22106.22,${close},${volume},10`;

describe('a day that a file has twice', () => {
  it('is kept from the first line if only the last decimal differs, and the import says which line', async () => {
    await inWorkplace(async ({ file, takeOne, store }) => {
      const report = await takeOne(file(NAME, `${HEADER}\n${row('22152.41')}\n${row('22152.42')}\n`), TODAY);
      expect([report.stored, report.rejected, addsUp(report)]).toEqual([1, 1, true]);
      expect(report.rejections.map((r) => [r.line, r.reason, r.message])).toEqual([
        [
          3,
          'repeated with another last decimal',
          'nifty-50 for 2026-03-20 differs from line 2 in the last decimal only; line 2 is kept',
        ],
      ]);
      const [version] = await store.provenance('nifty-50.close', day('2026-03-20'));
      expect([version!.value, version!.line]).toEqual([22152.41, 2]);
    });
  });

  it('is lost if more than the last decimal differs, or a whole number', async () => {
    for (const other of [row('22152.43'), row('22162.41'), row('22152.41', '101')])
      await inWorkplace(async ({ file, takeOne }) => {
        const report = await takeOne(file(NAME, `${HEADER}\n${row('22152.41')}\n${other}\n`), TODAY);
        expect([report.stored, report.reasons]).toEqual([0, [{ reason: 'conflicting rows', count: 2 }]]);
      });
  });

  it('is kept exactly if the difference is one unit of the last decimal printed, for random closes', async () => {
    const anyCase = fc.record({
      cents: fc.integer({ min: 2_210_700, max: 2_226_000 }),
      units: fc.integer({ min: 1, max: 4 }),
      decimals: fc.constantFrom(1, 2),
    });
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ cents, units, decimals }) => {
        const scale = decimals === 2 ? 1 : 10;
        const first = Math.round(cents / scale) * scale;
        const text = (x: number): string => (x / 100).toFixed(decimals);
        // A trailing zero leaves fewer decimals to compare.
        fc.pre([first, first + units * scale].some((x) => (x / scale) % 10 !== 0));
        await inWorkplace(async ({ file, takeOne }) => {
          const report = await takeOne(
            file(NAME, `${HEADER}\n${row(text(first))}\n${row(text(first + units * scale))}\n`),
            TODAY,
          );
          expect(report.stored).toBe(units === 1 ? 1 : 0);
        });
      }),
      { numRuns: 25 },
    );
  });
});
