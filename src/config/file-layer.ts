import { CATEGORIES, type Category } from '../model/category.ts';
import type { Exception, Sourced, Threshold } from '../policy/policy.ts';
import { parseDuration } from './duration.ts';
import { given, type Layer, type ScannerLayer } from './layers.ts';
import type { ConfigurationFile } from './schema.ts';
import type { YamlDocument } from './yaml-document.ts';

type OnOff = boolean | 'on' | 'off';
type LineOf = YamlDocument['lineOf'];

/** A configuration that the schema accepts → a layer in which every value knows its line. */
export function fileLayer(file: ConfigurationFile, lineOf: LineOf): Layer {
  const { policy = {}, advisories = {} } = file;
  return {
    values: {
      ...given('profile', file.profile, lineOf(['profile'])),
      ...given('exclude', file.paths?.exclude, lineOf(['paths', 'exclude'])),
      ...given('failOn', policy['fail-on'], lineOf(['policy', 'fail-on'])),
      ...given('onIncomplete', policy['on-incomplete'], lineOf(['policy', 'on-incomplete'])),
      ...given('inlineExceptions', isOn(policy['inline-exceptions']), lineOf(['policy', 'inline-exceptions'])),
      ...given('advisoryService', isOn(advisories.service), lineOf(['advisories', 'service'])),
      ...given('advisoryFolders', advisories.folders, lineOf(['advisories', 'folders'])),
      ...given('advisoryMaxAgeMs', durationMs(advisories['max-age']), lineOf(['advisories', 'max-age'])),
      ...given('privatePackages', advisories.private, lineOf(['advisories', 'private'])),
      ...given('categories', file.categories, lineOf(['categories'])),
      ...given('checkName', file['check-name'], lineOf(['check-name'])),
      ...given('timeoutMs', durationMs(file.timeout), lineOf(['timeout'])),
      ...given('maxParallel', file['max-parallel'], lineOf(['max-parallel'])),
      ...given('sarifFiles', file['sarif-files'], lineOf(['sarif-files'])),
      ...given('images', file.images, lineOf(['images'])),
      ...given('trustedRegistries', file['trusted-registries'], lineOf(['trusted-registries'])),
    },
    failOnByCategory: thresholds(policy.categories, lineOf),
    exceptions: exceptions(file.exceptions ?? [], lineOf),
    scannerSettings: scannerSettings(file.scanners ?? {}, lineOf),
  };
}

function thresholds(
  categories: NonNullable<ConfigurationFile['policy']>['categories'],
  lineOf: LineOf,
): Partial<Record<Category, Sourced<Threshold>>> {
  const found: Partial<Record<Category, Sourced<Threshold>>> = {};
  for (const category of CATEGORIES) {
    const value = categories?.[category]?.['fail-on'];
    if (value !== undefined) found[category] = { value, from: lineOf(['policy', 'categories', category, 'fail-on']) };
  }
  return found;
}

function exceptions(written: NonNullable<ConfigurationFile['exceptions']>, lineOf: LineOf): readonly Exception[] {
  return written.map(({ rule, path, package: about, reason, owner, expires }, index) => ({
    rule,
    path,
    package: about,
    reason,
    owner,
    expires,
    from: lineOf(['exceptions', index]),
  }));
}

function scannerSettings(
  written: NonNullable<ConfigurationFile['scanners']>,
  lineOf: LineOf,
): Readonly<Record<string, ScannerLayer>> {
  return Object.fromEntries(
    Object.entries(written).map(([name, scanner]) => [name, scannerLayer(scanner, lineOf(['scanners', name]))]),
  );
}

function scannerLayer(
  { args, path, optional, timeout, category, command }: NonNullable<ConfigurationFile['scanners']>[string],
  from: string,
): ScannerLayer {
  const timeoutMs = durationMs(timeout);
  const isOptional = isOn(optional);
  return {
    from,
    ...(args === undefined ? {} : { args }),
    ...(path === undefined ? {} : { path }),
    ...(isOptional === undefined ? {} : { optional: isOptional }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(category === undefined || command === undefined ? {} : { own: { category, command } }),
  };
}

function isOn(written: OnOff | undefined): boolean | undefined {
  return written === undefined ? undefined : written === true || written === 'on';
}

function durationMs(written: string | number | undefined): number | undefined {
  return written === undefined ? undefined : parseDuration(written);
}
