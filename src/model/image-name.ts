import type { FilePath } from './path.ts';

/** A container image on the disk, as `images` names it. Paths are relative to the scanned root, or absolute. */
export type ImageName =
  | { readonly kind: 'oci'; readonly path: FilePath; readonly tag: string | undefined; readonly text: string }
  | {
      readonly kind: 'docker-archive';
      readonly path: FilePath;
      readonly tag: string | undefined;
      readonly text: string;
    };

/**
 * `oci:DIR`, `oci:DIR:TAG`, `docker-archive:FILE`, `docker-archive:FILE:NAME:TAG`: the transports of
 * https://github.com/containers/image/blob/main/docs/containers-transports.5.md. `undefined` for anything else.
 */
export function parseImageName(text: string): ImageName | undefined {
  const [, transport, rest = ''] = /^(oci|docker-archive):(.+)$/.exec(text.trim()) ?? [];
  // The colon of a Windows drive belongs to the path.
  const [, path, tag] = /^((?:[A-Za-z]:[\\/])?[^:]+)(?::(.+))?$/.exec(rest) ?? [];
  if (path === undefined || path.includes('\0')) return undefined;
  const tidy = path.replace(/^(?:\.\/)+(?=.)/, '').replace(/(?<=.)\/+$/, '');
  if (transport === 'oci') return { kind: 'oci', path: tidy, tag, text: text.trim() };
  return transport === 'docker-archive' ? { kind: 'docker-archive', path: tidy, tag, text: text.trim() } : undefined;
}

/** The file that stands for an image: the same on every machine, wherever the image lies. */
export function imagePath({ kind, path }: ImageName): FilePath {
  const isOutside = /^(\/|[A-Za-z]:|\.\.(?:\/|$))/.test(path);
  const inside = isOutside ? path.slice(path.lastIndexOf('/') + 1) : path;
  return kind === 'oci' ? (inside === '.' ? 'index.json' : `${inside}/index.json`) : inside;
}
