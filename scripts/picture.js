/**
 * Draws docs/run.svg: a real run over the example, as a terminal of 84 columns shows it. `npm run picture`.
 * An SVG of text, so that it stays sharp, small and readable by a screen reader.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import stringWidth from 'string-width';

const root = fileURLToPath(new URL('..', import.meta.url));
const COMMAND = ['scan', 'examples/vulnerable-app'];
const LINES = 46;
const CELL = { width: 8.4, height: 18 };
const MARGIN = 20;
const COLOURS = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#56d4dd',
  90: '#8b949e',
};

const cache = mkdtempSync(join(tmpdir(), 'gatehouse-picture-'));
const { stdout } = spawnSync(process.execPath, ['dist/cli.js', ...COMMAND], {
  cwd: root,
  encoding: 'utf8',
  env: { PATH: process.env.PATH, HOME: cache, GATEHOUSE_CACHE: cache, FORCE_COLOR: '1' },
});
rmSync(cache, { recursive: true, force: true });

const all = [`$ node dist/cli.js ${COMMAND.join(' ')}`, '', ...stdout.trimEnd().split('\n')];
// The beginning and the verdict; what is between is the same kind of block again.
const verdict = all.findLastIndex((line) => line.includes('VERDICT'));
const tail = all.slice(verdict);
// Whole blocks only.
const room = all.slice(0, LINES - tail.length - 2);
const lines = all.length <= LINES ? all : [...room.slice(0, room.lastIndexOf('')), '', '  …', '', ...tail];
const width = Math.max(...lines.map((line) => stringWidth(line))) * CELL.width + 2 * MARGIN;
const height = lines.length * CELL.height + 2 * MARGIN;
const rows = lines.map((line, at) => `<text x="${MARGIN}" y="${MARGIN + 13 + at * CELL.height}">${spans(line)}</text>`);
writeFileSync(
  join(root, 'docs', 'run.svg'),
  `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width)}" height="${Math.ceil(height)}" role="img" aria-label="A run of Gatehouse over its example">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3" xml:space="preserve">
${rows.join('\n')}
</g>
</svg>
`,
);

/** A line with SGR sequences → tspans; bold and the eight colours are all that the console uses. */
function spans(line) {
  let bold = false;
  let dim = false;
  let colour;
  let out = '';
  // The first piece has no sequence before it.
  for (const piece of line.split(/(?=\u001b\[[\d;]*m)/)) {
    const [, codes, text] = /^(?:\u001b\[([\d;]*)m)?(.*)$/s.exec(piece);
    for (const code of (codes ?? '').split(';').filter(Boolean).map(Number)) {
      if (code === 0) [bold, dim, colour] = [false, false, undefined];
      else if (code === 1) bold = true;
      else if (code === 2) dim = true;
      else if (code === 22) [bold, dim] = [false, false];
      else if (code === 39) colour = undefined;
      else if (COLOURS[code] !== undefined) colour = COLOURS[code];
    }
    if (text === '') continue;
    const style = [
      bold && 'font-weight="bold"',
      (colour ?? (dim ? '#8b949e' : undefined)) && `fill="${colour ?? '#8b949e'}"`,
    ]
      .filter(Boolean)
      .join(' ');
    const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    out += style === '' ? escaped : `<tspan ${style}>${escaped}</tspan>`;
  }
  return out;
}
