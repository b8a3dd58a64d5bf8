import { pdfStructure } from '../../../src/report/pdf/structure.ts';
import { withFixedStamps } from '../../../src/report/pdf/stamp.ts';

/** A PDF of two pages as chromium writes its dictionaries, without contents. */
const pdfOf = (stamp: string): Uint8Array =>
  Buffer.from(
    [
      '%PDF-1.4',
      `1 0 obj\n<</Creator (Chromium)\n/CreationDate (D:${stamp}+00'00')\n/ModDate (D:${stamp}+00'00')>>\nendobj`,
      '2 0 obj\n<</Type /Page\n/Parent 5 0 R>>\nendobj',
      '3 0 obj\n<</Type /Page\n/Parent 4 0 R>>\nendobj',
      '4 0 obj\n<</Type /Pages\n/Count 1\n/Kids [3 0 R]\n/Parent 5 0 R>>\nendobj',
      '5 0 obj\n<</Type /Pages\n/Count 2\n/Kids [2 0 R 4 0 R]>>\nendobj',
      '6 0 obj\n<</part-1 [2 0 R /XYZ 45 700 0]\n/part#2D2 [3 0 R /XYZ 45 700 0]>>\nendobj',
      '7 0 obj\n<</Title (1 Decision \\(a\\))\n/Dest [2 0 R /XYZ 45 700 0]\n/Parent 9 0 R\n/Next 8 0 R\n/First 10 0 R\n/Last 10 0 R>>\nendobj',
      '8 0 obj\n<</Title <FEFF00320020221200A0>\n/Dest [3 0 R /XYZ 45 700 0]\n/Parent 9 0 R\n/Prev 7 0 R>>\nendobj',
      '9 0 obj\n<</Type /Outlines\n/First 7 0 R\n/Last 8 0 R\n/Count 3>>\nendobj',
      '10 0 obj\n<</Title (Signals)\n/Dest [2 0 R /XYZ 45 500 0]\n/Parent 7 0 R>>\nendobj',
      '11 0 obj\n<</Type /Catalog\n/Pages 5 0 R\n/Dests 6 0 R\n/Outlines 9 0 R>>\nendobj',
      'trailer\n<</Size 12\n/Root 11 0 R\n/Info 1 0 R>>',
      '%%EOF',
    ].join('\n'),
    'latin1',
  );

describe('the structure of a printed PDF', () => {
  test('has pages in reading order, link targets and bookmarks with their pages', () => {
    expect(pdfStructure(pdfOf('20261130145811'))).toEqual({
      pages: 2,
      destinations: new Map([
        ['part-1', 1],
        ['part-2', 2],
      ]),
      bookmarks: [
        { title: '1 Decision (a)', page: 1, depth: 0 },
        { title: 'Signals', page: 1, depth: 1 },
        { title: '2 −\u00a0', page: 2, depth: 0 },
      ],
    });
  });

  test('is refused where the file is not built that way', () => {
    expect(() => pdfStructure(Buffer.from('%PDF-1.7\ntrailer\n<<>>'))).toThrow('no /Root');
  });
});

describe('the stamps of time of a PDF', () => {
  test('become midnight of the as-of date, and nothing else changes', () => {
    const [a, b] = ['20261130145811', '20261130145815'].map((s) => withFixedStamps(pdfOf(s), '2025-03-31'));
    expect(Buffer.compare(a!, b!)).toBe(0);
    expect(a).toHaveLength(pdfOf('20261130145811').length);
    expect(
      Buffer.from(a!)
        .toString('latin1')
        .match(/D:20250331000000/g),
    ).toHaveLength(2);
  });

  test('must both be there', () => {
    expect(() => withFixedStamps(Buffer.from('no stamp'), '2025-03-31')).toThrow('0 stamps');
  });
});
