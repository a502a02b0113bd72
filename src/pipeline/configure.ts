import { readConfiguration } from '../config/configuration-file.ts';
import { DEFAULT_SOURCE, DEFAULTS } from '../config/defaults.ts';
import { readInputs } from '../config/inputs.ts';
import { type CompleteLayer, EMPTY_LAYER, mergeLayers } from '../config/layers.ts';
import type { KnownScanner } from '../config/scanner-names.ts';
import type { ScannerSettings, Settings } from '../config/settings.ts';
import { settle } from '../config/settle.ts';
import { dayOf } from '../model/day.ts';
import { ConfigurationError } from '../model/errors.ts';
import type { FilePath } from '../model/path.ts';
import type { Worktree } from '../ports/git.ts';
import type { Logger } from '../ports/logger.ts';
import type { Ports } from '../ports/ports.ts';
import type { Registry } from '../scanners/registry.ts';
import type { ConfigureRequest } from './configure-request.ts';
import { findConfiguration } from './find-configuration.ts';
import type { Place } from './locate.ts';

const TWO_YEARS_MS = 2 * 365 * 86_400_000;

/**
 * Layers of policy → the settings of a run: the defaults, over them the configuration file, over it the inputs. Rejects with
 * `ConfigurationError` that holds everything wrong in file and inputs together. Exceptions that expired are told to the logger.
 */
export async function configure(
  request: ConfigureRequest,
  { root, worktree, snapshot }: Place,
  registry: Registry,
  ports: Ports,
): Promise<Settings> {
  const found = await findConfiguration({ ...request, root }, worktree?.top, ports.files);
  const scanners = registry.map(knownScanner);
  const file =
    found === undefined
      ? { layer: EMPTY_LAYER, ownScanners: [], mistakes: [] }
      : readConfiguration(found.bytes, { name: found.name, isTrusted: found.isNamed || request.trust, scanners });
  const inputs = readInputs(request.inputs, [...scanners.map(({ name }) => name), ...file.ownScanners]);
  const mistakes = [...file.mistakes, ...inputs.mistakes];
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);

  const merged = mergeLayers(mergeLayers(DEFAULTS, file.layer), inputs.layer);
  const settings = settle(nameCheck(merged, worktree));
  tellExpiries(settings, ports.clock.now(), ports.logger);
  return {
    ...settings,
    // Images and reports of others are made from the files on the disk: they say nothing of what is staged.
    ...(snapshot !== undefined && { images: [], sarifFiles: [] }),
    scannerSettings: settings.scannerSettings.map((scanner) => placeProgram(scanner, snapshot?.workspace ?? root)),
  };
}

function knownScanner({ name, category, kind }: Registry[number]): KnownScanner {
  return { name, category, embedded: kind === 'embedded' };
}

/** Two folders of one repository must not overwrite each other's check: the default name tells them apart. */
function nameCheck(layer: CompleteLayer, worktree: Worktree | undefined): CompleteLayer {
  const { checkName } = layer.values;
  if (checkName.from !== DEFAULT_SOURCE) return layer;
  const folder = worktree?.prefix.replace(/\/$/, '') ?? '';
  if (folder === '') return layer;
  return { ...layer, values: { ...layer.values, checkName: { ...checkName, value: `${checkName.value}/${folder}` } } };
}

/** An exception that expired is no error, and never silent; nor is one that nobody will look at again. */
function tellExpiries({ policy }: Settings, nowMs: number, logger: Logger): void {
  const today = dayOf(nowMs);
  const far = dayOf(nowMs + TWO_YEARS_MS);
  for (const { rule, owner, expires, from } of policy.exceptions) {
    if (expires < today)
      logger.warn(
        `${from}: the exception for ${rule} expired on ${expires} and no longer works: ${owner} renews or removes it`,
      );
    else if (expires > far)
      logger.warn(
        `${from}: the exception for ${rule} works until ${expires}, more than two years: choose a nearer day`,
      );
  }
}

/** A program's path is relative to the scanned folder; made absolute after the digest, which is the same on every machine. */
function placeProgram(scanner: ScannerSettings, root: FilePath): ScannerSettings {
  const { path } = scanner;
  return path === undefined || path.startsWith('/') ? scanner : { ...scanner, path: `${root}/${path}` };
}
