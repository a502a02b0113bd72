/** Types of `scanners-list.js` for the tests; the scripts themselves run without a build. */
export interface PinnedTool {
  readonly name: string;
  readonly version: string;
  readonly kind: 'go' | 'go-module' | 'pip' | 'npm';
  /** Installed only when it is named, or with `--all`: where it is missing, its tests are skipped by name, in CI too. */
  readonly optional?: boolean;
  readonly program: string;
}
export const TOOLS: readonly PinnedTool[];
export function toolsFolder(env?: Readonly<Record<string, string | undefined>>): string;
export function programOf(name: string, env?: Readonly<Record<string, string | undefined>>): string;
