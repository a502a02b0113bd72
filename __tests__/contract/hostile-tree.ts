/** A tree with names and bytes that break whoever takes paths for text, each with one planted secret. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { makeFolder } from '../e2e/program.ts';

/** Assembled here, so that no credential stands in this repository; it was never valid. */
const KEY = `AK${'IA'}Q3EGTZ5W7KVMND2R`;

/** Everything but `/` and NUL may stand in a name; the last four are no text in UTF-8. */
const NAMES: readonly (string | Buffer)[] = [
  'with space.js',
  'per%41cent%.js',
  'ha#sh?query&amp;.js',
  'C:drive.js',
  'back\\slash.js',
  '-dash.js',
  'quote"\'`.js',
  '<b>markup.js',
  'new\nline.js',
  'tab\tbell\u0007.js',
  '\u001b[31mred.js',
  'right\u202eto\u2066left.js',
  'é composed.js',
  'e\u0301 decomposed.js',
  '日本語🔑.js',
  '::error::command.js',
  '\n::set-output name=verdict::pass\n.js',
  '\r\n##[add-mask]Gatehouse\r\n.js',
  Buffer.from('latin-\xe9.js', 'latin1'),
  Buffer.from('overlong-\xc0\xaf.js', 'latin1'),
  Buffer.from('surrogate-\xed\xa0\x80.js', 'latin1'),
  Buffer.from('cut-\xf0\x9f\x94.js', 'latin1'),
];

/** Texts around the secret: encodings, line ends, bytes that are no text, and characters that JSON or XML do not love. */
const TEXTS: Readonly<Record<string, Buffer>> = {
  'bytes/bom.js': Buffer.from(`\ufeffconst key = '${KEY}';\n`),
  'bytes/crlf.js': Buffer.from(`// first\r\nconst key = '${KEY}';\r\n`),
  'bytes/old-mac.js': Buffer.from(`// first\rconst key = '${KEY}';\r`),
  'bytes/latin1.js': Buffer.from(`const caf\xe9 = '\xff\xfe'; const key = '${KEY}';\n`, 'latin1'),
  'bytes/controls.js': Buffer.from(
    `const a = '\u0001\u0008\u000b\u001b[2J\u007f\u0085\u2028\ufffe'; const key = '${KEY}';\n`,
  ),
  'bytes/emoji.js': Buffer.from(`const 𝒶 = '👩‍👩‍👧'; const key = '${KEY}';\n`),
  'bytes/long.js': Buffer.from(`const a = '${'x'.repeat(200_000)}'; const key = '${KEY}';\n`),
  'bytes/no-end.js': Buffer.from(`const key = '${KEY}';`),
};

/** Makes the tree, in a new folder unless one is given. `paths` are those of all its files, as bytes; the file system must allow any (Linux). */
export function hostileTree(folder = makeFolder()): { readonly folder: string; readonly paths: readonly Buffer[] } {
  const text = `const key = '${KEY}';\n`;
  const files: readonly (readonly [Buffer, string | Buffer])[] = [
    ...NAMES.map((name) => [Buffer.concat([Buffer.from('names/'), Buffer.from(name)]), text] as const),
    ...Object.entries(TEXTS).map(([path, content]) => [Buffer.from(path), content] as const),
  ];
  for (const place of ['names', 'bytes']) mkdirSync(`${folder}/${place}`);
  for (const [path, content] of files) writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), path]), content);
  return { folder, paths: files.map(([path]) => path) };
}
