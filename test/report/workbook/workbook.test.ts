import { strFromU8, unzipSync } from 'fflate';
import { type WorkbookSheet, workbookBytes } from '../../../src/report/workbook/workbook.ts';
import { decisionSheets } from '../../../src/report/workbook/decision-workbook.ts';
import { day } from '../../../src/market/day.ts';
import { madeDecision } from '../../decision/decision.fixture.ts';

const SHEET: WorkbookSheet = {
  title: 'Orders',
  note: 'What it shows.',
  origin: 'As of 31 Mar 2025.',
  columns: [
    { title: 'Name', kind: 'text' },
    { title: 'Bought', kind: 'day' },
    { title: 'Amount', kind: 'rupees', summed: true },
  ],
  rows: [
    ['=HYPERLINK("http://example.org")', day('2024-02-29'), 12_345_678.9],
    ['+1', null, -250.5],
    ['@SUM(A1)\u0007', day('1999-12-31'), null],
  ],
};

/** The files of the archive by name, as text. */
const filesOf = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, data]) => [name, strFromU8(data)]));

/** The cells of a sheet by address: type, formula and value. */
function cellsOf(files: Record<string, string>, sheet = 1) {
  const strings = [...files['xl/sharedStrings.xml']!.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map((m) => m[1]!);
  const cells = files[`xl/worksheets/sheet${sheet}.xml`]!.matchAll(/<c r="([A-Z]+\d+)"([^>/]*)>(.*?)<\/c>/g);
  return new Map(
    [...cells].map(([, address, attributes, content]) => {
      const value = /<v>(.*?)<\/v>/.exec(content!)?.[1];
      const isText = attributes!.includes('t="s"');
      return [
        address!,
        {
          formula: /<f>(.*?)<\/f>/.exec(content!)?.[1],
          text: isText ? strings[Number(value)] : undefined,
          number: isText ? undefined : Number(value),
        },
      ];
    }),
  );
}

test('text from data is text: a name that begins like a formula is none', async () => {
  const cells = cellsOf(filesOf(await workbookBytes([SHEET])));
  expect(cells.get('A4')).toEqual({
    formula: undefined,
    text: '=HYPERLINK("http://example.org")',
    number: undefined,
  });
  expect(cells.get('A5')!.text).toBe('+1');
  // A control character is not allowed in XML.
  expect(cells.get('A6')!.text).toBe('@SUM(A1)');
});

test('days are the day numbers of spreadsheets, which begin on 30 December 1899', async () => {
  const cells = cellsOf(filesOf(await workbookBytes([SHEET])));
  // DATEVALUE("2024-02-29") and DATEVALUE("1999-12-31") in LibreOffice Calc 24 and Excel.
  expect([cells.get('B4')!.number, cells.get('B6')!.number]).toEqual([45_351, 36_525]);
});

test('formulas are sums only, each with its value for readers that do not calculate', async () => {
  const cells = cellsOf(filesOf(await workbookBytes([SHEET])));
  const formulas = [...cells].filter(([, { formula }]) => formula !== undefined);
  expect(formulas).toEqual([['C7', { formula: 'SUM(C4:C6)', text: undefined, number: 12_345_428.4 }]]);
});

test('the same sheets give the same bytes at any time', async () => {
  const first = await workbookBytes([SHEET]);
  jest.useFakeTimers({
    now: new Date('2031-07-01T23:00:00Z'),
    doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'],
  });
  const later = await workbookBytes([SHEET]).finally(() => jest.useRealTimers());
  expect(Buffer.from(later).equals(Buffer.from(first))).toBe(true);
});

test('a number that is not finite is refused', async () => {
  await expect(workbookBytes([{ ...SHEET, rows: [['a', null, NaN]] }])).rejects.toThrow('no cell for NaN');
});

test('a decision has its sheets, heads frozen, and weights and contributions sum to those of the decision', async () => {
  const decision = await madeDecision('2020-06-30', { held: true });
  const sheets = decisionSheets({ decision, hash: 'f'.repeat(64), history: [], nifty: new Map() });
  expect(sheets.map((s) => s.title)).toEqual([
    'Signals',
    'Signal inputs',
    'Weights',
    'Orders',
    'Tax by lot',
    'Risk',
    'Limits',
    'Performance',
  ]);
  const files = filesOf(await workbookBytes(sheets));
  expect(files['xl/worksheets/sheet1.xml']).toMatch(/<pane [^>]*ySplit="3"[^>]*state="frozen"/);
  const sumOf = (sheet: number, formula: RegExp) =>
    [...cellsOf(files, sheet).values()].find((c) => c.formula && formula.test(c.formula))!.number;
  expect(sumOf(1, /^SUM\(F/)).toBeCloseTo(decision.regime.score!, 12);
  expect(sumOf(3, /^SUM\(G/)).toBeCloseTo(1, 12);
});
