import type { PartialRegion } from '../model/location.ts';
import { pathFromUri } from '../model/path.ts';
import { asCount, asList, asObject, asText, field } from './fields.ts';
import { MAX_MESSAGE, MAX_PATH } from './limits.ts';

/** Where a result is, as far as its report says so. */
export interface FoundPlace {
  readonly path: string | undefined;
  readonly rawPath: string | undefined;
  readonly region: PartialRegion | undefined;
  /** The location's own message. */
  readonly placeText: string | undefined;
}

/** The first physical location of a result (§3.27.12): code scanning places by it, and so do we. */
export function placeOf(result: unknown, run: unknown): FoundPlace {
  const location = asList(field(result, 'locations'))[0];
  const physical = field(location, 'physicalLocation');
  return {
    ...artifactPath(field(physical, 'artifactLocation'), run),
    region: asRegion(field(physical, 'region')),
    placeText: asText(field(field(location, 'message'), 'text'), MAX_MESSAGE),
  };
}

/** An artifact location's path (§3.4), by its own URI or by the run's list of artifacts; bases are applied. */
export function artifactPath(
  location: unknown,
  run: unknown,
): { path: string | undefined; rawPath: string | undefined } {
  const index = asCount(field(location, 'index'), 0);
  const listed = index === undefined ? undefined : field(asList(field(run, 'artifacts'))[index], 'location');
  const source = asText(field(location, 'uri'), MAX_PATH) === undefined ? listed : location;
  const uri = asText(field(source, 'uri'), MAX_PATH);
  if (uri === undefined) return { path: undefined, rawPath: undefined };
  const joined = isAbsolute(uri) ? uri : baseOf(field(source, 'uriBaseId'), run) + uri;
  const plain = withoutFileScheme(joined);
  return { path: pathFromUri(plain), rawPath: plain };
}

/** A region with a line; one that counts only characters or bytes from the file's start is none. */
export function asRegion(value: unknown): PartialRegion | undefined {
  const startLine = asCount(field(value, 'startLine'), 1);
  if (startLine === undefined) return undefined;
  const startColumn = asCount(field(value, 'startColumn'), 1);
  const endLine = asCount(field(value, 'endLine'), startLine);
  const endColumn = asCount(field(value, 'endColumn'), 1);
  return {
    startLine,
    ...(startColumn !== undefined && { startColumn }),
    ...(endLine !== undefined && { endLine }),
    ...(endColumn !== undefined && { endColumn }),
  };
}

/** Scheme or leading slash; a Windows drive (`C:\x`) looks like a scheme and is as absolute. */
function isAbsolute(uri: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/|\\)/i.test(uri);
}

/**
 * The address that a base's name stands for (§3.14.14), following bases of bases. Names that the run does not define (`%SRCROOT%`)
 * mean the scanned root, and so does `file:///`, which trivy gives although its paths are relative.
 */
function baseOf(name: unknown, run: unknown): string {
  const bases = asObject(field(run, 'originalUriBaseIds'));
  const seen = new Set<unknown>();
  let base = '';
  for (let next = name; typeof next === 'string' && !seen.has(next); ) {
    seen.add(next);
    const found = field(bases, next);
    const uri = asText(field(found, 'uri'), MAX_PATH) ?? '';
    base = (uri === '' || uri.endsWith('/') ? uri : `${uri}/`) + base;
    if (isAbsolute(uri)) break;
    next = field(found, 'uriBaseId');
  }
  return /^file:\/*$/i.test(base) ? '' : base;
}

/** `file:///a/b` → `/a/b`, `file:///C:/a` → `C:/a`, `file://host/a` → `/a`; anything else stays. */
function withoutFileScheme(uri: string): string {
  const found = /^file:(?:\/\/[^/]*)?(\/.*)$/i.exec(uri);
  return found?.[1] === undefined ? uri : found[1].replace(/^\/+(?=[A-Za-z](?::|%3A)\/)/i, '').replace(/^\/{2,}/, '/');
}
