import type { ScannedFile } from '../contract.ts';

export const NOTHING_FOR_IAC = 'no Dockerfile, Compose file, Kubernetes manifest or CloudFormation template here';

/** `template`: CloudFormation or Kubernetes objects in JSON if its content says so, and nothing else. */
export type IacKind = 'dockerfile' | 'compose' | 'yaml' | 'template' | 'other';

/** Whether a file is a Dockerfile or Compose file by its name, or YAML or JSON that may hold Kubernetes objects or a template. */
export function wantsForIac(file: ScannedFile): boolean {
  return kindOfPath(file.path) !== 'other';
}

/** JSON that configures programs, and lock files: never a template. */
const OTHER_JSON =
  /(?:^|\/)(?:\.[^/]*|package|composer|bower|lerna|nx|turbo|angular|deno|jest|babel|manifest|tsconfig[^/]*|jsconfig[^/]*|[^/]*[.-]lock|[^/]*-lock|[^/]*\.config|[^/]*\.schema)\.json$/i;

/** Names behind `Dockerfile.` that belong to another kind of file: ignore lists, programs that write Dockerfiles, notes. */
const NOT_DOCKERFILES =
  /\.(?:dockerignore|md|rst|adoc|html?|sh|py|go|rs|rb|[cm]?[jt]sx?|java|json|ya?ml|toml|lock|snap)$/i;

/**
 * What a file of this path is taken for. Compose: https://docs.docker.com/compose/intro/compose-application-model/#the-compose-file;
 * Dockerfile: https://docs.docker.com/build/concepts/dockerfile/#filename; Containerfile is podman's word for it.
 */
export function kindOfPath(path: string): IacKind {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^(?:Docker|Container)file(?:[.-].+)?$|\.(?:docker|container)file$/i.test(name)) {
    return NOT_DOCKERFILES.test(name) ? 'other' : 'dockerfile';
  }
  if (/\.(?:json|template)$/i.test(name)) {
    return OTHER_JSON.test(path) || /(?:^|\/)(?:node_modules|\.vscode)\//.test(path) ? 'other' : 'template';
  }
  if (!/\.ya?ml$/i.test(name)) return 'other';
  if (/^(?:docker-)?compose(?:[.-][^/]*)?\.ya?ml$/i.test(name)) return 'compose';
  // Workflows have an engine of their own, and a lock file is large and never an object.
  return /(^|\/)\.github\//.test(path) || name === 'pnpm-lock.yaml' ? 'other' : 'yaml';
}
