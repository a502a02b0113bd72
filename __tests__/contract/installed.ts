/** Tests that need a real tool: run where it is installed, and otherwise never silent about it. */
import { existsSync } from 'node:fs';
import { test } from '@jest/globals';
import { programOf, TOOLS } from '../../scripts/scanners-list.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The version that `npm run scanners:install` pins. */
export function pinnedVersion(tool: string): string | undefined {
  return TOOLS.find(({ name }) => name === tool)?.version;
}

/** Those of the tools that are not installed, by name. Throws for a name that the installer does not know. */
export function missing(tools: readonly string[], env: Environment = process.env): readonly string[] {
  return tools.filter((tool) => !existsSync(programOf(tool, env)));
}

/**
 * What becomes of a test that needs tools: GATEHOUSE_REQUIRE_TOOLS (set by `scripts/ci.js`) turns what would be skipped into a failure,
 * unless only optional tools are missing, which CI does not install.
 */
export function decide(absent: readonly string[], env: Environment = process.env): 'run' | 'skip' | 'fail' {
  if (absent.length === 0) return 'run';
  const needed = absent.filter((tool) => TOOLS.find(({ name }) => name === tool)?.optional !== true);
  return needed.length === 0 || (env['GATEHOUSE_REQUIRE_TOOLS'] ?? '') === '' ? 'skip' : 'fail';
}

/** A test that needs one or several tools; where one is not installed, its name in the list of tests says so. */
export function testWith(tools: string | readonly string[], name: string, body: () => void | Promise<void>): void {
  const absent = missing(typeof tools === 'string' ? [tools] : tools);
  const why = `${absent.join(' and ')} ${absent.length > 1 ? 'are' : 'is'} not installed (npm run scanners:install -- ${absent.join(' ')})`;
  const decision = decide(absent);
  if (decision === 'run') test(name, body);
  else if (decision === 'skip') test.skip(`NOT TESTED: ${why}: ${name}`, body);
  else test(name, () => Promise.reject(new Error(`${why}, and GATEHOUSE_REQUIRE_TOOLS asks for it`)));
}
