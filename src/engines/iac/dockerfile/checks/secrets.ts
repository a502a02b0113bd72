import rules from '../../../../../rules/iac/dockerfile/secrets.yml';
import type { CheckGroup, IacResult } from '../../check.ts';
import { kindOfValue, namesCredential } from '../../credentials.ts';
import { assignmentsOf, wordsOf } from '../assignments.ts';
import { type Dockerfile, flagOf, type Instruction, type Stage, shippedStages } from '../dockerfile.ts';
import { commandsOf, programOf } from '../shell-commands.ts';

/** Credentials that stay in an image's configuration, history or layers. */
export const SECRETS: CheckGroup<Dockerfile> = {
  rules,
  checks: {
    'dockerfile-secret-in-env': secretInEnv,
    'dockerfile-secret-in-arg': secretInArg,
    'dockerfile-copied-secret': copiedSecret,
    'dockerfile-root-password': rootPassword,
  },
};

function instructionsOf({ stages }: Dockerfile, keyword: string) {
  return stages.flatMap((stage) =>
    stage.instructions
      .filter((instruction) => instruction.keyword === keyword)
      .map((instruction) => ({ stage, instruction })),
  );
}

function isShipped(dockerfile: Dockerfile, stage: Stage): boolean {
  return shippedStages(dockerfile).includes(stage);
}

function secretInEnv(dockerfile: Dockerfile): readonly IacResult[] {
  return instructionsOf(dockerfile, 'ENV').flatMap(({ stage, instruction }) =>
    assignmentsOf(instruction).flatMap(({ name, value = '', region }): readonly IacResult[] => {
      if (!namesCredential(name)) return [];
      const kind = value.includes('$') ? 'variable' : kindOfValue(value);
      if (kind === 'none') return [];
      if (kind === 'variable')
        return comesFromArg(stage, value)
          ? [
              {
                region,
                resource: stage.address,
                message: `ENV ${name} keeps the value of a build argument in the image, where everyone who pulls it can read it`,
              },
            ]
          : [];
      const message = `ENV ${name} holds its value in the image, where everyone who pulls it can read it`;
      const isLow = kind === 'stand-in' || !isShipped(dockerfile, stage);
      return [{ region, resource: stage.address, message, sensitive: true, ...(isLow && { severity: 'low' }) }];
    }),
  );
}

/** `ENV TOKEN=$TOKEN` after `ARG TOKEN`. */
function comesFromArg({ instructions }: Stage, value: string): boolean {
  const name = /^\$\{?(\w+)\}?$/.exec(value)?.[1];
  return instructions.some(
    ({ keyword, args }) => keyword === 'ARG' && name !== undefined && args.value.trim().split('=')[0] === name,
  );
}

function secretInArg(dockerfile: Dockerfile): readonly IacResult[] {
  return instructionsOf(dockerfile, 'ARG').flatMap(({ stage, instruction }) =>
    assignmentsOf(instruction).flatMap(({ name, value, region }): readonly IacResult[] => {
      if (!namesCredential(name)) return [];
      const message = `ARG ${name} passes a credential as a build argument, which stays in the image's history and in the build's records`;
      const isLow =
        !isShipped(dockerfile, stage) || value === '' || (value !== undefined && kindOfValue(value) !== 'literal');
      return [
        { region, resource: stage.address, message, sensitive: value !== undefined, ...(isLow && { severity: 'low' }) },
      ];
    }),
  );
}

const PRIVATE_KEYS = /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|\.ssh)\/?$/;
const CREDENTIAL_FILES =
  /(?:^|\/)(?:\.env|\.env\.(?:prod|production|local|staging)|\.npmrc|\.pypirc|\.netrc|\.git-credentials|\.aws(?:\/credentials)?|\.kube(?:\/config)?|\.docker(?:\/config\.json)?|credentials\.json|\.htpasswd|[\w-]+\.(?:p12|pfx|jks|keystore)|(?:server|private|tls|ssl)[-_.]?key\.pem)\/?$/;

function copiedSecret(dockerfile: Dockerfile): readonly IacResult[] {
  return ['COPY', 'ADD'].flatMap((keyword) =>
    instructionsOf(dockerfile, keyword).flatMap(({ stage, instruction }) =>
      sourcesOf(instruction).flatMap(({ value, region }): readonly IacResult[] => {
        const isKey = PRIVATE_KEYS.test(value);
        if (!isKey && !CREDENTIAL_FILES.test(value)) return [];
        const message = `${keyword} puts ${value} into a layer, where it stays even if a later step deletes it`;
        const severity = !isShipped(dockerfile, stage) ? 'low' : isKey ? 'high' : 'medium';
        return [{ region, resource: stage.address, message, severity }];
      }),
    ),
  );
}

/** What an instruction copies from the build's own context; nothing for `--from`. */
function sourcesOf(instruction: Instruction) {
  return flagOf(instruction, 'from') !== undefined || instruction.heredocs.length > 0
    ? []
    : wordsOf(instruction).slice(0, -1);
}

function rootPassword(dockerfile: Dockerfile): readonly IacResult[] {
  return instructionsOf(dockerfile, 'RUN').flatMap(({ stage, instruction }) =>
    commandsOf(instruction).flatMap((command): readonly IacResult[] => {
      const [, user, password] = /["'\s]([a-z_][\w-]*):([^\s"':]+)["']?/.exec(command.text) ?? [];
      const sets = command.pipedInto !== undefined && programOf(command.pipedInto) === 'chpasswd' && user !== undefined;
      if (!sets || password === undefined || /[$`]/.test(password)) return [];
      const severity = isShipped(dockerfile, stage) && user === 'root' ? 'high' : 'medium';
      const message = `sets the password of ${user} to a text that stands in the image's history`;
      return [{ region: command.region, resource: stage.address, message, severity, sensitive: true }];
    }),
  );
}
