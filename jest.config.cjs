// Sources are ES modules; jest's own ESM mode cannot load ml-regression, so tests run as CommonJS through swc.
const esmOnly =
  'is-any-array|ml-[^/]+|@observablehq/plot|d3|d3-[^/]+|internmap|delaunator|robust-predicates|isoformat|interval-tree-1d|binary-search-bounds';
// Their loops over numbers run several times faster with built-ins bound to local names; test/transform.cjs says why.
const numerical = 'simple-statistics|technicalindicators';
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  setupFilesAfterEnv: ['<rootDir>/test/property-seed.ts', '<rootDir>/test/equal-arrays.ts'],
  testMatch: ['**/*.test.ts'],
  // Long tests have a run of their own: jest.long.config.cjs.
  testPathIgnorePatterns: ['/node_modules/', '\\.long\\.test\\.ts$'],
  transform: {
    '\\.(ts|c?js)$': [
      '<rootDir>/test/transform.cjs',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly}|${numerical})/)`],
  moduleNameMapper: { '^d3$': '<rootDir>/node_modules/d3/dist/d3.js' },
  coverageProvider: 'v8',
  // Jest leaves a core free, which on two cores doubles the time.
  maxWorkers: '100%',
  testTimeout: 120000,
};
