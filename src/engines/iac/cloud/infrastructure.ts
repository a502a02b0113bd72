import type { Region } from '../../../model/location.ts';
import type { FilePath } from '../../../model/path.ts';
import { type Place, settled, type Value } from './value.ts';

/** What code says will exist: the resources of a root module with all that it calls, or of a template. */
export interface Infrastructure {
  readonly resources: readonly Resource[];
  ofType(type: string): readonly Resource[];
  /** Resource or data source by its address without keys. */
  at(address: string): Resource | undefined;
}

export interface Resource {
  /** `module.net.aws_vpc.main["a"]`, `MyBucket`. */
  readonly address: string;
  /** The address without the keys of instances. */
  readonly base: string;
  /** `aws_s3_bucket`, `data.aws_iam_policy_document`, `AWS::S3::Bucket`. */
  readonly type: string;
  readonly path: FilePath;
  /** Where it is named. */
  readonly header: Region;
  /** All of it. */
  readonly region: Region;
  readonly body: Value;
}

export function infrastructureOf(resources: readonly Resource[]): Infrastructure {
  const byType = new Map<string, Resource[]>();
  const byAddress = new Map<string, Resource>();
  for (const resource of resources) {
    const alike = byType.get(resource.type);
    if (alike === undefined) byType.set(resource.type, [resource]);
    else alike.push(resource);
    if (!byAddress.has(resource.base)) byAddress.set(resource.base, resource);
  }
  return {
    resources,
    ofType: (type) => byType.get(type) ?? [],
    at: (address) => byAddress.get(address),
  };
}

/** Where a result about a value of the resource is shown: at the value if it stands in the resource, else at the resource's name. */
export function regionIn(resource: Resource, place: Place | undefined): Region {
  if (place === undefined || place.path !== resource.path) return resource.header;
  const { startLine, endLine } = place.region;
  const isInside = startLine >= resource.region.startLine && endLine <= resource.region.endLine;
  return isInside ? place.region : resource.header;
}

/** Whether a value names the resource (by reference, or by a name that both are known to have); `undefined` when nobody can say. */
export function namesResource(
  value: Value | undefined,
  resource: Resource,
  name: Value | undefined,
): boolean | undefined {
  if (value === undefined) return false;
  if (value.kind === 'reference') {
    if (value.address === resource.base) return true;
    // A reference to another resource or data source; what that one says may still be this one's name.
  }
  const found = settled(value);
  if (found.kind === 'list') {
    const answers = found.items.map((item) => namesResource(item, resource, name));
    if (answers.includes(true)) return true;
    return found.isComplete && !answers.includes(undefined) ? false : undefined;
  }
  if (found.kind === 'unknown') return value.kind === 'reference' ? false : undefined;
  const own = name === undefined ? undefined : settled(name);
  if (found.kind !== 'text' || own?.kind !== 'text') return false;
  return found.value === own.value;
}
