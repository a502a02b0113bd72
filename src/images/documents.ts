/**
 * The documents of an image (https://github.com/opencontainers/image-spec/tree/v1.1.1: image-layout, image-index, manifest, config; and
 * https://github.com/moby/docker-image-spec/blob/main/spec.md for archives), as strict in what is used as hostile input asks for.
 */
import * as z from 'zod';
import { ImageError } from './image-error.ts';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const size = z.int().min(0);
const texts = z.array(z.string()).nullish();
/** Go writes `null` for an empty map. */
const names = z.record(z.string(), z.unknown()).nullish();

const descriptor = z.object({
  mediaType: z.string().nullish(),
  digest,
  size,
  annotations: z.record(z.string(), z.string()).nullish(),
  platform: z.object({ os: z.string(), architecture: z.string(), variant: z.string().nullish() }).nullish(),
});

const index = z.object({ manifests: z.array(descriptor).max(10_000) });
const manifest = z.object({ config: descriptor, layers: z.array(descriptor).max(1000) });
const archive = z
  .array(z.object({ Config: z.string(), RepoTags: texts, Layers: z.array(z.string()).max(1000) }))
  .min(1)
  .max(1000);

const config = z.object({
  created: z.string().nullish(),
  architecture: z.string().nullish(),
  os: z.string().nullish(),
  config: z
    .object({
      User: z.string().nullish(),
      Env: texts,
      ExposedPorts: names,
      Cmd: texts,
      Entrypoint: texts,
      Volumes: names,
      Labels: names,
    })
    .nullish(),
  rootfs: z.object({ type: z.literal('layers').nullish(), diff_ids: z.array(digest).max(1000).nullish() }),
  history: z
    .array(
      z.object({
        created: z.string().nullish(),
        created_by: z.string().nullish(),
        empty_layer: z.boolean().nullish(),
      }),
    )
    .max(10_000)
    .nullish(),
});

export type Descriptor = z.infer<typeof descriptor>;
export type Manifest = z.infer<typeof manifest>;
/** What an image says about itself. */
export type ImageConfig = z.infer<typeof config>;

export const readIndex = reader('an index', index);
export const readManifest = reader('a manifest', manifest);
export const readArchiveManifest = reader('a manifest', archive);
export const readConfig = reader('a configuration', config);

/** Bytes of JSON → the document; throws `ImageError` that says which part is wrong. */
function reader<Document>(noun: string, schema: z.ZodType<Document>): (bytes: Uint8Array) => Document {
  return (bytes) => {
    let value: unknown;
    try {
      value = JSON.parse(Buffer.from(bytes).toString('utf8'));
    } catch {
      throw new ImageError(`has ${noun} that is no JSON`);
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const place = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new ImageError(`has ${noun} that is none by the standard${place === '' ? '' : `: ${place} is wrong`}`);
  };
}
