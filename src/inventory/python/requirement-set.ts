import type { Package } from '../../model/package.ts';
import type { FilePath } from '../../model/path.ts';
import { printable, shorten } from '../../model/text.ts';
import { type Inventory, problemOfLines } from '../inventory.ts';
import { purlOf } from '../purl.ts';
import { isForDevelopment } from './groups.ts';
import type { Declared, Requirements } from './requirements.ts';

/** Versions of one package that constraints may pin (for several Pythons, say); more would let two hostile files multiply. */
const MOST_PINS = 8;

/** A pin and the file that holds it. */
interface Pin extends Declared {
  readonly manifest: FilePath;
}

/** Requirements files that include each other, by path; `undefined` for one that could not be read. */
export type RequirementFiles = ReadonlyMap<FilePath, Requirements | undefined>;

/**
 * Where an include points: a path relative to the root, or `undefined` when it leaves the tree or is an address.
 */
export function includedPath(from: FilePath, target: string): FilePath | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || /^[\\/~]/.test(target) || target.includes('\0')) return undefined;
  const segments = from.split('/').slice(0, -1);
  for (const segment of target.split(/[\\/]/)) {
    if (segment === '..' && segments.pop() === undefined) return undefined;
    if (segment !== '..' && segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.length === 0 ? undefined : segments.join('/');
}

/**
 * What one requirements file says itself, each package with its own line there. A package without a version takes the one that a
 * constraints file pins, if this file (or one that it includes) names such a file, and then stands where it is pinned.
 */
export function inventoryOfRequirements(file: Requirements, files: RequirementFiles): Inventory {
  const pins = pinsFor(file, files);
  // By the words of its name and folder: `requirements-dev.txt`, `requirements/test.txt`, `docs/requirements.txt`.
  const development = isForDevelopment(file.manifest.split('/').slice(-2).join('/'));
  const packages = file.declared.flatMap((declared): Package[] => {
    const places =
      declared.version === undefined ? pins.get(declared.name) : [{ ...declared, manifest: file.manifest }];
    return (places ?? [{ ...declared, manifest: file.manifest }]).map(({ name, version, line, manifest }) => ({
      ecosystem: 'PyPI',
      name,
      version,
      purl: purlOf('PyPI', name),
      manifest,
      line,
      path: [],
      development,
    }));
  });
  const problems = [...problemOfLines(file.misunderstood, 'line'), ...problemsOfIncludes(file, files)];
  return { packages, foreign: file.foreign, problems };
}

function problemsOfIncludes(file: Requirements, files: RequirementFiles): readonly string[] {
  return file.includes.flatMap(({ target, line }) => {
    const path = includedPath(file.manifest, target);
    const named = `includes ${shorten(printable(target), 80)} (line ${line})`;
    if (path === undefined) return [`${named}, which is not in the tree`];
    return files.get(path) === undefined ? [`${named}, which could not be read`] : [];
  });
}

/** All exact pins of the constraints files that this file and those it includes name. */
function pinsFor(file: Requirements, files: RequirementFiles): ReadonlyMap<string, readonly Pin[]> {
  const pins = new Map<string, Pin[]>();
  for (const constraints of reached(constraintsOf(reached([file], files, 'requirements'), files), files, undefined)) {
    for (const pin of constraints.declared) {
      if (pin.version === undefined) continue;
      const known = pins.get(pin.name) ?? [];
      if (known.length === MOST_PINS || known.some(({ version }) => version === pin.version)) continue;
      pins.set(pin.name, [...known, { ...pin, manifest: constraints.manifest }]);
    }
  }
  return pins;
}

function constraintsOf(from: readonly Requirements[], files: RequirementFiles): readonly Requirements[] {
  return from.flatMap((file) => included(file, files, 'constraints'));
}

/** The files themselves and all that they include in this role (either when `undefined`), each once; circles do no harm. */
function reached(
  from: readonly Requirements[],
  files: RequirementFiles,
  role: 'requirements' | undefined,
): readonly Requirements[] {
  const found = new Set(from);
  for (const file of found) for (const next of included(file, files, role)) found.add(next);
  return [...found];
}

function included(
  file: Requirements,
  files: RequirementFiles,
  role: 'requirements' | 'constraints' | undefined,
): readonly Requirements[] {
  return file.includes.flatMap((include) => {
    if (role !== undefined && include.role !== role) return [];
    const path = includedPath(file.manifest, include.target);
    const next = path === undefined ? undefined : files.get(path);
    return next === undefined ? [] : [next];
  });
}
