/** A value of a document that has no parts. An empty list or object counts as one. */
export type Leaf = number | string | boolean | null | readonly [];

/** Keys by which an entry of a list can be named instead of its position, in this order. */
const NAMES = [
  'id',
  'signal',
  'isin',
  'factor',
  'style',
  'industry',
  'limit',
  'name',
  'series',
  'date',
  'decided',
] as const;

/** The segments of a JSON pointer (RFC 6901). */
export const segmentsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The JSON pointer of segments. */
export const pointerOf = (segments: readonly (string | number)[]): string =>
  segments.map((s) => `/${String(s).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/**
 * The value at a JSON pointer; undefined where there is none.
 *
 * @example
 * import { valueAt } from 'trrm';
 *
 * console.log(valueAt({ regime: { score: 0.02 } }, '/regime/score'));
 */
export function valueAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const segment of segmentsOf(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[segment];
  }
  return value;
}

/** The pointer with positions for the names of list entries: `/signals/us-vix/score` → `/signals/0/score`. Null if there is none. */
export function withPositions(document: unknown, pointer: string): string | null {
  let value = document;
  const found: string[] = [];
  for (const segment of segmentsOf(pointer)) {
    if (typeof value !== 'object' || value === null) return null;
    const key = Array.isArray(value) && !/^\d+$/.test(segment) ? placeOf(value, segment) : segment;
    if (!Object.hasOwn(value, key)) return null;
    found.push(key);
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return pointerOf(found);
}

const placeOf = (list: readonly unknown[], name: string): string =>
  String(list.findIndex((entry) => nameOfEntry(entry) === name));

/** The name of a list's entry: its id, signal, ISIN or the like; null for an entry without one. */
export function nameOfEntry(entry: unknown): string | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const key = NAMES.find((k) => k in entry);
  const name = key === undefined ? null : (entry as Readonly<Record<string, unknown>>)[key];
  return typeof name === 'string' && !/^\d+$/.test(name) ? name : null;
}

/** Whether a value is a leaf. */
export const isLeaf = (value: unknown): value is Leaf =>
  typeof value !== 'object' || value === null || Object.keys(value).length === 0;

/** Every leaf of a document with its pointer, in the order of the document. */
export function leavesOf(document: unknown, at = ''): { readonly pointer: string; readonly value: Leaf }[] {
  if (isLeaf(document)) return [{ pointer: at, value: document }];
  return Object.entries(document as object).flatMap(([key, value]) =>
    leavesOf(value, `${at}${pointerOf([key])}`),
  );
}
