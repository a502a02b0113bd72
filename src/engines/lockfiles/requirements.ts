import insecure from '../../../rules/lockfiles/insecure-index.yml';
import unhashed from '../../../rules/lockfiles/unhashed-requirements.yml';
import { decodeText } from '../../inventory/decode-text.ts';
import { isForDevelopment } from '../../inventory/python/groups.ts';
import { readRequirements } from '../../inventory/python/requirements.ts';
import type { FilePath } from '../../model/path.ts';
import { count, printable, shorten } from '../../model/text.ts';
import { hostOf, isPlain } from './address.ts';
import type { AuditResult } from './audit.ts';

/** What is wrong with a requirements file, which is a lockfile only where somebody makes it one. */
export const REQUIREMENT_AUDITS: readonly {
  readonly rule: unknown;
  readonly examine: (path: FilePath, bytes: Uint8Array) => readonly AuditResult[];
}[] = [
  { rule: insecure, examine: insecureIndex },
  { rule: unhashed, examine: unhashedRequirements },
];

/** `-i`, `-f` and their long forms (https://pip.pypa.io/en/stable/reference/requirements-file-format/#global-options), and addresses of files. */
const ADDRESS =
  /^\s*(?:(?:-i|-f|--index-url|--extra-index-url|--find-links)[ \t=]+|[\w.-]+(?:\[[^\]]*\])?[ \t]*@[ \t]*)?["']?(http:\/\/[^\s"']+)/i;
const TRUSTED = /^\s*--trusted-host[ \t=]+["']?([^\s"']+)/i;

function insecureIndex(_path: FilePath, bytes: Uint8Array): readonly AuditResult[] {
  return (decodeText(bytes) ?? '').split(/\r\n|\r|\n/).flatMap((text, index) => {
    const line = index + 1;
    const address = ADDRESS.exec(text)?.[1];
    if (address !== undefined && isPlain(address)) {
      const hasHash = /#(sha256|sha384|sha512)=|--hash=/.test(text);
      const host = shorten(printable(hostOf(address) ?? ''), 80);
      if (!hasHash) return [{ line, message: `packages are fetched from ${host} over http, without encryption` }];
    }
    const trusted = TRUSTED.exec(text)?.[1];
    return trusted === undefined || !isPlain(`http://${trusted}`)
      ? []
      : [{ line, message: `pip trusts ${shorten(printable(trusted), 80)} without looking at its certificate` }];
  });
}

/** Only where every line pins a version is the file meant as a lockfile; pip wants a hash for all lines or for none. */
function unhashedRequirements(path: FilePath, bytes: Uint8Array): readonly AuditResult[] {
  const reading = readRequirements(path, bytes);
  if (reading.kind === 'unreadable' || isForDevelopment(path)) return [];
  const { declared } = reading.requirements;
  const [first] = declared;
  if (first === undefined || declared.some(({ version }) => version === undefined)) return [];
  if ((decodeText(bytes) ?? '').includes('--hash=')) return [];
  return [{ line: first.line, message: `${count(declared.length, 'pinned package')} without a hash` }];
}
