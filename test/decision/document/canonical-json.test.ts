import fc from 'fast-check';
import { canonicalJson } from '../../../src/decision/document/canonical-json.ts';

describe('canonical JSON', () => {
  test('is indented, sorted by key and ends with a newline', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: 0.1 })).toBe(
      '{\n  "a": 0.1,\n  "b": [\n    1,\n    {\n      "c": "x",\n      "d": null\n    }\n  ]\n}\n',
    );
  });

  test('parses to the value it was made from', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('does not depend on the order in which an object was built', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
        const backwards = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(backwards)).toBe(canonicalJson(value));
      }),
    );
  });

  test('keeps a key that is the name of the prototype', () => {
    const value: unknown = JSON.parse('{"b":1,"__proto__":{"c":2}}');
    expect(canonicalJson(value)).toBe('{\n  "__proto__": {\n    "c": 2\n  },\n  "b": 1\n}\n');
  });

  test.each<[unknown, string]>([
    [{ a: [1, { b: NaN }] }, 'a[1].b is NaN, which JSON cannot represent'],
    [{ a: -Infinity }, 'a is -Infinity, which JSON cannot represent'],
    [{ a: { b: undefined } }, 'a.b is undefined, which JSON cannot represent'],
    [Array.from({ length: 1 }), '[0] is undefined, which JSON cannot represent'],
    [{ a: new Map() }, 'a is Map, which JSON cannot represent'],
    [{ a: new Float64Array(1) }, 'a is Float64Array, which JSON cannot represent'],
    [{ a: new Date(0) }, 'a is Date, which JSON cannot represent'],
    [{ a: () => 1 }, 'a is function, which JSON cannot represent'],
    [{ a: 1n }, 'a is bigint, which JSON cannot represent'],
    [undefined, 'the value is undefined, which JSON cannot represent'],
  ])('refuses what JSON would change or drop, naming the path', (value, message) => {
    expect(() => canonicalJson(value)).toThrow(message);
  });
});
