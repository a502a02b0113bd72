import { createHash } from 'node:crypto';
import { canonicalJson } from '../model/canonical-json.ts';
import type { Policy } from '../policy/policy.ts';
import { DEFAULT_SOURCE } from './defaults.ts';
import { type CompleteLayer, type ScannerLayer, sortedThresholds } from './layers.ts';
import type { ScannerSettings, Settings } from './settings.ts';
import { joinWords } from './words.ts';

/** The merged layers → the settings of a run, with the digest of all that decides a verdict. */
export function settle(layer: CompleteLayer): Settings {
  const { values } = layer;
  const settings = {
    profile: values.profile.value,
    scanners: values.scanners.value,
    scannerSettings: Object.entries(layer.scannerSettings).map(([name, scanner]) => scannerSettings(name, scanner)),
    categories: values.categories.value,
    exclude: values.exclude.value,
    policy: policyOf(layer),
    advisories: {
      service: values.advisoryService.value,
      folders: values.advisoryFolders.value,
      maxAgeMs: values.advisoryMaxAgeMs.value,
      private: values.privatePackages.value,
    },
    offline: values.offline.value,
    maxParallel: values.maxParallel.value,
    timeoutMs: values.timeoutMs.value,
    sarifFiles: values.sarifFiles.value,
    images: values.images.value,
    trustedRegistries: values.trustedRegistries.value,
    checkName: values.checkName.value,
  };
  return { ...settings, decidedBy: decidedBy(layer), digest: digestOf(settings) };
}

function policyOf({ values, exceptions, ...layer }: CompleteLayer): Policy {
  const thresholds = sortedThresholds({ values, exceptions, ...layer });
  return {
    failOn: values.failOn,
    categories: Object.fromEntries(thresholds.map(([category, failOn]) => [category, { failOn }])),
    onIncomplete: values.onIncomplete,
    inlineExceptions: values.inlineExceptions,
    exceptions,
  };
}

function scannerSettings(name: string, layer: ScannerLayer): ScannerSettings {
  return {
    name,
    args: layer.args ?? [],
    path: layer.path,
    optional: layer.optional ?? false,
    timeoutMs: layer.timeoutMs,
    own: layer.own,
    from: layer.from,
  };
}

/** The texts behind the values: files by name, inputs by theirs, `the defaults` where there is neither. */
function decidedBy({ values, failOnByCategory, exceptions, scannerSettings: scanners }: CompleteLayer): string {
  // How fast a run is and what it is called decide nothing.
  const { maxParallel: _parallel, timeoutMs: _timeout, checkName: _name, ...deciding } = values;
  const places = [
    ...Object.values(deciding).map(({ from }) => from),
    ...Object.values(failOnByCategory).map(({ from }) => from),
    ...exceptions.map(({ from }) => from),
    ...Object.values(scanners).map(({ from }) => from),
  ];
  const texts = new Set(places.filter((from) => from !== DEFAULT_SOURCE).map((from) => from.replace(/:\d+$/, '')));
  return texts.size === 0 ? 'the defaults' : joinWords([...texts].sort(filesFirst), 'and');
}

function filesFirst(a: string, b: string): number {
  const isInput = (name: string) => Number(/^(--|input )/.test(name));
  return isInput(a) - isInput(b) || (a < b ? -1 : 1);
}

/** SHA-256 over the values that can change a verdict, without places, names, limits of time or parallelism; lists that are sets are sorted. */
function digestOf(settings: Omit<Settings, 'decidedBy' | 'digest'>): string {
  const { policy, advisories } = settings;
  const deciding = {
    profile: settings.profile,
    scanners: asSet(settings.scanners),
    scannerSettings: [...settings.scannerSettings]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, args, path, optional, own }) => ({ name, args, path, optional, own })),
    categories: asSet(settings.categories),
    exclude: asSet(settings.exclude),
    failOn: policy.failOn.value,
    failOnByCategory: Object.entries(policy.categories)
      .map(([category, { failOn }]) => `${category}=${failOn.value}`)
      .sort(),
    onIncomplete: policy.onIncomplete.value,
    inlineExceptions: policy.inlineExceptions.value,
    exceptions: policy.exceptions.map(({ rule, path, package: about, reason, owner, expires }) => ({
      rule,
      path,
      about,
      reason,
      owner,
      expires,
    })),
    advisories: { ...advisories, private: asSet(advisories.private) },
    offline: settings.offline,
    sarifFiles: asSet(settings.sarifFiles),
    images: asSet(settings.images),
    trustedRegistries: asSet(settings.trustedRegistries),
  };
  return createHash('sha256').update(canonicalJson(deciding)).digest('hex');
}

function asSet(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort();
}
