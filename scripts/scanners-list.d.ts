/** Types of `scanners-list.js` for the tests; the scripts themselves run without a build. */
export interface PinnedTool {
  readonly name: string;
  readonly version: string;
  readonly kind: 'go' | 'pip' | 'npm';
  readonly program: string;
}
export const TOOLS: readonly PinnedTool[];
export function toolsFolder(env?: Readonly<Record<string, string | undefined>>): string;
export function programOf(name: string, env?: Readonly<Record<string, string | undefined>>): string;
