import e2e from './jest.e2e.config.js';

/** The real scanners, act and Node 24: `npm run scanners:install` first. */
export default {
  ...e2e,
  testMatch: ['<rootDir>/__tests__/contract/**/*.test.ts'],
  testTimeout: 180_000,
  maxWorkers: 1,
  // Every test by name: what is not installed is NOT TESTED, and that must be seen.
  verbose: true,
};
