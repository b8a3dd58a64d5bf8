import { userError } from '../../problem.ts';
import { openContent } from './content.ts';
import type { RawRow } from './raw-row.ts';

/*
 * The answers of the exchanges' web services, saved as they came: a list of records, bare or inside an object. Records
 * become the rows of a table whose header is their keys, so that they share all later steps with CSV.
 */

/** Most bytes of a JSON file, which is parsed as a whole, and most brackets inside each other (our choice). */
const LARGEST = 32 * 1024 ** 2;
const DEEPEST = 16;

const BRACE = '{'.charCodeAt(0);
const BRACKET = '['.charCodeAt(0);

/** A table read from JSON. */
export interface JsonTable {
  /** All keys, in the order in which they first occur. */
  readonly header: readonly string[];
  readonly rows: readonly RawRow[];
}

/** Whether a text begins as JSON does. */
export const looksLikeJson = (text: string): boolean => {
  const first = text.trimStart().charCodeAt(0);
  return first === BRACE || (first === BRACKET && /^\s*\[\s*[[{\]"]/.test(text));
};

/**
 * Reads the records of a JSON file.
 *
 * @param onBytes receives the file's raw bytes.
 * @throws UserError if it is too large or too deep, is not JSON, or has no list of records.
 */
export async function readJsonTable(
  path: string,
  about: string,
  onBytes?: (bytes: Buffer) => void,
): Promise<JsonTable> {
  const refuse = (message: string, remedy: string): never => {
    throw userError('unreadable-file', about, message, remedy);
  };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of (await openContent(path, about, onBytes)).bytes) {
    size += chunk.length;
    if (size > LARGEST)
      refuse(
        `its JSON has more than ${LARGEST / 1024 ** 2} MiB.`,
        'Split it into smaller files, or save it as CSV.',
      );
    chunks.push(chunk);
  }
  const text = textOf(Buffer.concat(chunks));
  if (text === null) return refuse('its JSON is not UTF-8 text.', 'Download it again.');
  const value = parsed(text);
  if (value === TOO_DEEP)
    return refuse(`its JSON has more than ${DEEPEST} brackets inside each other.`, 'Download it again.');
  if (value === BROKEN) return refuse('its JSON is incomplete or damaged.', 'Download it again.');
  const records = recordsIn(value);
  if (records === null)
    return refuse(
      `is an answer of a web service without data: ${JSON.stringify(value)?.slice(0, 120) ?? 'nothing'}.`,
      'Request it again, and check the dates asked for.',
    );
  return tableOf(flattened(records.list, records.context));
}

/** Also accepts UTF-16 with a byte-order mark; null if it is neither. */
function textOf(bytes: Buffer): string | null {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const TOO_DEEP = Symbol('too deep');
const BROKEN = Symbol('broken');

function parsed(text: string): unknown {
  if (depthOf(text) > DEEPEST) return TOO_DEEP;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return BROKEN;
  }
}

/** The most brackets inside each other, outside strings. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (isString) {
      if (c === '\\') i++;
      else if (c === '"') isString = false;
    } else if (c === '"') isString = true;
    else if (c === '{' || c === '[') deepest = Math.max(deepest, ++depth);
    else if (c === '}' || c === ']') depth--;
  }
  return deepest;
}

type Records = readonly Readonly<Record<string, unknown>>[];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The list of records nearest to the top: the value itself, or one inside objects (`data`, `records.data`). niftyindices
 * wraps its list in a string: `{"d":"[…]"}`.
 */
function recordsIn(value: unknown): { readonly list: Records; readonly context: Context } | null {
  for (let level: { value: unknown; context: Context }[] = [{ value, context: {} }]; level.length > 0;) {
    const inner: typeof level = [];
    for (const { value: each, context } of level) {
      const opened = typeof each === 'string' && looksLikeJson(each) ? parsed(each) : each;
      if (isRecords(opened)) return { list: opened, context };
      if (isObject(opened)) {
        const described = contextIn(opened);
        inner.push(...Object.values(opened).map((v) => ({ value: v, context: described })));
      }
    }
    level = inner;
  }
  return null;
}

const isRecords = (value: unknown): value is Records =>
  Array.isArray(value) && value.length > 0 && value.every(isObject);

/** What an answer says of all its records, beside the list: it becomes a column of each. */
type Context = Readonly<Record<string, unknown>>;

/** `meta.scheme_code` of mfapi, `selectedPeriod` of AMFI; other answers repeat such things in each record. */
function contextIn(answer: Readonly<Record<string, unknown>>): Context {
  const { meta, selectedPeriod } = answer;
  return {
    ...(isObject(meta) &&
      Object.fromEntries(Object.entries(meta).map(([key, value]) => [`meta.${key}`, value]))),
    ...(typeof selectedPeriod === 'string' && { selectedPeriod }),
  };
}

/** Records with their context; a record with a list of records inside, as of a fund house, becomes one for each of these. */
const flattened = (records: Records, context: Context): Records =>
  records.flatMap((record) => {
    const list = Object.entries(record).find(([, value]) => isRecords(value));
    if (list === undefined) return [{ ...record, ...context }];
    const { [list[0]]: inner, ...outer } = record;
    return (inner as Records).map((each) => ({ ...outer, ...each, ...context }));
  });

function tableOf(records: Records): JsonTable {
  const header = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return {
    header: header.map((key) => key.trim()),
    rows: records.map((record, i) => ({
      at: i + 1,
      text: JSON.stringify(record),
      cells: header.map((key) => (Object.hasOwn(record, key) ? cellOf(record[key]) : '')),
    })),
  };
}

/** A value as a CSV of the same record would have it. */
const cellOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
};
