import { CATEGORIES, type Category } from '../model/category.ts';
import type { Exception, Sourced, Threshold } from '../policy/policy.ts';
import type { Profile } from './settings.ts';

/** The values of which a higher layer's simply takes the place of a lower one's. */
export interface LayerValues {
  readonly profile: Profile;
  readonly scanners: readonly string[];
  readonly categories: readonly Category[];
  readonly exclude: readonly string[];
  readonly failOn: Threshold;
  readonly onIncomplete: 'fail' | 'pass';
  readonly inlineExceptions: boolean;
  readonly advisoryService: boolean;
  readonly advisoryFolders: readonly string[];
  readonly advisoryMaxAgeMs: number;
  readonly privatePackages: readonly string[];
  readonly offline: boolean;
  readonly maxParallel: number | undefined;
  readonly timeoutMs: number;
  readonly sarifFiles: readonly string[];
  readonly images: readonly string[];
  readonly trustedRegistries: readonly string[];
  readonly checkName: string;
}

/** What one layer says about a scanner; keys that it leaves out are the lower layer's. */
export interface ScannerLayer {
  readonly args?: readonly string[];
  readonly path?: string;
  readonly optional?: boolean;
  readonly timeoutMs?: number;
  readonly own?: { readonly category: Category; readonly command: readonly string[] };
  readonly from: string;
}

type SourcedValues = { readonly [Key in keyof LayerValues]: Sourced<LayerValues[Key]> };

/** What one source (the defaults, the repository's file, the inputs) says, every value with its place. */
export interface Layer {
  readonly values: Partial<SourcedValues>;
  readonly failOnByCategory: Readonly<Partial<Record<Category, Sourced<Threshold>>>>;
  readonly exceptions: readonly Exception[];
  readonly scannerSettings: Readonly<Record<string, ScannerLayer>>;
}

/** All layers laid over the defaults: nothing is missing any more. */
export interface CompleteLayer extends Layer {
  readonly values: SourcedValues;
}

export const EMPTY_LAYER: Layer = { values: {}, failOnByCategory: {}, exceptions: [], scannerSettings: {} };

/**
 * Lays `upper` over `lower`, key by key: values are replaced, a category's threshold stays unless `upper` names that category,
 * exceptions add up. Associative and idempotent, with `EMPTY_LAYER` as its neutral element.
 */
export function mergeLayers(lower: CompleteLayer, upper: Layer): CompleteLayer;
export function mergeLayers(lower: Layer, upper: Layer): Layer;
export function mergeLayers(lower: Layer, upper: Layer): Layer {
  return {
    values: { ...lower.values, ...upper.values },
    failOnByCategory: { ...lower.failOnByCategory, ...upper.failOnByCategory },
    exceptions: mergeExceptions(lower.exceptions, upper.exceptions),
    scannerSettings: mergeScanners(lower.scannerSettings, upper.scannerSettings),
  };
}

/** A sourced value under its name, or nothing where the layer does not say it. */
export function given<Key extends keyof LayerValues>(
  key: Key,
  value: LayerValues[Key] | undefined,
  from: string,
): Partial<SourcedValues> {
  // The computed key makes TypeScript forget which one it is.
  return value === undefined ? {} : ({ [key]: { value, from } } as Partial<SourcedValues>);
}

/** Categories that have a threshold of their own, in the order of `CATEGORIES`. */
export function sortedThresholds(layer: Layer): readonly (readonly [Category, Sourced<Threshold>])[] {
  return CATEGORIES.flatMap((category) => {
    const threshold = layer.failOnByCategory[category];
    return threshold === undefined ? [] : [[category, threshold] as const];
  });
}

function mergeExceptions(lower: readonly Exception[], upper: readonly Exception[]): readonly Exception[] {
  const seen = new Set<string>();
  return [...lower, ...upper].filter((exception) => {
    const key = JSON.stringify(exception);
    return !seen.has(key) && seen.add(key);
  });
}

function mergeScanners(
  lower: Readonly<Record<string, ScannerLayer>>,
  upper: Readonly<Record<string, ScannerLayer>>,
): Readonly<Record<string, ScannerLayer>> {
  const merged = new Map(Object.entries(lower));
  for (const [name, scanner] of Object.entries(upper)) merged.set(name, { ...merged.get(name), ...scanner });
  return Object.fromEntries(merged);
}
