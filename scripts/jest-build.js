import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Before end-to-end tests: the program, built from the sources into .cache/dist. */
export default function build() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  execFileSync(process.execPath, ['scripts/build.js', '--out', '.cache/dist'], { cwd: root, stdio: 'inherit' });
}
