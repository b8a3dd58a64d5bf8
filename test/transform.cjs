// Jest runs each file in a sandbox in which every look-up of a global name (`Math`, `Float64Array`, …) passes through an
// interceptor, which makes numerical loops up to eight times slower. This transformer compiles with swc and binds the
// built-ins that numerical code uses to local names, on the first line, so that line numbers stay as they are.
// Names that tests replace (`Date`, `console`, `process`, timers) are left alone.
const swc = require('@swc/jest');

const BUILT_INS = [
  'Array',
  'ArrayBuffer',
  'BigInt',
  'BigInt64Array',
  'BigUint64Array',
  'DataView',
  'Error',
  'Float32Array',
  'Float64Array',
  'Int16Array',
  'Int32Array',
  'Int8Array',
  'JSON',
  'Map',
  'Math',
  'Number',
  'Object',
  'Set',
  'String',
  'Symbol',
  'Uint16Array',
  'Uint32Array',
  'Uint8Array',
];
const STRICT = '"use strict";';
const BINDINGS = `var ${BUILT_INS.map((name) => `${name}=globalThis.${name}`).join(',')};`;

const bind = (result) => ({
  ...result,
  code: result.code.startsWith(STRICT)
    ? STRICT + BINDINGS + result.code.slice(STRICT.length)
    : BINDINGS + result.code,
});

module.exports = {
  createTransformer(options) {
    const transformer = swc.createTransformer(options);
    return {
      ...transformer,
      process: (...of) => bind(transformer.process(...of)),
      getCacheKey: (...of) => `${transformer.getCacheKey(...of)}${BINDINGS.length}`,
    };
  },
};
