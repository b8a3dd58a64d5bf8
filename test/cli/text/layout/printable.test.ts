import fc from 'fast-check';
import { printable, printableLines } from '../../../../src/cli/text/layout/printable.ts';
import { ioOf, json, verbatim } from '../../../../src/cli/shared/io.ts';
import { table } from '../../../../src/cli/text/layout/table.ts';

const STEERING = new RegExp(
  String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]`,
);

/** Texts with many of the characters that steer terminals. */
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\u001b',
      '[2J',
      ']0;title\u0007',
      '\u009b',
      '\r',
      '\n',
      '\u202e',
      '\u2066',
      '\u2028',
      '\u0008',
    ),
    fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
  ),
});

describe('a text from data on a terminal', () => {
  test('never holds what steers a terminal or turns the reading order, whatever it was', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(printable(text)).not.toMatch(STEERING);
        expect(printable(text)).not.toContain('\n');
        expect(printableLines(text)).not.toMatch(STEERING);
      }),
    );
  });

  test('keeps letters of every script, their joiners, ₹ and dashes', () => {
    const text = 'क्‍ष Nifty 50 – ₹ 1,00,000 · κ = −0.5, σ² × 252 → ok';
    expect(printable(text)).toBe(text);
  });

  test('cannot forge a row of a table', () => {
    expect(table(['Name', 'Weight'], [['A\nTotal  99', '1']])).toBe(
      'Name         Weight\n───────────  ──────\nA·Total  99  1',
    );
  });
});

describe('the program’s output', () => {
  let out = '';
  let err = '';
  const io = ioOf({
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    interactive: false,
    today: () => {
      throw new Error('not needed');
    },
  });
  beforeEach(() => void ([out, err] = ['', '']));

  test('cleans results and notes alike', () => {
    io.out('A\u001b[31m\nB\n');
    io.err('\u009b2JC\u202e\n');
    expect([out, err]).toEqual(['A·[31m\nB\n', '·2JC·\n']);
  });

  test('leaves JSON and documents as they are', () => {
    io.out(json({ name: '\u009b\u202e' }));
    io.out(verbatim('\u009b'));
    expect(out).toBe('{\n  "name": "\u009b\u202e"\n}\n\u009b');
  });
});
