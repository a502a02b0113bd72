import type { EngineSettings } from '../contract.ts';

/** Where an image is pulled from, as far as its name says. */
interface Origin {
  readonly registry: string;
  /** Folders and name behind the registry: `library/node`, `acme/app`. */
  readonly path: string;
  /** `false`: a variable follows, and `path` is only how it begins. */
  readonly isWhole: boolean;
}

/** What variables and templates of the formats begin with. */
const OPEN = /[${<\s]/;

/**
 * Where an image of this name is pulled from, if that is certain and none of the trusted registries; `undefined` where there is nothing to
 * report, and always while no registry is named.
 */
export function strangeRegistry(image: string, { trustedRegistries }: EngineSettings): string | undefined {
  if (trustedRegistries.length === 0) return undefined;
  const origin = originOf(image.trim());
  return origin === undefined || trustedRegistries.some((trusted) => mayBelong(origin, trusted))
    ? undefined
    : origin.registry;
}

/**
 * Docker's reading of a name (https://github.com/distribution/reference, `ParseNormalizedNamed`): the part before the first slash is a registry
 * if it holds a dot or a colon or is `localhost`; everything else is at docker.io, and official images are below `library` there.
 */
function originOf(image: string): Origin | undefined {
  const openAt = image.search(OPEN);
  const certain = openAt === -1 ? image : image.slice(0, openAt);
  const slash = certain.indexOf('/');
  if (slash === -1) return originWithoutFolder(image, certain, openAt !== -1);
  const first = certain.slice(0, slash);
  const isRegistry = /[.:A-Z]/.test(first) || first === 'localhost';
  const rest = isRegistry ? certain.slice(slash + 1) : certain;
  const isWhole = openAt === -1 || /[:@]/.test(rest);
  const path = rest.replace(/[:@].*$/, '');
  const registry = isRegistry ? first.toLowerCase() : DOCKER_HUB;
  if (!HUB_NAMES.has(registry)) return { registry, path, isWhole };
  const isOfficial = isWhole && !path.includes('/');
  return { registry: DOCKER_HUB, path: isOfficial ? `library/${path}` : path, isWhole };
}

/** `node`, `node:24` and `node:${TAG}`, but not `node${SUFFIX}`: what follows may be the rest of a registry's name. */
function originWithoutFolder(image: string, certain: string, isOpen: boolean): Origin | undefined {
  const name = certain.replace(/[:@].*$/, '');
  if (name === '' || (isOpen && (name === certain || image.includes('/')))) return undefined;
  return { registry: DOCKER_HUB, path: `library/${name}`, isWhole: true };
}

const DOCKER_HUB = 'docker.io';
/** Older names of the same registry, which Docker still reads as it. */
const HUB_NAMES: ReadonlySet<string> = new Set([DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io']);

/** Whether the image is below a trusted place, or may be when its variables have values. */
function mayBelong({ registry, path, isWhole }: Origin, trusted: string): boolean {
  const [host = '', ...folders] = trusted.toLowerCase().replace(/\/+$/, '').split('/');
  const known = HUB_NAMES.has(host) ? DOCKER_HUB : host;
  const isHost = known.startsWith('*.') ? registry.endsWith(known.slice(1)) : registry === known;
  const below = folders.join('/');
  if (!isHost) return false;
  if (below === '' || path === below || path.startsWith(`${below}/`)) return true;
  return !isWhole && `${below}/`.startsWith(path);
}
