import { CATEGORIES, type Category } from '../model/category.ts';
import type { Mistake } from '../model/errors.ts';
import { parseImageName } from '../model/image-name.ts';
import { printable } from '../model/text.ts';
import { readThresholds } from './input-thresholds.ts';
import { type Choice, choiceOf, durationOf, listOf, type Reading, switchOf, wholeNumberOf } from './input-values.ts';
import { EMPTY_LAYER, given, type Layer, mergeLayers } from './layers.ts';
import type { RawInput } from './raw-input.ts';
import { unknownScanner } from './scanner-names.ts';
import { checkName } from './schema-parts.ts';
import { PROFILES } from './settings.ts';

/** A single input's layer, or what is wrong with it. */
type InputReader = (input: RawInput, scanners: readonly string[]) => Reading<Layer>;

/** Every input that decides settings, by its kebab-case name. */
const READERS: Readonly<Record<string, InputReader>> = {
  profile: ({ value, from }) => values(choiceOf(value, PROFILES), (profile) => given('profile', profile, from)),
  scanners: ({ value, from }, known) => values(scannersOf(value, known), (names) => given('scanners', names, from)),
  categories: ({ value, from }) => values(categoriesOf(value), (names) => given('categories', names, from)),
  'fail-on': (input) => readThresholds(input),
  offline: ({ value, from }) => values(switchOf(value), (offline) => given('offline', offline, from)),
  'max-parallel': ({ value, from }) =>
    values(wholeNumberOf(value, 1, 256), (count) => given('maxParallel', count, from)),
  timeout: ({ value, from }) => values(durationOf(value), (timeoutMs) => given('timeoutMs', timeoutMs, from)),
  'sarif-files': ({ value, from }) => ({ ok: layerOf(given('sarifFiles', listOf(value), from)) }),
  images: ({ value, from }) => values(imagesOf(value), (names) => given('images', names, from)),
  'check-name': ({ value, from }) => values(checkNameOf(value), (name) => given('checkName', name, from)),
};

/** Names of all inputs that decide settings. */
export const INPUT_NAMES: readonly string[] = Object.keys(READERS);

/**
 * The inputs as typed → one layer and all that is wrong with them. `scanners` are the names that `--scanners` may hold.
 * An empty value is a mistake: leaving an input out is how one says nothing.
 */
export function readInputs(
  inputs: Readonly<Record<string, RawInput>>,
  scanners: readonly string[],
): { readonly layer: Layer; readonly mistakes: readonly Mistake[] } {
  let layer = EMPTY_LAYER;
  const mistakes: Mistake[] = [];
  for (const [name, input] of Object.entries(inputs)) {
    const reading = readInput(name, input, scanners);
    if ('ok' in reading) layer = mergeLayers(layer, reading.ok);
    else mistakes.push(...reading.wrong.map((problem) => ({ place: input.from, problem })));
  }
  return { layer, mistakes };
}

function readInput(name: string, input: RawInput, scanners: readonly string[]): Reading<Layer> {
  const reader = READERS[name];
  if (reader === undefined) return { wrong: [`there is no such input: known are ${INPUT_NAMES.join(', ')}`] };
  if (listOf(input.value).length === 0) return { wrong: ['it is empty: give it a value or leave it out'] };
  return reader(input, scanners);
}

function scannersOf(value: string, known: readonly string[]): Reading<readonly string[]> {
  const names = [...new Set(listOf(value))];
  const wrong = names.filter((name) => !known.includes(name)).map((name) => unknownScanner(name, known));
  return wrong.length === 0 ? { ok: names } : { wrong };
}

function categoriesOf(value: string): Reading<readonly Category[]> {
  const choices: readonly Choice<Category>[] = listOf(value).map((word) => choiceOf(word, CATEGORIES));
  const wrong = choices.flatMap((choice) => ('wrong' in choice ? choice.wrong : []));
  return wrong.length > 0
    ? { wrong }
    : { ok: [...new Set(choices.flatMap((choice) => ('ok' in choice ? [choice.ok] : [])))] };
}

function imagesOf(value: string): Reading<readonly string[]> {
  const names = listOf(value);
  const wrong = names.filter((name) => parseImageName(name) === undefined);
  return wrong.length === 0
    ? { ok: names }
    : { wrong: wrong.map((name) => `"${printable(name)}" is no image: write oci:DIR or docker-archive:FILE`) };
}

function checkNameOf(value: string): Reading<string> {
  const parsed = checkName.safeParse(value.trim());
  return parsed.success ? { ok: parsed.data } : { wrong: [`it must be ${parsed.error.issues[0]?.message}`] };
}

function values<Value>(reading: Reading<Value>, toValues: (value: Value) => Layer['values']): Reading<Layer> {
  return 'ok' in reading ? { ok: layerOf(toValues(reading.ok)) } : reading;
}

function layerOf(layerValues: Layer['values']): Layer {
  return { ...EMPTY_LAYER, values: layerValues };
}
