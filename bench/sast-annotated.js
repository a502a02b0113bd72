/**
 * Recall and wrong results on code whose lines say what is wrong there: `ruleid: NAME` in a comment stands above a line that a rule must report,
 * `ok: NAME` above one that it must not (https://semgrep.dev/docs/writing-rules/testing-rules); `bearer:expected NAME` is another way to say
 * the former, and what is reported of that class on other lines of such a file is counted as wrong, though nobody wrote that it is.
 *
 *   node bench/sast-annotated.js CORPUS REPORT.sarif… [--list missed|wrong] [--language python]
 *
 * CORPUS is a checkout of semgrep-rules or bearer-rules; each report is one that a scanner wrote of it. Only rules of category security count whose weakness is
 * one of those that the sast engine has rules for. A result counts for a rule when it stands on the line and is about the same weakness;
 * where a report names no weakness, the line alone decides.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import { parse } from 'yaml';

/** Weaknesses that tools name differently for the same thing: https://cwe.mitre.org/data/definitions/1000.html */
const CLASSES = {
  run: [77, 78, 88, 94, 95, 96, 1336, 913],
  sql: [89, 564],
  query: [90, 643, 943],
  page: [79, 80, 116],
  path: [22, 23, 73, 98],
  address: [918],
  redirect: [601],
  data: [502],
  xml: [611, 776, 91],
  crypto: [326, 327, 328, 329, 916, 321, 310, 780, 1204],
  random: [330, 338, 331, 332],
  tls: [295, 297, 319, 757, 322],
  token: [347, 345, 287],
  cookie: [614, 1004, 1275],
  credential: [798, 259, 522],
  regex: [1333, 400, 185],
  prototype: [1321, 915],
  debug: [489, 215, 209, 668],
  header: [113, 93, 117],
};
const CLASS_OF = new Map(Object.entries(CLASSES).flatMap(([name, cwes]) => cwes.map((cwe) => [cwe, name])));
const LANGUAGE_OF = { '.py': 'python', '.go': 'go', '.java': 'java' };
const SCRIPTS = new Set(['.js', '.jsx', '.ts', '.tsx', '.mjs', '.cjs']);

/** Where the two corpora keep what their security rules are tested with. */
const IS_TEST = /(?:^|\/)(?:security|testdata)\//;
const ANNOTATION = /(?:#|\/\/|\/\*|\{\/\*|<!--)\s*(ruleid|ok|bearer)\s*:\s*(?:expected )?([\w., -]+)/;
const SKIPPED = /(?:#|\/\/|\/\*|\{\/\*|<!--)\s*(?:(?:todo)?(?:ruleid|ok)\s*:|bearer:expected )/;

const [corpus, ...rest] = process.argv.slice(2);
const list = option('--list');
const only = option('--language');
const reports = rest.filter((argument, index) => !argument.startsWith('--') && !rest[index - 1]?.startsWith('--'));
const annotations = readAnnotations(corpus);
for (const report of reports) measure(report);

function option(name) {
  const at = rest.indexOf(name);
  return at === -1 ? undefined : rest[at + 1];
}

function languageOf(path) {
  const extension = extname(path);
  return LANGUAGE_OF[extension] ?? (SCRIPTS.has(extension) ? 'javascript' : undefined);
}

function readAnnotations(root) {
  const paths = readdirSync(root, { recursive: true }).map(String);
  const rules = new Map(paths.filter((path) => /\.ya?ml$/.test(path)).flatMap((path) => rulesIn(join(root, path))));
  return paths
    .filter((path) => languageOf(path) !== undefined && IS_TEST.test(path) && !path.includes('.fixed.'))
    .flatMap((path) => annotationsIn(root, path, rules));
}

function rulesIn(file) {
  try {
    const { rules, metadata } = parse(readFileSync(file, 'utf8')) ?? {};
    if (metadata?.cwe_id !== undefined) return [[metadata.id, classesOf([metadata.cwe_id].flat())]];
    return (rules ?? [])
      .filter(({ metadata }) => metadata?.category === 'security')
      .map((rule) => [rule.id, classesOf([rule.metadata.cwe].flat())]);
  } catch {
    return [];
  }
}

function classesOf(cwes) {
  const numbers = cwes.map((cwe) => Number(/\d+/.exec(String(cwe))?.[0]));
  return new Set(numbers.flatMap((number) => CLASS_OF.get(number) ?? []));
}

/** An annotation is about the next line that is no annotation itself. */
function annotationsIn(root, path, rules) {
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const [, word, names] = ANNOTATION.exec(line) ?? [];
    if (word === undefined) return [];
    let next = index + 1;
    while (next < lines.length && SKIPPED.test(lines[next])) next += 1;
    return names.split(/[,\s]+/).flatMap((name) => {
      const classes = rules.get(name);
      if (classes === undefined || classes.size === 0) return [];
      return [
        {
          path,
          line: next + 1,
          expected: word !== 'ok',
          name,
          classes,
          language: languageOf(path),
          isAll: word === 'bearer',
        },
      ];
    });
  });
}

