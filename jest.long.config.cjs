// The long tests: whole simulated markets and thousands of damaged files. `npm run test:long`; `.ci/run` runs them too.
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['**/*.long.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
