import fc from 'fast-check';
import {
  describePart,
  parsePurpose,
  shareRatioOf,
} from '../../../../../src/market/import/formats/stocks/purpose.ts';

/** The parts of a purpose in words. */
const words = (purpose: string, faceValue: number | null = 10): string =>
  parsePurpose(purpose, faceValue).map(describePart).join(' + ');

/** Wordings of NSE's files of 2012 to 2026. */
const WORDINGS: readonly (readonly [purpose: string, meaning: string])[] = [
  ['Bonus 1:1', 'bonus, 1 new for 1 held'],
  [' Bonus 1:2', 'bonus, 1 new for 2 held'],
  ['BONUS- 3:1', 'bonus, 3 new for 1 held'],
  [
    'Face Value Split (Sub-Division) - From Rs 10/- Per Share To Rs 2/- Per Share',
    'split, face value ₹ 10 to ₹ 2',
  ],
  [
    'Face Value Split (Sub-Division) - From Re 1/- Per Share To Re 0.50/- Per Share',
    'split, face value ₹ 1 to ₹ 0.5',
  ],
  ['Stock Split From Rs.10/- To Rs.2/-', 'split, face value ₹ 10 to ₹ 2'],
  ['FVSPLT FRM RS 10 TO RE 1', 'split, face value ₹ 10 to ₹ 1'],
  ['FV SPLIT RS.10 TO RS.2', 'split, face value ₹ 10 to ₹ 2'],
  ['FVSPLTFRM100TO1', 'split, face value ₹ 100 to ₹ 1'],
  ['FVSPLT RS100 TO RS2PERSH', 'split, face value ₹ 100 to ₹ 2'],
  ['CONSOLIDATION FROM RE 1 TO RS 10', 'consolidation, face value ₹ 1 to ₹ 10'],
  ['BON 1:2/SPLIT RS.10TORS.2', 'bonus, 1 new for 2 held + split, face value ₹ 10 to ₹ 2'],
  [
    'Bonus 4:1/Face Value Split (Sub-Division) - From Rs 2/- Per Share To Re 1/- Per Share',
    'bonus, 4 new for 1 held + split, face value ₹ 2 to ₹ 1',
  ],
  ['Interim Dividend - Rs 4.50 Per Share', 'dividend, ₹ 4.5 a share'],
  ['Interim Dividend - Rs 2/- Per Share', 'dividend, ₹ 2 a share'],
  ['INTDIV - RS 7 PER SH', 'dividend, ₹ 7 a share'],
  ['INT DIV - RS 7.50 PR SH', 'dividend, ₹ 7.5 a share'],
  ['AGM/DIV RS 23.80 PER SH', 'dividend, ₹ 23.8 a share'],
  ['DIV-RE 0.50 PER SH', 'dividend, ₹ 0.5 a share'],
  ['Annual General Meeting/Dividend - Rs 0.25 Per Share', 'dividend, ₹ 0.25 a share'],
  ['Dividend - Rs 5 Per Share/Special Dividend - Rs 2.50 Per Share', 'dividend, ₹ 7.5 a share'],
  ['INTDIV - RS 7 PER SH + SPLDIV - RS 3 PER SH', 'dividend, ₹ 10 a share'],
  ['DIV-FIN RS.2.50+SPL RE.1', 'dividend, ₹ 3.5 a share'],
  ['AGM/DIV-150%', 'dividend, ₹ 15 a share'],
  ['RGHTS 11:64@PRM RS 473/-', 'rights, 11 new for 64 held at ₹ 483'],
  ['RHTS 5:12@PRM RS.35 PR SH', 'rights, 5 new for 12 held at ₹ 45'],
  ['Rights 1:15 @ Premium Rs 1247/-', 'rights, 1 new for 15 held at ₹ 1257'],
  ['Rights 3:17 at Rs 835', 'rights, 3 new for 17 held at ₹ 835'],
  ['DEMERGER', 'demerger'],
  ['BUY BACK', 'buyback'],
  ['Buyback', 'buyback'],
  ['ANNUAL GENERAL MEETING', 'no-effect'],
  ['EGM', 'no-effect'],
  ['INTEREST PAYMENT', 'no-effect'],
  ['INT PAYMENT/PART REDMPTN', 'no-effect'],
];

describe('the purpose of a corporate action', () => {
  it.each(WORDINGS)('%s means %s', (purpose, meaning) => expect(words(purpose)).toBe(meaning));

  it.each([
    'Bonus Ncrps 1:116',
    'Scheme Of Arrangement - Bonus Ncrps 4:1',
    'BONUS DEBENTURES 1:1',
    'BONUS 0:1',
    'Consolidation Of Shares',
    'FV SPLT FRM RS 299.92 TO',
    'FVSPLT FRM RS 2 TO RS 2',
    'Interim Dividend',
    'DIV/STP',
    'CAPITAL REDUCTION',
    'AMALGAMATION',
    'SCHEME OF ARRANGEMENT',
    'SOMETHING ELSE',
  ])('%s is listed as not read, never guessed', (purpose) => {
    const parts = parsePurpose(purpose, 10);
    expect(parts.map((part) => part.kind)).toContain('unknown');
    expect(parts.map(shareRatioOf)).toEqual(parts.map(() => null));
  });

  it('of a dividend in percent, or of rights at a premium, needs the face value', () => {
    expect(words('DIVIDEND 150%', null)).toBe('"DIVIDEND 150%"');
    expect(words('Rights 1:1 @ Premium Rs 20/-', null)).toBe('rights, 1 new for 1 held');
  });

  it('with a readable and an unreadable part gives both', () =>
    expect(words('Interim Dividend/Bonus 1:1')).toBe('bonus, 1 new for 1 held + "DIVIDEND"'));

  it('reads any bonus and split back as printed, in every spelling', () => {
    const count = fc.integer({ min: 1, max: 200 });
    const bonus = fc.constantFrom('Bonus ', 'BONUS- ', 'BON ', 'Bonus Issue ');
    const split = fc.constantFrom(
      (a: number, b: number) =>
        `Face Value Split (Sub-Division) - From Rs ${a}/- Per Share To Rs ${b}/- Per Share`,
      (a: number, b: number) => `FVSPLT FRM RS ${a} TO RS ${b}`,
      (a: number, b: number) => `FV SPLIT RS.${a} TO RS.${b}`,
      (a: number, b: number) => `SPLIT RS.${a}TORS.${b}`,
    );
    fc.assert(
      fc.property(bonus, count, count, (word, a, b) => {
        const [part] = parsePurpose(`${word}${a}:${b}`, null);
        expect(shareRatioOf(part!)).toBe((a + b) / b);
      }),
    );
    fc.assert(
      fc.property(split, count, count, (printed, from, to) => {
        fc.pre(from !== to);
        const [part] = parsePurpose(printed(from, to), null);
        expect([part!.kind, shareRatioOf(part!)]).toEqual([from > to ? 'split' : 'consolidation', from / to]);
      }),
    );
  });

  it('of any text ends at once and never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        expect(parsePurpose(text, 10).length).toBeGreaterThan(0);
      }),
    );
    expect(parsePurpose(`SPLIT ${'RS '.repeat(20_000)}`, 10)[0]!.kind).toBe('unknown');
  });
});
