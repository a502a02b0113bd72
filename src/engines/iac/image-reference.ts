/** The parts of an image's name (https://github.com/distribution/reference: `[domain/]path[:tag][@digest]`). */
export interface ImageReference {
  /** Registry and path, as written: `node`, `ghcr.io/acme/app`. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Cuts an image's name; `undefined` if a variable or template is left in it, so that nothing can be said. */
export function parseImage(text: string): ImageReference | undefined {
  if (text.trim() === '' || /[${}<>\s]/.test(text)) return undefined;
  const [named = '', digest] = text.split('@', 2);
  const tagAt = named.lastIndexOf(':');
  // A colon before the last slash belongs to the registry's port.
  const hasTag = tagAt > named.lastIndexOf('/');
  return {
    name: hasTag ? named.slice(0, tagAt) : named,
    tag: hasTag ? named.slice(tagAt + 1) : undefined,
    digest: digest === undefined || digest === '' ? undefined : digest,
  };
}

/** Whether the name stands for whatever is newest: no tag or `latest`, and no digest. */
export function isNewest({ tag, digest }: ImageReference): boolean {
  return digest === undefined && (tag === undefined || tag === 'latest');
}

/** The name without registry and folders: `app` of `ghcr.io/acme/app`. */
export function lastPart({ name }: ImageReference): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Whether it is one of Docker's official images: a name without registry or folder, or with that of the official ones. */
export function officialName({ name }: ImageReference): string | undefined {
  const bare = name.replace(/^(?:docker\.io\/)?(?:library\/)?/, '');
  return bare.includes('/') ? undefined : bare;
}
