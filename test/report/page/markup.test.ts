import fc from 'fast-check';
import { element, escapeText, html, styleSheet, toText } from '../../../src/report/page/markup.ts';

/** What a browser makes of text between tags. */
const decoded = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const ATTACKS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style></svg><script>',
  '&lt;b&gt; &amp;',
  '=HYPERLINK("http://example.com")',
  '<!--',
  ']]>',
];

describe('Markup', () => {
  test('escapes text in every position', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...ATTACKS), fc.string({ unit: 'binary' })), (text) => {
        const between = toText(html`<p title="${text}">${text}</p>`);
        expect(between.match(/[<>]/g)).toEqual(['<', '>', '<', '>']);
        expect(between.match(/"/g)).toHaveLength(2);
        const drawn = toText(element('text', [['aria-label', text]], [text]));
        expect(drawn.match(/[<>]/g)).toEqual(['<', '>', '<', '>']);
      }),
    );
  });

  test('keeps printable text unchanged', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...ATTACKS), fc.string({ unit: 'grapheme-ascii' })), (text) => {
        expect(decoded(escapeText(text))).toBe(text);
      }),
    );
    expect(escapeText('₹ −0.40 नमस्ते 😀')).toBe('₹ −0.40 नमस्ते 😀');
  });

  test('makes invisible characters visible, so that no name reads differently from its characters', () => {
    expect(escapeText('invoice\u202Egnp.exe')).toBe('invoice[U+202E]gnp.exe');
    expect(escapeText('a\u0000b\u0007c')).toBe('a[U+0000]b[U+0007]c');
    expect(escapeText('\u2066x\u2069\u200f\ufeff')).toBe('[U+2066]x[U+2069][U+200F][U+FEFF]');
    expect(escapeText('half \ud83d of a pair')).toBe('half [U+D83D] of a pair');
  });

  test('accepts only its own markup, not an object of the same shape', () => {
    const inner = html`<b>${'x'}</b>`;
    expect(toText(html`<p>${inner}${[inner, '&']}</p>`)).toBe('<p><b>x</b><b>x</b>&amp;</p>');
    const forged = JSON.parse('{"markup":"<script>","text":"<script>"}') as string;
    expect(() => toText(html`<p>${forged}</p>`)).toThrow('not other objects');
  });

  test('prints nothing for absent values and rejects numbers that are not finite', () => {
    expect(toText(html`<p>${null}${undefined}${false}${0}</p>`)).toBe('<p>0</p>');
    expect(() => html`<p>${NaN}</p>`).toThrow('NaN');
    expect(() => html`<p>${Infinity}</p>`).toThrow('Infinity');
  });

  test('rejects a style sheet that could close its element', () => {
    expect(() => styleSheet('p { color: red } </style>')).toThrow('</');
  });
});
