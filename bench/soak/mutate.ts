import { gzipSync } from 'node:zlib';
import type { RandomStream } from '../../src/math/random/random.ts';
import { below, pick } from './trial.ts';

/** Texts that broke programs before: figures beyond sense, names of JavaScript's own, terminal codes, markup. */
export const HOSTILE = [
  '1e300',
  '-1e300',
  '1e-300',
  '0',
  '-0',
  'NaN',
  'Infinity',
  '0x10',
  '9'.repeat(400),
  '1,2,3,4',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  '',
  '\u001b[2J\u001b]0;x\u0007',
  '\u009b31m',
  '\u202eevil',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x")',
  '../../etc/passwd',
  '\u0000',
  '\ufffd',
  '\ud83d\ude00',
  "'; DROP TABLE bar; --",
  '*a',
  '&a [*a]',
  '[[[[[[[[[[',
  '{{{{',
  '- - - - - -',
  '9999-12-31',
  '0000-00-00',
  '31-02-2020',
  '2020-13-45',
] as const;

type Change = (bytes: Buffer, random: RandomStream) => Buffer;

const splice = (bytes: Buffer, from: number, to: number, by: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, from), by, bytes.subarray(to)]);

/** The position of a cell, from one separator to the next. */
function cell(bytes: Buffer, random: RandomStream): readonly [from: number, to: number] {
  const isEnd = (at: number): boolean => /[,\n:\s]/.test(String.fromCharCode(bytes[at]!));
  let from = below(random, bytes.length);
  while (from > 0 && !isEnd(from - 1)) from--;
  let to = from;
  while (to < bytes.length && !isEnd(to)) to++;
  return [from, to];
}

const line = (bytes: Buffer, random: RandomStream): readonly [from: number, to: number] => {
  const at = below(random, bytes.length);
  const end = bytes.indexOf(10, at);
  return [bytes.lastIndexOf(10, Math.max(at - 1, 0)) + 1, end < 0 ? bytes.length : end + 1];
};

const CHANGES: readonly Change[] = [
  // One bit, one byte, a stretch of noise.
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    const at = below(random, copy.length);
    copy[at] = copy[at]! ^ (1 << below(random, 8));
    return copy;
  },
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let at = below(random, copy.length), n = below(random, 64); n > 0 && at < copy.length; at++, n--)
      copy[at] = below(random, 256);
    return copy;
  },
  // A hostile text in place of a cell.
  (bytes, random) => splice(bytes, ...cell(bytes, random), Buffer.from(pick(random, HOSTILE))),
  (bytes, random) => splice(bytes, ...cell(bytes, random), Buffer.from(pick(random, HOSTILE))),
  // Truncated, a line removed, repeated, or moved to the end.
  (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  (bytes, random) => splice(bytes, ...line(bytes, random), Buffer.alloc(0)),
  (bytes, random) => {
    const [from, to] = line(bytes, random);
    return splice(bytes, to, to, bytes.subarray(from, to));
  },
  (bytes, random) => {
    const [from, to] = line(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to), bytes.subarray(from, to)]);
  },
  // Separators and quotation marks where none belong.
  (bytes, random) => {
    const at = below(random, bytes.length);
    return splice(
      bytes,
      at,
      at,
      Buffer.from(pick(random, [',', '"', '\n', '\r', '\r\n', ';', '\t', ': ', '#', '\ufeff'])),
    );
  },
  // Another encoding, or compressed and damaged.
  (bytes) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString('utf8'), 'utf16le')]),
  (bytes, random) => {
    const packed = gzipSync(bytes);
    return random.uniform() < 0.5 ? packed : packed.subarray(0, below(random, packed.length));
  },
];

/** A file with one change, which most readers get past, or up to four. */
export function mutated(bytes: Buffer, random: RandomStream): Buffer {
  let changed = bytes;
  const changes = random.uniform() < 0.6 ? 1 : 1 + below(random, 4);
  for (let n = changes; n > 0 && changed.length > 0; n--) changed = pick(random, CHANGES)(changed, random);
  return changed;
}
