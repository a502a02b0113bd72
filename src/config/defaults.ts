import type { CompleteLayer, LayerValues } from './layers.ts';

const MINUTE_MS = 60_000;

/** What holds where nobody says otherwise (docs/configuration.md lists them and a test compares). */
export const DEFAULT_VALUES: LayerValues = {
  profile: 'embedded',
  scanners: [],
  categories: [],
  exclude: [],
  failOn: 'high',
  onIncomplete: 'fail',
  inlineExceptions: true,
  advisoryService: true,
  advisoryFolders: [],
  advisoryMaxAgeMs: 24 * 60 * MINUTE_MS,
  privatePackages: [],
  offline: false,
  maxParallel: undefined,
  // Well above the slowest scanner that was measured on a large tree (semgrep, 79 s), well below a runner's six hours.
  timeoutMs: 10 * MINUTE_MS,
  sarifFiles: [],
  images: [],
  trustedRegistries: [],
  checkName: 'gatehouse',
};

/** Where a value came from that nobody gave. */
export const DEFAULT_SOURCE = 'default';

/** The lowest layer. */
export const DEFAULTS: CompleteLayer = {
  // `Object.entries` forgets the keys; every one of `LayerValues` is there.
  values: Object.fromEntries(
    Object.entries(DEFAULT_VALUES).map(([key, value]) => [key, { value, from: DEFAULT_SOURCE }]),
  ) as unknown as CompleteLayer['values'],
  failOnByCategory: {},
  exceptions: [],
  scannerSettings: {},
};
