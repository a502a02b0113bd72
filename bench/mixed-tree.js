import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyTo, makeTree } from './trees.js';

/** As many as keep each scanner busy for some seconds. */
const MODULES = 250;
const DOCKERFILES = 350;
const APPLICATION = { files: 300, bytes: 3e6 };

/**
 * A tree with work for gitleaks, bandit, tfsec and hadolint: part of the application tree, Python's own standard library, and the
 * infrastructure and Dockerfile of the example in many versions that differ in names. Gives what is in it, in words.
 */
export function makeMixedTree(target, root) {
  makeTree(join(target, 'app'), join(root, 'node_modules'), APPLICATION);
  const example = join(root, 'examples', 'vulnerable-app');
  const terraform = readFileSync(join(example, 'infra', 'main.tf'), 'utf8');
  const dockerfile = readFileSync(join(example, 'Dockerfile'), 'utf8');
  for (let number = 0; number < MODULES; number += 1) {
    const text = terraform.replace(/"([a-z][a-z-]*)" \{/g, `"$1_${number}" {`).replace(/aws_(\w+)_\d+"/g, 'aws_$1"');
    write(join(target, 'infra', `module${number}`), 'main.tf', text);
  }
  for (let number = 0; number < DOCKERFILES; number += 1) {
    const text = dockerfile.replace('WORKDIR /app', `WORKDIR /app${number}`);
    write(join(target, 'docker', `service${number}`), 'Dockerfile', text);
  }
  const python = copyStandardLibrary(join(target, 'python'));
  return `${APPLICATION.files} JavaScript and TypeScript, ${python} Python, ${MODULES} Terraform files, ${DOCKERFILES} Dockerfiles`;
}

/**
 * Its packages without their tests, some of which are wrong on purpose. Left out as well: `pydoc_data` and the modules beside the packages,
 * among which are files over which bandit's SARIF writer breaks ("list index out of range", bandit 1.9.4).
 */
function copyStandardLibrary(target) {
  const script = "import sysconfig; print(sysconfig.get_paths()['stdlib'])";
  const folder = spawnSync('python3', ['-c', script], { encoding: 'utf8' }).stdout.trim();
  const names = readdirSync(folder, { recursive: true })
    .filter((name) => /\/.*\.py$/.test(name) && !/(^|\/)(site-packages|pydoc_data|tests?|idle_test)\//.test(name))
    .sort();
  for (const name of names) copyTo(join(folder, name), join(target, name));
  return names.length;
}

function write(folder, name, text) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
}
