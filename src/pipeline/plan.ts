import type { ScannerSettings, Settings } from '../config/settings.ts';
import type { ScannedFile } from '../engines/contract.ts';
import type { OwnScanner, Scanner } from '../scanners/contract.ts';
import type { Registry } from '../scanners/registry.ts';
import type { FileSet } from './file-set.ts';
import type { Plan, PlannedScan, SettledScan } from './plan-types.ts';

const NOTHING_AT_ALL = 'no file here';

/** A scanner that somebody or something chose, before asking whether it has anything to do. */
interface Choice {
  readonly scanner: Scanner;
  readonly required: boolean;
  readonly files: readonly ScannedFile[];
  readonly settings: ScannerSettings | undefined;
}

/**
 * Which scanners run on what. Required are the engines, the profile's leading scanner of each category, and whatever the configuration
 * or `--scanners` names, unless `optional: true`; the rest of `thorough` is extra. What was chosen and wants no file here is skipped.
 */
export function plan(settings: Settings, fileSet: FileSet, registry: Registry): Plan {
  const all: readonly Scanner[] = [...registry, ...ownScanners(settings)];
  const asked = all.filter((scanner) => isAskedFor(scanner, settings));
  const filesOf = new Map(asked.map((scanner) => [scanner, wantedFiles(scanner, fileSet.files)]));
  const applies = (scanner: Scanner) =>
    looksAtImages(scanner) ? settings.images.length > 0 : (filesOf.get(scanner) ?? []).length > 0;
  // Nobody named the leading scanners: offline, those lead that can work so, instead of leaving every scan incomplete.
  const canLead = (scanner: Scanner) => applies(scanner) && !isCutOff(scanner, settings);
  const leading = new Set<Scanner>(settings.profile === 'embedded' ? [] : leadingScanners(asked.filter(canLead)));

  const choices = asked.flatMap((scanner): readonly Choice[] => {
    const chosen = scanner.kind === 'embedded' || leading.has(scanner) || isNamed(scanner, settings);
    const extra = settings.profile === 'thorough' && applies(scanner);
    if (!chosen && !extra) return [];
    const own = settingsOf(scanner, settings);
    return [{ scanner, required: chosen && own?.optional !== true, files: filesOf.get(scanner) ?? [], settings: own }];
  });
  const unasked = all.filter((scanner) => isNamed(scanner, settings) && !isAskedFor(scanner, settings));
  const idle = choices.filter(({ scanner }) => !applies(scanner));
  const cutOff = choices.filter(({ scanner }) => applies(scanner) && isCutOff(scanner, settings));
  const running = choices.filter((choice) => !idle.includes(choice) && !cutOff.includes(choice));
  return {
    scans: running.map((choice) => planned(choice, settings)),
    settled: [...idle.map(skipped), ...cutOff.map(unreachable), ...unasked.map(notAskedFor)],
  };
}

function isAskedFor({ category }: Scanner, { categories }: Settings): boolean {
  return categories.length === 0 || categories.includes(category);
}

function looksAtImages(scanner: Scanner): boolean {
  return scanner.kind === 'embedded' && scanner.looksAtImages === true;
}

function isNamed(scanner: Scanner, settings: Settings): boolean {
  return settings.scanners.includes(scanner.name) || settingsOf(scanner, settings) !== undefined;
}

function settingsOf(scanner: Scanner, { scannerSettings }: Settings): ScannerSettings | undefined {
  return scannerSettings.find(({ name }) => name === scanner.name);
}

/** The first recommended scanner of each category, of those that apply, in the registry's order. */
function leadingScanners(applying: readonly Scanner[]): readonly Scanner[] {
  const recommended = applying.filter((scanner) => scanner.kind === 'external' && scanner.recommended);
  return recommended.filter(
    ({ category }, index) => recommended.findIndex((other) => other.category === category) === index,
  );
}

/** The scanners that the configuration brings along as commands. */
function ownScanners({ scannerSettings }: Settings): readonly OwnScanner[] {
  return scannerSettings.flatMap(({ name, own }) => (own === undefined ? [] : [{ kind: 'own', name, ...own }]));
}

function wantedFiles(scanner: Scanner, files: readonly ScannedFile[]): readonly ScannedFile[] {
  return scanner.kind === 'own' ? files : files.filter((file) => scanner.wants(file));
}

function planned({ scanner, required, files, settings: own }: Choice, settings: Settings): PlannedScan {
  return {
    scanner,
    required,
    files,
    extraArgs: own?.args ?? [],
    programPath: own?.path,
    timeoutMs: own?.timeoutMs ?? settings.timeoutMs,
  };
}

function skipped({ scanner, required }: Choice): SettledScan {
  const why = scanner.kind === 'own' ? NOTHING_AT_ALL : scanner.nothingToDo;
  return { scanner, required, status: { state: 'skipped', why } };
}

/** Whether the run is offline and the scanner cannot work so, also not with the user's arguments. */
function isCutOff(scanner: Scanner, settings: Settings): boolean {
  if (!settings.offline || scanner.kind !== 'external' || scanner.network.length === 0) return false;
  return scanner.worksOffline?.(settingsOf(scanner, settings)?.args ?? []) !== true;
}

/** Offline means that nothing of this run goes out: what cannot work without is not started. */
function unreachable({ scanner, required }: Choice): SettledScan {
  const hosts = scanner.kind === 'external' ? scanner.network.join(', ') : '';
  const why = `needs the network (${hosts}), and this run is offline`;
  return { scanner, required, status: { state: 'unavailable', why, remedy: 'run without offline, or leave it out' } };
}

/** Named, and yet outside the categories that were asked for: said rather than silently left out. */
function notAskedFor(scanner: Scanner): SettledScan {
  const why = `category ${scanner.category} was not asked for`;
  return { scanner, required: true, status: { state: 'skipped', why } };
}
