/*
 * A hash of a stored row, to find rows that another program changed, added or removed. It is our own, because
 * DuckDB's `hash` may change with its version and a cryptographic hash of each row would take longer than the import. Two
 * lanes of 32 bits each take one word after the other, by multiplication with an odd constant, so that a change of one
 * word always changes both; the last step mixes them, as in MurmurHash3. 53 bits, which a double holds exactly.
 */

const words = new Uint32Array(2);
const number = new Float64Array(words.buffer);

/** Words of a missing value: a NaN that no arithmetic produces. */
const MISSING_LOW = 0x5452524d;
const MISSING_HIGH = 0x7ff80001;

let lane1 = 0;
let lane2 = 0;

function take(word: number): void {
  lane1 = Math.imul(lane1 ^ word, 0x9e3779b1);
  lane2 = Math.imul(lane2 ^ word, 0x5f356495);
  lane1 ^= lane1 >>> 15;
  lane2 ^= lane2 >>> 13;
}

function finish(): number {
  const a = Math.imul(lane1 ^ (lane1 >>> 16), 0x85ebca6b) ^ Math.imul(lane2 ^ (lane2 >>> 13), 0xc2b2ae35);
  const b = Math.imul(lane2 ^ (lane2 >>> 16), 0x85ebca6b) ^ Math.imul(lane1 ^ (lane1 >>> 13), 0xc2b2ae35);
  return (b & 0x1fffff) * 0x1_0000_0000 + (a >>> 0);
}

/** Hashes of texts seen before: stocks and series repeat. Emptied when it grows beyond any market. */
const texts = new Map<string, number>();
const MOST_TEXTS = 200_000;

/** Rows of one file mostly repeat the text of the row before. */
let lastText = '';
let lastHash = -1;

function hashText(text: string): number {
  if (text === lastText && lastHash >= 0) return lastHash;
  lastText = text;
  lastHash = texts.get(text) ?? newHash(text);
  return lastHash;
}

function newHash(text: string): number {
  const [before1, before2] = [lane1, lane2];
  lane1 = text.length;
  lane2 = ~text.length;
  for (let i = 0; i < text.length; i++) take(text.charCodeAt(i));
  const hash = finish();
  [lane1, lane2] = [before1, before2];
  if (texts.size >= MOST_TEXTS) texts.clear();
  texts.set(text, hash);
  return hash;
}

/** Begins the hash of a row; then come its cells, in the order of the columns, and `endRow`. */
export function beginRow(table: number, line: number, day: number): void {
  lane1 = table;
  lane2 = line;
  take(line);
  take(day);
}

export function takeNumber(value: number | null): void {
  if (value === null || Number.isNaN(value)) {
    take(MISSING_LOW);
    take(MISSING_HIGH);
    return;
  }
  // 0 and −0 are one figure.
  number[0] = value + 0;
  take(words[0]!);
  take(words[1]!);
}

export function takeText(value: string | null): void {
  if (value === null) return takeNumber(null);
  const hash = hashText(value);
  take(hash | 0);
  take((hash / 0x1_0000_0000) | 0);
}

/** @returns a whole number from 0 to 2⁵³ − 1. */
export const endRow = (): number => finish();

/** Seed of a table, so that a row moved to another table is another row. */
export const tableSeed = (table: string): number => hashText(table) | 0;
