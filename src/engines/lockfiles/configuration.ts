import type { FilePath } from '../../model/path.ts';

/** A package manager's configuration, as far as it says where packages come from. */
export interface Configuration {
  readonly path: FilePath;
  readonly registries: readonly Registry[];
  /** npm's `ignore-scripts=true`, Yarn's `enableScripts: false`: packages run nothing when they are installed. */
  readonly ignoresScripts: boolean;
}

/** A registry that something names, and where. */
export interface Registry {
  readonly address: string;
  readonly line: number;
}

const SETTING =
  /^\s*[\w.-]*(?:url|index|registry|extra-index-url|index-url|find-links|proxy)\s*=\s*\[?\s*["']?((?:sparse\+)?https?:\/\/[^\s"',\]]+)/;

/**
 * How each kind of configuration names a registry: https://docs.npmjs.com/cli/configuring-npm/npmrc, https://classic.yarnpkg.com/docs/yarnrc,
 * https://yarnpkg.com/configuration/yarnrc, https://pip.pypa.io/en/stable/topics/configuration/, https://docs.astral.sh/uv/concepts/indexes/,
 * https://python-poetry.org/docs/repositories/, https://doc.rust-lang.org/cargo/reference/config.html
 */
const PATTERNS: Readonly<Record<string, RegExp>> = {
  '.npmrc': /^\s*(?:@[^:\s]+:)?registry\s*=\s*["']?(\S+?)["']?\s*$/,
  '.yarnrc': /^\s*"?(?:@[^:\s]+:)?registry"?\s+["']?(\S+?)["']?\s*$/,
  '.yarnrc.yml': /^\s*npmRegistryServer:\s*["']?(\S+?)["']?\s*$/,
  'pip.conf': SETTING,
  'uv.toml': SETTING,
  'pyproject.toml': SETTING,
  Pipfile: SETTING,
  '.cargo/config.toml': SETTING,
  '.cargo/config': SETTING,
};

/** The names of configurations that are looked for beside a lockfile and above it. */
export const CONFIGURATIONS: readonly string[] = Object.keys(PATTERNS);

/** Reads a configuration by its name, line by line. */
export function readConfiguration(path: FilePath, text: string): Configuration {
  const name = CONFIGURATIONS.find((candidate) => path === candidate || path.endsWith(`/${candidate}`)) ?? '';
  const pattern = PATTERNS[name];
  const registries = text.split(/\r\n|\r|\n/).flatMap((line, index) => {
    const address = pattern?.exec(line)?.[1]?.replace(/^sparse\+/, '');
    return address === undefined ? [] : [{ address, line: index + 1 }];
  });
  const ignoresScripts = /^\s*(?:"?ignore-scripts"?\s*[= ]\s*"?true"?|enableScripts:\s*false)\s*$/m.test(text);
  return { path, registries, ignoresScripts };
}
