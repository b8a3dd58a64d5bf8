// The long tests: whole simulated markets and thousands of damaged files. `npm run test:long`; `.ci/run` runs them too.
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['**/*.long.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  // Half a minute of work each on an idle machine; a busy one takes several times as long, and that is no fault of the code.
  testTimeout: 300000,
};
