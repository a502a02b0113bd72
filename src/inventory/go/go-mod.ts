import { valid } from 'semver';
import type { Package } from '../../model/package.ts';
import type { FilePath } from '../../model/path.ts';
import { printable, shorten } from '../../model/text.ts';
import { decodeText } from '../decode-text.ts';
import { type ForeignPackage, problemOfLines, type Reading, unreadable } from '../inventory.ts';
import { purlOf } from '../purl.ts';
import { type GoModLine, goModLines } from './go-mod-lines.ts';
import { readGoSum } from './go-sum.ts';

interface Module {
  readonly name: string;
  readonly version: string;
  readonly line: number;
}

interface Declared extends Omit<Module, 'version'> {
  readonly version: string | undefined;
}

interface Replacement {
  readonly old: string;
  /** Replaces only this version; all when `undefined`. */
  readonly oldVersion: string | undefined;
  readonly name: string;
  /** `undefined` for a folder. */
  readonly version: string | undefined;
  readonly line: number;
}

/** https://go.dev/ref/mod#go-mod-file-grammar */
const VERBS: ReadonlySet<string> = new Set([
  'module',
  'go',
  'toolchain',
  'godebug',
  'require',
  'tool',
  'ignore',
  'exclude',
  'replace',
  'retract',
]);

/** Far above any module path; keeps a hostile line from becoming a name. */
const LONGEST_NAME = 500;

/**
 * Reads go.mod (https://go.dev/ref/mod#go-mod-file): the modules it requires after its replacements, and the standard library
 * as package `stdlib`, as OSV names it. Versions are written without their `v`, as OSV does. `beside` is the go.sum of the same folder: before Go 1.17 only that
 * names the modules that others bring in.
 */
export function readGoMod(manifest: FilePath, bytes: Uint8Array, beside?: Uint8Array): Reading {
  const text = decodeText(bytes);
  if (text === undefined) return unreadable('is not text');
  const { lines, misunderstood } = goModLines(text);
  if (!lines.some(({ verb }) => verb === 'module')) return unreadable('is no go.mod: it names no module');
  const wrong = [...misunderstood, ...lines.filter(({ verb }) => !VERBS.has(verb)).map(({ line }) => line)];
  const required = collect(lines, 'require', requirementOf, wrong);
  const replacements = new Map(
    collect(lines, 'replace', replacementOf, wrong).map((entry) => [`${entry.old} ${entry.oldVersion ?? ''}`, entry]),
  );
  const packages: Package[] = [];
  const foreign: ForeignPackage[] = [];
  const sums = beside === undefined || isPruned(lines) ? { modules: [], wrong: [] } : readGoSum(beside);
  const indirect = indirectModules(sums.modules, required);
  for (const [modules, place] of [
    [required, manifest],
    [indirect, manifest.replace(/go\.mod$/, 'go.sum')],
  ] as const) {
    for (const module of modules) {
      const found = replaced(module, replacements);
      const origin = found === module ? place : manifest;
      if (found.version === undefined) foreign.push({ name: module.name, line: found.line, origin: 'folder' });
      else if (valid(found.version) === null) wrong.push(found.line);
      else packages.push(packageOf({ ...found, version: found.version.replace(/^v/, '') }, origin));
    }
  }
  const library = standardLibrary(lines);
  const problems = [
    ...problemOfLines(wrong, 'line'),
    ...problemOfLines(sums.wrong, 'line').map((problem) => `in go.sum ${problem}`),
    ...(beside === undefined ? beforeGo117(lines) : []),
  ];
  return {
    kind: 'read',
    inventory: {
      packages: library === undefined ? packages : [...packages, packageOf(library, manifest)],
      foreign,
      problems,
    },
  };
}

function collect<Entry>(
  lines: readonly GoModLine[],
  verb: string,
  parse: (line: GoModLine) => Entry | undefined,
  wrong: number[],
): readonly Entry[] {
  const entries: Entry[] = [];
  for (const line of lines) {
    if (line.verb !== verb) continue;
    const entry = parse(line);
    if (entry === undefined) wrong.push(line.line);
    else entries.push(entry);
  }
  return entries;
}

function requirementOf({ words, line }: GoModLine): Module | undefined {
  const [name, version] = words;
  if (words.length !== 2 || !isModulePath(name) || version === undefined) return undefined;
  return { name, version, line };
}

function replacementOf({ words, line }: GoModLine): Replacement | undefined {
  const arrow = words.indexOf('=>');
  const [old, oldVersion] = words.slice(0, arrow);
  const [name, version] = words.slice(arrow + 1);
  if (arrow < 1 || arrow > 2 || words.length - arrow > 3 || !isModulePath(old) || !isModulePath(name)) return undefined;
  return { old, oldVersion, name, version, line };
}

/** A replacement of exactly this version goes before one of all versions (https://go.dev/ref/mod#go-mod-file-replace). */
function replaced(module: Module, replacements: ReadonlyMap<string, Replacement>): Module | Replacement {
  return replacements.get(`${module.name} ${module.version}`) ?? replacements.get(`${module.name} `) ?? module;
}

function isModulePath(name: string | undefined): name is string {
  return name !== undefined && name.length > 0 && name.length <= LONGEST_NAME && !/[\s()]/.test(name);
}

/**
 * `toolchain` names the Go that builds. The `go` line only names the oldest that would do: taken for the installed version it
 * accuses nearly everybody, so it declares the library without a version (https://go.dev/doc/toolchain).
 */
function standardLibrary(lines: readonly GoModLine[]): Declared | undefined {
  const toolchain = lines.find(({ verb }) => verb === 'toolchain');
  const version = /^go(\d+\.\d+[^-]*)/.exec(toolchain?.words[0] ?? '')?.[1];
  if (toolchain !== undefined && version !== undefined) {
    return { name: 'stdlib', version: preRelease(version), line: toolchain.line };
  }
  const language = lines.find(({ verb }) => verb === 'go');
  return language && { name: 'stdlib', version: undefined, line: language.line };
}

/** Go writes `1.22rc1` where semantic versions, and the advisories, say `1.22.0-rc.1`. */
function preRelease(version: string): string {
  return version.replace(/^(\d+\.\d+)(rc|beta)(\d+)$/, '$1.0-$2.$3');
}

/** Modules that go.mod does not require itself; those that it does have there the version that is selected. */
function indirectModules(sums: readonly Module[], required: readonly Module[]): readonly Module[] {
  const named = new Set(required.map(({ name }) => name));
  return sums.filter(({ name }) => !named.has(name));
}

/** https://go.dev/ref/mod#graph-pruning: only since go 1.17 does go.mod name the modules that others bring in. */
function isPruned(lines: readonly GoModLine[]): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(languageVersion(lines) ?? '') ?? [];
  return major !== undefined && (major !== '1' || Number(minor) >= 17);
}

function beforeGo117(lines: readonly GoModLine[]): readonly string[] {
  const version = languageVersion(lines);
  if (version === undefined || isPruned(lines)) return [];
  return [
    `go ${shorten(printable(version), 20)} does not name indirect modules in go.mod: only direct ones were looked at (go mod tidy -go=1.17)`,
  ];
}

function languageVersion(lines: readonly GoModLine[]): string | undefined {
  return lines.find(({ verb }) => verb === 'go')?.words[0];
}

function packageOf({ name, version, line }: Declared, manifest: FilePath): Package {
  const purl = purlOf('Go', name);
  return { ecosystem: 'Go', name, version, purl, manifest, line, path: [], development: false };
}
