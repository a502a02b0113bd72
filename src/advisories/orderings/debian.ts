import { compareDigits, orderingBy } from './ordering.ts';

interface DebianVersion {
  readonly epoch: string;
  readonly upstream: string;
  readonly revision: string;
}

/**
 * Debian and what follows it: `[epoch:]upstream[-revision]`, compared in turns of text and digits, `~` before everything, even the end
 * (deb-version(7), https://manpages.debian.org/bookworm/dpkg-dev/deb-version.7.en.html).
 */
export const debianOrdering = orderingBy(
  parse,
  (a, b) =>
    compareDigits(a.epoch, b.epoch) || compareParts(a.upstream, b.upstream) || compareParts(a.revision, b.revision),
);

function parse(version: string): DebianVersion | undefined {
  const [, epoch = '0', behindEpoch, bare] = /^(?:(\d+):([A-Za-z0-9.+~:-]+)|([A-Za-z0-9.+~-]+))$/.exec(version) ?? [];
  const rest = behindEpoch ?? bare;
  if (rest === undefined) return undefined;
  const hyphen = rest.lastIndexOf('-');
  return hyphen < 0
    ? { epoch, upstream: rest, revision: '' }
    : { epoch, upstream: rest.slice(0, hyphen), revision: rest.slice(hyphen + 1) };
}

function compareParts(a: string, b: string): number {
  const [left, right] = [turnsOf(a), turnsOf(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [mine = '', other = ''] = [left[at], right[at]];
    const difference = at % 2 === 0 ? compareText(mine, other) : compareDigits(mine || '0', other || '0');
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Text, digits, text … beginning with text, which may be empty. */
function turnsOf(part: string): readonly string[] {
  return part.split(/(\d+)/);
}

/** Letters before all others, the end before letters, `~` before the end. */
function compareText(a: string, b: string): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = rank(a.charAt(at)) - rank(b.charAt(at));
    if (difference !== 0) return difference;
  }
  return 0;
}

function rank(character: string): number {
  if (character === '~') return -1;
  if (character === '') return 0;
  const code = character.charCodeAt(0);
  return /[A-Za-z]/.test(character) ? code : code + 256;
}
