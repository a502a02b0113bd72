import rules from '../../../../rules/container/secrets.yml';
import type { OverlayEntry } from '../../../images/overlay.ts';
import type { FilePath } from '../../../model/path.ts';
import { shorten } from '../../../model/text.ts';
import { kindOfValue, namesCredential } from '../../iac/credentials.ts';
import type { CheckContext, CheckGroup, CheckResult } from '../check.ts';
import { type ImageFacts, shownPath } from '../facts.ts';
import { layerInWords, readInstruction } from '../places.ts';
import { wantedKind } from '../wanted-files.ts';

/** Credentials that everyone reads who may pull the image. No message holds any part of a value. */
export const SECRETS: CheckGroup = {
  rules,
  checks: {
    'container-secret-in-environment': secretInEnvironment,
    'container-secret-in-history': secretInHistory,
    'container-secret-in-file': secretInFile,
    'container-removed-secret': removedSecret,
  },
};

function secretInEnvironment({ config }: ImageFacts, { places }: CheckContext): readonly CheckResult[] {
  return (config.config?.Env ?? []).flatMap((line): readonly CheckResult[] => {
    const equals = line.indexOf('=');
    const name = line.slice(0, Math.max(equals, 0));
    const kind = namesCredential(name) ? kindOfValue(line.slice(equals + 1)) : 'none';
    if (kind === 'none') return [];
    return [
      {
        place: places.instruction('ENV', name),
        subject: name,
        message: `the environment variable ${shorten(name, 60)} holds a credential, in every container and for everyone who may pull the image`,
        sensitive: true,
        ...(kind === 'stand-in' && { severity: 'low' }),
      },
    ];
  });
}

/** Arguments of a build in `RUN |N NAME=value …`, and options of commands. ENV is told by its own rule. */
function secretInHistory({ config }: ImageFacts, context: CheckContext): readonly CheckResult[] {
  return (config.history ?? []).flatMap(({ created_by: createdBy }, index): readonly CheckResult[] => {
    const text = (createdBy ?? '').slice(0, 16 * 1024);
    const { keyword } = readInstruction(text);
    if (keyword === 'ENV' || keyword === 'LABEL') return [];
    const named = [
      ...text.matchAll(/(?:^|[\s"'|])(?:--?|export )?([A-Za-z][\w-]{1,60})=("[^"]*"|'[^']*'|[^\s"']+)/g),
    ].find(
      ([, name = '', value = '']) =>
        namesCredential(name) && kindOfValue(value.replace(/^["']|["']$/g, '')) === 'literal',
    );
    const known = named === undefined ? context.secretsIn('history', Buffer.from(text))[0] : undefined;
    if (named === undefined && known === undefined) return [];
    const what = named === undefined ? (known?.title ?? 'a credential') : `the value of ${shorten(named[1] ?? '', 60)}`;
    return [
      {
        place: context.places.instruction(keyword),
        subject: `history ${index + 1}`,
        message: `the history of the image (entry ${index + 1}) shows ${what}`,
        sensitive: true,
      },
    ];
  });
}

function secretInFile(facts: ImageFacts, context: CheckContext): readonly CheckResult[] {
  const files = [...facts.files.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return files.flatMap(([path, entry]) =>
    credentialIn(path, entry, context, `; from ${layerInWords(facts, entry.layer)}`),
  );
}

function removedSecret(facts: ImageFacts, context: CheckContext): readonly CheckResult[] {
  return facts.removals.flatMap(({ path, entry, by }) =>
    credentialIn(
      path,
      entry,
      context,
      ` and was removed in layer ${by + 1}: ${layerInWords(facts, entry.layer)} still has it`,
    ),
  );
}

/** The first credential of a file in the image; `fate` ends the sentence about it. */
function credentialIn(
  path: FilePath,
  entry: OverlayEntry,
  context: CheckContext,
  fate: string,
): readonly CheckResult[] {
  if (entry.kind !== 'file' || entry.content === undefined) return [];
  if (wantedKind(path, entry.sizeBytes) !== 'confidential') return [];
  const [found] = context.secretsIn(path, entry.content);
  if (found === undefined) return [];
  return [
    {
      place: context.places.layer(entry.layer),
      subject: shownPath(path),
      message: `${shorten(shownPath(path), 120)} holds a credential (${found.title})${fate}`,
      severity: found.severity,
    },
  ];
}
