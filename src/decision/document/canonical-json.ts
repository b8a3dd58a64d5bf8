type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON that has the same bytes for equal values, whatever the order in which code builds an object: keys sorted by
 * UTF-16 code units, two spaces of indentation, a final newline, and numbers in the shortest form that reads back the
 * same.
 *
 * @param value plain data.
 * @returns the text; equal values give equal bytes.
 * @throws TypeError naming the path of anything that JSON would change or drop: NaN, infinities, undefined, functions,
 *   and objects that are neither plain nor arrays.
 * @example
 * import { canonicalJson } from 'trrm';
 *
 * console.log(canonicalJson({ b: 1, a: [2, 3] }));
 */
export const canonicalJson = (value: unknown): string => `${JSON.stringify(ordered(value, ''), null, 2)}\n`;

function ordered(value: unknown, path: string): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  // `Array.from` reads a hole of a sparse array as undefined, which is refused.
  if (Array.isArray(value)) return Array.from(value, (item, i) => ordered(item, `${path}[${i}]`));
  if (isPlain(value)) {
    const keys = Object.keys(value).sort();
    return Object.fromEntries(
      keys.map((key) => [key, ordered(value[key], path === '' ? key : `${path}.${key}`)]),
    );
  }
  throw new TypeError(`${path || 'the value'} is ${nameOf(value)}, which JSON cannot represent`);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // A prototype that has none itself is Object.prototype of some realm; tests run in their own realm.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function nameOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'object' ? (value?.constructor.name ?? 'an object') : typeof value;
}
