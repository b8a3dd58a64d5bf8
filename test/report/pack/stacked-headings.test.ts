import { html, styleSheet, toText } from '../../../src/report/page/markup.ts';
import { table } from '../../../src/report/page/table.ts';
import { headingsInStyle } from '../../../src/report/pack/stacked-headings.ts';

const tableOf = (heads: readonly string[]) =>
  table<number>({
    label: 'Of words',
    narrow: 'stack',
    rows: [1, 2, 3],
    columns: heads.map((head) => ({ head, cell: (row) => row })),
    totals: [heads.map((_, i) => i)],
  });

describe('headings of stacked tables', () => {
  test('stand once in the style sheet, and no more at each cell', () => {
    const body = html`${tableOf(['a', 'b', 'c'])}${tableOf(['x', 'b', 'c'])}${tableOf(['x', 'y', 'z'])}`;
    const styled = headingsInStyle(body);
    const page = toText(styled.body);
    expect(page).not.toContain('data-label');
    // Tables with the same headings share a class; the first column names the row and has none.
    expect(page.match(/<table class="heads-\d"/g)).toEqual([
      '<table class="heads-1"',
      '<table class="heads-1"',
      '<table class="heads-2"',
    ]);
    expect(styled.style.match(/\.heads.*/g)).toEqual([
      '.heads-1 td:nth-child(2)::before { content: "b"; }',
      '.heads-1 td:nth-child(3)::before { content: "c"; }',
      '.heads-2 td:nth-child(2)::before { content: "y"; }',
      '.heads-2 td:nth-child(3)::before { content: "z"; }',
    ]);
  });

  test('cannot end their string or the style sheet, whatever the data says', () => {
    const { style } = headingsInStyle(tableOf(['a', '"; } body { x: y', '</style>\\']));
    expect(style).toContain('content: "\\22 ; } body { x: y"');
    expect(style).toContain('content: "\\3c /style>\\5c "');
    expect(() => styleSheet(style)).not.toThrow();
  });

  test('stay where they are in tables that are not stacked, which have none', () => {
    const fit = table({ label: 'Fit', rows: [1], columns: [{ head: 'a', cell: () => 'b' }] });
    expect(headingsInStyle(fit)).toEqual({ body: fit, style: expect.not.stringContaining('content') });
  });
});
