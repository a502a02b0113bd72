/**
 * Recall and wrong reports on NIST's Juliet test suite for Java: `node bench/juliet.js FOLDER [CLI]`, where FOLDER holds its `testcases`
 * (https://samate.nist.gov/SARD/test-suites/111) and CLI is the built program. A method's name says the truth: `bad…` has the weakness,
 * `good…` has not. Left out are cases of several files (flow variants 22 and from 51 on), whose ways no engine of one file sees.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [cases = '', cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))] = process.argv.slice(2);

/** Folder's CWE → weaknesses by which a report of it is right. */
const WEAKNESSES = {
  15: [15, 74, 99],
  23: [22],
  36: [22],
  78: [78],
  80: [79],
  81: [79],
  83: [79],
  89: [89],
  90: [90],
  113: [113],
  134: [134],
  256: [256, 522],
  259: [259, 798],
  315: [312, 315],
  319: [319],
  321: [321, 798],
  327: [327],
  328: [328],
  329: [329],
  336: [336],
  338: [338],
  470: [470],
  523: [523, 319],
  539: [539],
  598: [598],
  601: [601],
  613: [613],
  614: [614],
  643: [643],
  759: [759, 916],
  760: [760, 916],
};
const SEVERE = new Set(['medium', 'high', 'critical']);
const METHOD = /^ {4}(?:public|private|protected)[^;=]*?\b((?:bad|good)\w*)\s*\(/;
const SEVERAL_FILES = /_(?:22[ab]?|[5-9]\d[a-z]?)(?:_\w+)?\.java$/;

const scratch = mkdtempSync(join(tmpdir(), 'gatehouse-juliet-'));
try {
  console.log('CWE\tbad\tfound\tat medium\tgood\treported\tat medium');
  const totals = [0, 0, 0, 0, 0, 0];
  for (const [cwe, weaknesses] of Object.entries(WEAKNESSES)) {
    const folder = readdirSync(cases).find((name) => name.startsWith(`CWE${cwe}_`));
    if (folder === undefined) continue;
    const figures = measured(join(cases, folder), new Set(weaknesses.map((number) => `CWE-${number}`)));
    for (const [index, figure] of figures.entries()) totals[index] += figure;
    console.log([cwe, ...figures].join('\t'));
  }
  console.log(['all', ...totals].join('\t'));
} finally {
  rmSync(scratch, { recursive: true });
}

/** Bad methods, found, found at medium or above; good methods, reported, reported at medium or above. */
function measured(folder, weaknesses) {
  const copy = join(scratch, basename(folder));
  cpSync(folder, copy, { recursive: true, filter: (path) => !SEVERAL_FILES.test(path) });
  const units = new Map();
  const unitAt = new Map();
  for (const path of readdirSync(copy, { recursive: true }).filter((name) => name.endsWith('.java')))
    readUnits(path, readFileSync(join(copy, path), 'utf8'), units, unitAt);
  for (const { rule, severity, location } of findingsIn(copy)) {
    const unit = units.get(unitAt.get(location.path)?.[location.startLine]);
    if (unit === undefined || !rule.cwes.some((each) => weaknesses.has(each))) continue;
    unit.isFound = true;
    unit.isSevere ||= SEVERE.has(severity);
  }
  return [true, false].flatMap((isBad) => {
    const all = [...units.values()].filter((unit) => unit.isBad === isBad);
    return [all.length, all.filter((unit) => unit.isFound).length, all.filter((unit) => unit.isSevere).length];
  });
}

/** The methods of a case; what one of them is split into (`goodG2B1Sink`) belongs to it. */
function readUnits(path, text, units, unitAt) {
  const lines = text.split('\n');
  const names = lines.map((line) => METHOD.exec(line)?.[1]);
  const isSplit = names.some((name) => /^good./.test(name ?? ''));
  let current;
  unitAt.set(path, [
    undefined,
    ...names.map((name) => {
      if (name === undefined) return current;
      const own = name.startsWith('bad') ? 'bad' : name.replace(/_?(?:[sS]ink|[sS]ource)$/, '');
      current = own === 'good' && isSplit ? undefined : `${path} ${own}`;
      if (current !== undefined) units.set(current, { isBad: own === 'bad', isFound: false, isSevere: false });
      return current;
    }),
  ]);
}

function findingsIn(folder) {
  const args = [cli, 'scan', folder, '--offline', '--quiet', '--categories', 'sast', '--format', 'json'];
  try {
    return JSON.parse(
      execFileSync(process.execPath, args, {
        encoding: 'utf8',
        maxBuffer: 2 ** 30,
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    ).findings;
  } catch (error) {
    // 1: something blocks, as it should.
    if (error.status !== 1) throw error;
    return JSON.parse(error.stdout).findings;
  }
}
