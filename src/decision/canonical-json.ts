type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * A value as JSON that is the same bytes whenever the value is the same: keys sorted by their UTF-16 code units, so
 * that the order in which code happens to build an object does not show; two spaces of indentation; a newline at
 * the end; numbers in the shortest form that reads back the same.
 *
 * Throws, naming the path, at anything that JSON would change or drop: NaN, infinities, undefined, functions, and
 * objects that are neither plain nor arrays.
 */
export const canonicalJson = (value: unknown): string => `${JSON.stringify(ordered(value, ''), null, 2)}\n`;

function ordered(value: unknown, path: string): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  // A hole of a sparse array is undefined to `Array.from`, and so refused.
  if (Array.isArray(value)) return Array.from(value, (item, i) => ordered(item, `${path}[${i}]`));
  if (isPlain(value)) {
    const keys = Object.keys(value).sort();
    return Object.fromEntries(
      keys.map((key) => [key, ordered(value[key], path === '' ? key : `${path}.${key}`)]),
    );
  }
  throw new TypeError(`${path || 'the value'} is ${nameOf(value)}, which JSON cannot hold`);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // A prototype without one of its own is some realm's Object.prototype; tests run in a realm of their own.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function nameOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'object' ? (value?.constructor.name ?? 'an object') : typeof value;
}
