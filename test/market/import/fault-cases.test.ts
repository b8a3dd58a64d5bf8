import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { day } from '../../../src/market/day.ts';
import type { FileReport } from '../../../src/market/import/reporting/import-report.ts';
import { describeReference, reference } from '../../reference.ts';
import { codes, inWorkplace, type Workplace } from '../store.fixture.ts';

const TODAY = day('2026-11-30');

/** Imports the data files of a case, each named. */
async function takeCase({ take }: Workplace, name: string): Promise<readonly FileReport[]> {
  const folder = reference('cases', 'faults', name);
  const paths = readdirSync(folder, { recursive: true })
    .map((entry) => join(folder, String(entry)))
    .filter((path) => /\.(csv|CSV|json)$/.test(path));
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  return (await take(paths.sort(), { today: TODAY })).files;
}

describeReference('files of users with a known fault', () => {
  const cases: readonly (readonly [
    name: string,
    right: string,
    check: (files: readonly FileReport[], at: Workplace) => Promise<void> | void,
  ])[] = [
    [
      'a-day-twice',
      'keep the day whose lines differ in the last decimal',
      ([f]) => {
        expect([f!.stored, f!.rejections.map((r) => r.line)]).toEqual([2, [3]]);
      },
    ],
    [
      'gsec-monthly',
      'are refused, so that no yield is known before its month is over',
      async ([f], { store }) => {
        expect([f!.outcome, codes(f!)]).toEqual(['refused', ['dated-at-period-start']]);
        const column = (await store.load(['gsec-10y.close']))
          .view(day('2021-10-05'))
          .column('gsec-10y.close');
        expect(column.value).toHaveLength(0);
      },
    ],
    [
      'pe-zero',
      'leave a P/E of 0 out and keep the rest of the row',
      async ([f], { store }) => {
        expect([f!.stored, codes(f!)]).toEqual([1, ['no-valuation']]);
        expect((await store.load(['nifty-50.pe'])).view(TODAY).column('nifty-50.pe').value).toHaveLength(0);
      },
    ],
    [
      'nse-short-index-names',
      'join the indices that their short names mean',
      (files) => {
        expect(files.flatMap((f) => f.series).sort()).toEqual([
          'nifty-alpha-50',
          'nifty-dividend-opportunities-50',
          'nifty-low-volatility-50',
          'nifty-microcap-250',
          'nifty-smallcap-250',
          'nifty100-low-volatility-30',
          'nifty200-momentum-30',
          'nifty200-quality-30',
          'nifty500-value-50',
        ]);
      },
    ],
    [
      'folder-with-changed-header',
      'are all read or named',
      (files) => {
        expect(files.map((f) => f.outcome)).toEqual(['imported', 'imported', 'imported', 'imported']);
      },
    ],
    [
      'german-investing',
      'are recognised as investing.com in another language',
      ([f]) => {
        expect([f!.outcome, f!.problems[0]!.remedy]).toEqual([
          'refused',
          expect.stringMatching(/in\.investing\.com or www\.investing\.com/),
        ]);
      },
    ],
    [
      'nse-blank-dates',
      'lose the lines without a date only, and note the gap',
      ([f]) => {
        expect([f!.stored, f!.rejections.map((r) => r.line), codes(f!)]).toEqual([3, [4, 5, 6, 7], ['gap']]);
      },
    ],
    [
      'resaved-in-excel',
      'say that a spreadsheet rewrote the dates, and do without the rupee sign',
      (files) => {
        expect(files.map((f) => f.outcome)).toEqual(['imported', 'imported', 'all-rejected']);
        expect(files[2]!.problems[0]!.remedy).toMatch(/spreadsheet.*dd-mmm-yyyy/);
      },
    ],
    [
      'old-cboe',
      'are the US VIX',
      ([f]) => {
        expect([f!.outcome, f!.series]).toEqual(['imported', ['us-vix']]);
      },
    ],
    [
      'fred-vix',
      'are the US VIX, known from the next day at the earliest',
      async ([f], { store }) => {
        expect(f!.series).toEqual(['us-vix']);
        const { observedOn, knownOn } = (await store.load(['us-vix.close']))
          .view(TODAY)
          .column('us-vix.close');
        expect(Array.from(knownOn, (d, i) => d > observedOn[i]!)).toEqual([true, true]);
      },
    ],
    [
      'actions-as-printed',
      'are rejected with the ratio that was meant',
      ([f]) => {
        expect([f!.rejected, f!.rejections.map((r) => r.reason)]).toEqual([
          4,
          Array.from({ length: 4 }, () => 'ratio in the wrong direction'),
        ]);
      },
    ],
    [
      'demerger-and-rights',
      'are stored, in capitals or not',
      ([f]) => {
        expect([f!.outcome, f!.stored, f!.rejected]).toEqual(['imported', 3, 0]);
      },
    ],
  ];
  for (const [name, right, check] of cases)
    it(`${right} (${name})`, async () => {
      await inWorkplace(async (at) => check(await takeCase(at, name), at));
    });
});
