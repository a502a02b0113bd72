import type { FilePath } from '../../../model/path.ts';
import type { NotLookedAt } from '../../../model/scan.ts';
import { printable, shorten } from '../../../model/text.ts';
import type { HclAttribute, HclBlock, HclBody } from '../../syntax/hcl/hcl.ts';

/** A block or attribute with the file that it stands in. */
export interface InFile<T> {
  readonly path: FilePath;
  readonly item: T;
}

/** The files of one folder: a module (https://developer.hashicorp.com/terraform/language/modules). */
export interface ModuleSource {
  readonly folder: FilePath;
  readonly variables: ReadonlyMap<string, InFile<HclBlock>>;
  readonly locals: ReadonlyMap<string, InFile<HclAttribute>>;
  readonly outputs: ReadonlyMap<string, InFile<HclBlock>>;
  readonly calls: ReadonlyMap<string, InFile<HclBlock>>;
  /** By `type.name`, data sources by `data.type.name`. */
  readonly resources: ReadonlyMap<string, InFile<HclBlock>>;
  /** Values of variables that Terraform takes without being told (terraform.tfvars, *.auto.tfvars), the last one that counts. */
  readonly values: ReadonlyMap<string, InFile<HclAttribute>>;
  /** Resources that another one of the same address stands in the place of. Terraform takes none of them. */
  readonly replaced: readonly NotLookedAt[];
}

export interface ReadFile {
  readonly path: FilePath;
  readonly body: HclBody;
}

/** Gathers files by their folder. */
export function moduleSources(files: readonly ReadFile[]): ReadonlyMap<FilePath, ModuleSource> {
  const byFolder = new Map<FilePath, ReadFile[]>();
  for (const file of files) {
    const folder = folderOf(file.path);
    const others = byFolder.get(folder);
    if (others === undefined) byFolder.set(folder, [file]);
    else others.push(file);
  }
  return new Map([...byFolder].map(([folder, inside]) => [folder, moduleSource(folder, inside)]));
}

export function folderOf(path: FilePath): FilePath {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Variable files whose values count by themselves (https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files). */
const AUTOMATIC = /(?:^|\/)(?:terraform|[^/]*\.auto)\.tfvars(?:\.json)?$/;

function moduleSource(folder: FilePath, files: readonly ReadFile[]): ModuleSource {
  const module = {
    folder,
    variables: new Map<string, InFile<HclBlock>>(),
    locals: new Map<string, InFile<HclAttribute>>(),
    outputs: new Map<string, InFile<HclBlock>>(),
    calls: new Map<string, InFile<HclBlock>>(),
    resources: new Map<string, InFile<HclBlock>>(),
    values: new Map<string, InFile<HclAttribute>>(),
    replaced: [] as NotLookedAt[],
  };
  for (const { path, body } of [...files].sort(byPrecedence)) {
    if (/\.tfvars(?:\.json)?$/.test(path)) {
      if (!AUTOMATIC.test(path)) continue;
      for (const attribute of body.attributes) module.values.set(attribute.name, { path, item: attribute });
      continue;
    }
    for (const block of body.blocks) addBlock(module, path, block);
  }
  return module;
}

/** Files that change what others define (https://developer.hashicorp.com/terraform/language/files/override). */
const OVERRIDE = /(?:^|[/_])override\.(?:tf|tofu)(?:\.json)?$/;

/** terraform.tfvars comes first, then *.auto.tfvars by name: the last one counts. */
function byPrecedence(a: ReadFile, b: ReadFile): number {
  const rank = ({ path }: ReadFile) => (/\.auto\.tfvars/.test(path) ? 1 : 0);
  return rank(a) - rank(b) || (a.path < b.path ? -1 : 1);
}

function addBlock(
  module: { readonly [Kind in 'variables' | 'outputs' | 'calls' | 'resources']: Map<string, InFile<HclBlock>> } & {
    readonly locals: Map<string, InFile<HclAttribute>>;
    readonly replaced: NotLookedAt[];
  },
  path: FilePath,
  block: HclBlock,
): void {
  const [first = '', second = ''] = block.labels;
  const placed = { path, item: block };
  switch (block.type) {
    case 'variable':
      module.variables.set(first, placed);
      return;
    case 'output':
      module.outputs.set(first, placed);
      return;
    case 'module':
      module.calls.set(first, placed);
      return;
    case 'locals':
      for (const attribute of block.body.attributes) module.locals.set(attribute.name, { path, item: attribute });
      return;
    case 'resource': {
      const address = `${first}.${second}`;
      const other = module.resources.get(address);
      if (other !== undefined && !OVERRIDE.test(path)) module.replaced.push(replacedBy(placed, other, address));
      module.resources.set(address, placed);
      return;
    }
    case 'data':
      module.resources.set(`data.${first}.${second}`, placed);
      return;
    default:
  }
}

function replacedBy({ path }: InFile<HclBlock>, other: InFile<HclBlock>, address: string): NotLookedAt {
  const where = path === other.path ? 'further down' : `in ${shorten(printable(path), 80)}`;
  const line = other.item.header.startLine;
  const why = `${shorten(printable(address), 80)} at line ${line} stands ${where} again: this one was not looked at`;
  return { path: other.path, why };
}

/** The folder that a local source names, seen from the calling module's; `undefined` for every other source and for what is outside. */
export function localSource(folder: FilePath, source: string): FilePath | undefined {
  if (!/^\.\.?(?:\/|$)/.test(source)) return undefined;
  const segments = folder === '' ? [] : folder.split('/');
  for (const segment of source.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}
