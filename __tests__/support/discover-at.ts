import type { Settings } from '../../src/config/settings.ts';
import type { FilePath } from '../../src/model/path.ts';
import { discover } from '../../src/pipeline/discover/discover.ts';
import type { FileSet } from '../../src/pipeline/file-set.ts';
import { locate } from '../../src/pipeline/locate.ts';
import type { Ports } from '../../src/ports/ports.ts';

/** The first two stages that look at the tree, as the gate calls them. */
export async function discoverAt(root: FilePath, settings: Settings, ports: Ports): Promise<FileSet> {
  return discover(await locate(root, ports), settings, ports);
}