function measure(file) {
  const results = resultsOf(JSON.parse(readFileSync(file, 'utf8')));
  const table = {};
  for (const annotation of annotations) {
    if (only !== undefined && annotation.language !== only) continue;
    const { path, line, expected, name, classes, language } = annotation;
    const own = (results.get(path) ?? []).filter((result) => agrees(result, classes));
    const isReported = own.some((result) => covers(result, line) || (expected && result.way.includes(line)));
    table[language] ??= { expected: 0, found: 0, fine: 0, wrong: 0 };
    const row = table[language];
    row[expected ? 'expected' : 'fine'] += 1;
    if (isReported) row[expected ? 'found' : 'wrong'] += 1;
    if ((list === 'missed' && expected && !isReported) || (list === 'wrong' && !expected && isReported)) {
      console.log(`${path}:${line} ${name} (${[...classes].join(', ')})`);
    }
  }
  countElsewhere(results, table);
  console.log(basename(file));
  console.table(table);
}

/** Where only what is wrong is marked, what else is reported of the same class in such a file. */
function countElsewhere(results, table) {
  for (const path of new Set(annotations.filter(({ isAll }) => isAll).map((annotation) => annotation.path))) {
    const marked = annotations.filter((annotation) => annotation.path === path);
    const { language } = marked[0];
    if (table[language] === undefined) continue;
    const others = (results.get(path) ?? []).filter(
      (result) =>
        marked.some(({ classes }) => agrees(result, classes)) &&
        !marked.some(({ line }) => covers(result, line) || result.way.includes(line)),
    );
    table[language].wrong += others.length;
    if (list === 'wrong') for (const { start } of others) console.log(`${path}:${start} ${marked[0].name}`);
  }
}

/** Tools mark the call, the argument or the statement: the annotated line is in it, or it begins right below. */
function covers({ start, end }, line) {
  return start <= line + 1 && end >= line && start >= line - 8;
}

function agrees(result, classes) {
  return result.classes.size === 0 || [...result.classes].some((name) => classes.has(name));
}

function resultsOf(log) {
  const byPath = new Map();
  for (const run of log.runs ?? []) {
    const rules = [run.tool.driver, ...(run.tool.extensions ?? [])].flatMap((component) => component.rules ?? []);
    const classes = new Map(rules.map((rule) => [rule.id, classesOf(cwesOf(rule))]));
    for (const result of run.results ?? []) {
      const place = result.locations?.[0]?.physicalLocation;
      if (place === undefined) continue;
      const path = pathOf(place.artifactLocation.uri);
      const { startLine = 1, endLine = startLine } = place.region ?? {};
      const id = result.ruleId ?? rules[result.ruleIndex ?? -1]?.id;
      const entry = { start: startLine, end: endLine, classes: classes.get(id) ?? new Set(), way: wayOf(result) };
      byPath.set(path, [...(byPath.get(path) ?? []), entry]);
    }
  }
  return byPath;
}

/** Lines on the way of a value: a rule may mark where it comes in instead of where it does harm. */
function wayOf(result) {
  const steps = (result.codeFlows ?? []).flatMap((flow) => flow.threadFlows.flatMap((thread) => thread.locations));
  return steps.map((step) => step.location?.physicalLocation?.region?.startLine);
}

function pathOf(uri) {
  const path = decodeURIComponent(uri).replace(/^file:\/\//, '');
  return path.startsWith('/') ? relative(corpus, path) : path;
}

function cwesOf(rule) {
  const tags = JSON.stringify([rule.properties ?? {}, rule.relationships ?? []]);
  return [...tags.matchAll(/CWE[-/"a-zA-Z: ]*?(\d{1,4})/gi)].map(([, number]) => number);
}
