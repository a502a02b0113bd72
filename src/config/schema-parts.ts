/**
 * What the schema is built of. Each part carries the words for what it wants: a mistake then reads
 * `policy.fail-on must be critical, high … or never, not "hihg"`.
 */
import * as z from 'zod';
import { parseImageName } from '../model/image-name.ts';
import { canonicalPurl } from '../model/purl.ts';
import { parseDuration } from './duration.ts';
import { showChoices } from './words.ts';

export const A_SECTION = 'a mapping (keys with values)';
const A_LIST = 'a list';
const SOME_TEXT = 'a text that is not empty';
// A check's name goes into the upload category and a file name; GitHub cuts it in its own list at about this length.
const CHECK_NAME = /^[A-Za-z0-9][A-Za-z0-9 ._/()@:+-]{0,99}$/;
const SCANNER_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** A mapping with these keys and no others. */
export function section<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, { error: A_SECTION });
}

export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item, { error: A_LIST });
}

export function oneOf<const Choices extends readonly [string, ...string[]]>(choices: Choices) {
  return z.enum(choices, { error: showChoices(choices) });
}

/** `on`/`off` are strings in YAML 1.2; `true`/`false` mean the same. */
export const onOff = z.union([z.boolean(), z.enum(['on', 'off'])], { error: 'on or off' });

export const text = z.string({ error: SOME_TEXT }).regex(/\S/, { error: SOME_TEXT });

/** A duration between two limits, both in milliseconds and included; `words` says them. */
export function duration(limits: { readonly minMs: number; readonly maxMs: number; readonly words: string }) {
  const inLimits = (written: string | number) => {
    const ms = parseDuration(written);
    return ms !== undefined && ms >= limits.minMs && ms <= limits.maxMs;
  };
  return z
    .union([z.number({ error: limits.words }), z.string({ error: limits.words })], { error: limits.words })
    .refine(inLimits, { error: limits.words });
}

export const count = z
  .int({ error: 'a whole number from 1 to 256' })
  .min(1, { error: 'a whole number from 1 to 256' })
  .max(256, { error: 'a whole number from 1 to 256' });

/** A glob below the scanned root. */
const GLOB_WORDS = 'a pattern of paths below the scanned folder (no "!", no leading "/", no "..")';
export const glob = text
  .max(500, { error: 'a pattern of at most 500 characters' })
  .regex(/^(?!\/|!)(?!(.*\/)?\.\.(\/|$))/, { error: GLOB_WORDS });

export const purl = z
  .string({ error: 'a package URL such as pkg:npm/left-pad' })
  .refine((value) => canonicalPurl(value) !== undefined, { error: 'a package URL such as pkg:npm/left-pad' });

/** A container image on the disk; not in a registry. */
export const imageName = z
  .string({ error: 'oci:DIR or docker-archive:FILE' })
  .refine((value) => parseImageName(value) !== undefined, { error: 'oci:DIR or docker-archive:FILE' });

/** A registry as image names begin: host (`*.` for all below a domain), port, folders; no scheme, tag or digest. */
const REGISTRY = /^(?:\*\.)?[A-Za-z0-9][A-Za-z0-9.-]{0,252}(?::\d{1,5})?(?:\/[a-z0-9._-]{1,200}){0,20}\/?$/;
const REGISTRY_WORDS = 'a registry such as docker.io/library, ghcr.io/acme or *.acme.example (no https://, no tag)';
export const registry = z.string({ error: REGISTRY_WORDS }).regex(REGISTRY, { error: REGISTRY_WORDS });

/** A day of the calendar, as ISO 8601 writes it. */
export const day = z.iso.date({ error: 'a day such as 2027-01-31' });

export const checkName = z.string({ error: 'a name' }).regex(CHECK_NAME, {
  error: 'a name of at most 100 letters, digits, spaces and ._/()@:+-, beginning with a letter or digit',
});

export const scannerName = z.string().regex(SCANNER_NAME, { error: 'a name of lower-case letters, digits and ._-' });
