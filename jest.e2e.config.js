import unit from './jest.config.js';

/** Runs the built program as users do; the build comes from the sources, not from what dist/ happens to hold. */
export default {
  ...unit,
  testMatch: ['<rootDir>/__tests__/e2e/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/scripts/jest-build.js',
  testTimeout: 60_000,
};
