import type { ScannerSettings, Settings } from '../../src/config/settings.ts';

const byDefault = 'default';

/** The settings of a run without a configuration, with what the test changes. */
export function settingsWith(changed: Partial<Settings> = {}): Settings {
  return {
    profile: 'embedded',
    scanners: [],
    scannerSettings: [],
    categories: [],
    exclude: [],
    policy: {
      failOn: { value: 'high', from: byDefault },
      categories: {},
      onIncomplete: { value: 'fail', from: byDefault },
      inlineExceptions: { value: true, from: byDefault },
      exceptions: [],
    },
    advisories: { service: true, folders: [], maxAgeMs: 86_400_000, private: [] },
    offline: false,
    maxParallel: undefined,
    timeoutMs: 300_000,
    sarifFiles: [],
    images: [],
    trustedRegistries: [],
    checkName: 'gatehouse',
    decidedBy: 'the defaults',
    digest: '0'.repeat(64),
    ...changed,
  };
}

/** What a configuration says about one scanner: nothing, with what the test changes. */
export function scannerSettings(name: string, changed: Partial<ScannerSettings> = {}): ScannerSettings {
  return {
    name,
    args: [],
    path: undefined,
    optional: false,
    timeoutMs: undefined,
    own: undefined,
    from: '.github/gatehouse.yml:7',
    ...changed,
  };
}
