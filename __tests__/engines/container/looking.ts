import { createContainerEngine } from '../../../src/engines/container/engine.ts';
import type { TreeReport } from '../../../src/engines/contract.ts';
import type { AdvisorySettings } from '../../../src/model/advisory-settings.ts';
import { packagedAssets } from '../../support/assets.ts';
import { FakeFiles, fakePorts } from '../../support/fake-ports.ts';
import { below, type ImageToBe, ociLayout } from '../../support/image-writer.ts';

const SETTINGS: AdvisorySettings = { service: false, folders: ['advisories'], maxAgeMs: 86_400_000, private: [] };

export interface Looking {
  /** By path below the root: Dockerfiles and whatever else is in the tree. */
  readonly tree?: Readonly<Record<string, string | Uint8Array>>;
  /** OSV records by ecosystem. */
  readonly records?: Readonly<Record<string, readonly object[]>>;
  readonly images?: readonly string[];
}

/** The engine's report on an image at `oci:img`. */
export async function lookAt(
  image: ImageToBe,
  { tree = {}, records = {}, images = ['oci:img'] }: Looking = {},
): Promise<TreeReport> {
  const advisories = Object.entries(records).flatMap(([ecosystem, list]) =>
    list.map((record, at) => [`/repo/advisories/${ecosystem}/${at}.json`, JSON.stringify(record)] as const),
  );
  const files = new FakeFiles({
    ...below('/repo/img', ociLayout(image)),
    ...Object.fromEntries(Object.entries(tree).map(([path, content]) => [`/repo/${path}`, content])),
    ...Object.fromEntries(advisories),
  });
  files.addFolder('/repo/advisories');
  const ports = fakePorts({ files });
  const engine = createContainerEngine(packagedAssets);
  const wanted = Object.keys(tree)
    .map((path) => ({ path, sizeBytes: 1 }))
    .filter((file) => engine.wants(file));
  return engine.scan(
    { files: wanted, read: (path) => files.read(`/repo/${path}`, 2 ** 20) },
    { ...ports, images, offline: true, advisories: SETTINGS, serviceUrl: 'https://osv.invalid', root: '/repo' },
  );
}

/** A paragraph of dpkg's database. */
export function dpkgParagraph(name: string, version: string, source?: string): string {
  const lines = [`Package: ${name}`, 'Status: install ok installed', 'Architecture: amd64', `Version: ${version}`];
  return `${[...lines, ...(source === undefined ? [] : [`Source: ${source}`])].join('\n')}\nDescription: x\n more\n\n`;
}

export const DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n';
