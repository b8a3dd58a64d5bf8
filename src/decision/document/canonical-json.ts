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
export const canonicalJson = (value: unknown): string =>
  `${JSON.stringify(ordered(value, value), null, 2)}\n`;

/**
 * A copy with sorted keys: of a decision, of tens of thousands of values. So it has plain loops, and looks for the path of a fault when
 * there is one.
 */
function ordered(value: unknown, document: unknown): Json {
  if (isScalar(value)) return value;
  if (Array.isArray(value)) {
    const copy: Json[] = [];
    // A hole of a sparse array reads as undefined, which is refused.
    for (let i = 0; i < value.length; i++) copy.push(ordered(value[i], document));
    return copy;
  }
  if (!isPlain(value)) throw new TypeError(faultIn(document, '')!);
  const copy: Record<string, Json> = {};
  for (const key of Object.keys(value).sort()) {
    const item = ordered(value[key], document);
    // Assigning this one would change the prototype.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: item, enumerable: true });
    else copy[key] = item;
  }
  return copy;
}

/** The first value in a document that JSON cannot represent, with its path; null if there is none. */
function faultIn(value: unknown, path: string): string | null {
  if (isScalar(value)) return null;
  if (!Array.isArray(value) && !isPlain(value))
    return `${path || 'the value'} is ${nameOf(value)}, which JSON cannot represent`;
  const items: [string, unknown][] = Array.isArray(value)
    ? Array.from(value, (item: unknown, i) => [`${path}[${i}]`, item])
    : Object.keys(value)
        .sort()
        .map((key) => [path === '' ? key : `${path}.${key}`, value[key]]);
  for (const [at, item] of items) {
    const fault = faultIn(item, at);
    if (fault !== null) return fault;
  }
  return null;
}

const isScalar = (value: unknown): value is null | boolean | number | string =>
  value === null ||
  typeof value === 'boolean' ||
  typeof value === 'string' ||
  (typeof value === 'number' && Number.isFinite(value));

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
