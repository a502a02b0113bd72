/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  injectGlobals: false,
  // Far more than any test needs: a busy machine must not decide.
  testTimeout: 60_000,
  // jest's own choice leaves one of two cores to nobody.
  maxWorkers: 2,
  extensionsToTreatAsEsm: ['.ts', '.yml'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node', 'yml'],
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  // End-to-end tests run dist/ and the real scanners: `npm run test:e2e`, `npm run test:scanners`.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/e2e/', '<rootDir>/__tests__/contract/'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }],
    '\\.yml$': '<rootDir>/scripts/jest-yaml.js',
    // @pandatix/js-cvss publishes ES modules without saying so: Node and jest take them for CommonJS.
    '/js-cvss/dist/.*\\.js$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!@pandatix/js-cvss/)'],
  reporters: ['default', '<rootDir>/scripts/jest-counts.js'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/examples/', '<rootDir>/.cache/'],
};
