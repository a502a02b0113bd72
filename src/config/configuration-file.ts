import type { Mistake } from '../model/errors.ts';
import { fileLayer } from './file-layer.ts';
import { EMPTY_LAYER, type Layer } from './layers.ts';
import { ownScannerNames, scannerMistakes } from './scanner-mistakes.ts';
import type { KnownScanner } from './scanner-names.ts';
import { configurationSchema } from './schema.ts';
import { schemaMistakes } from './schema-mistakes.ts';
import { readYaml } from './yaml-document.ts';

// A configuration of a thousand exceptions has about 200 KB.
export const MAX_CONFIGURATION_BYTES = 1024 * 1024;

/** What reading a configuration needs to know besides its text. */
export interface FileContext {
  /** How the file is called in mistakes and reasons: `.github/gatehouse.yml`. */
  readonly name: string;
  /** Whether it may name programs to run. */
  readonly isTrusted: boolean;
  readonly scanners: readonly KnownScanner[];
}

export interface FileReading {
  /** Empty when there are mistakes. */
  readonly layer: Layer;
  readonly ownScanners: readonly string[];
  /** Sorted by place in the file. */
  readonly mistakes: readonly Mistake[];
}

/** The bytes of a configuration file → its layer, or everything that is wrong with it. Never throws. */
export function readConfiguration(bytes: Uint8Array, context: FileContext): FileReading {
  const text = decode(bytes);
  if (text === undefined) {
    return refuse([{ place: context.name, problem: 'this is not UTF-8 text: save it as UTF-8' }]);
  }
  const { document, mistakes } = readYaml(text, context.name);
  if (document === undefined) return refuse(mistakes);
  const parsed = configurationSchema.safeParse(document.value);
  const found = [
    ...(parsed.success ? [] : schemaMistakes(parsed.error.issues, document)),
    ...scannerMistakes(document, context.scanners, context.isTrusted),
  ];
  const ownScanners = ownScannerNames(document);
  if (!parsed.success || found.length > 0) return { ...refuse(found.sort(compareMistakes)), ownScanners };
  return { layer: fileLayer(parsed.data, document.lineOf), ownScanners, mistakes: [] };
}

function refuse(mistakes: readonly Mistake[]): FileReading {
  return { layer: EMPTY_LAYER, ownScanners: [], mistakes };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // The decoder throws for malformed bytes only.
    return undefined;
  }
}

/** From top to bottom; places end in `:line:column`. */
function compareMistakes(a: Mistake, b: Mistake): number {
  const [lineA, columnA] = lineAndColumn(a);
  const [lineB, columnB] = lineAndColumn(b);
  return lineA - lineB || columnA - columnB;
}

function lineAndColumn({ place }: Mistake): readonly [number, number] {
  const [column = '0', line = '0'] = place.split(':').reverse();
  return [Number(line), Number(column)];
}
