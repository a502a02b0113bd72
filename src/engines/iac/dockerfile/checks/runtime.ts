import rules from '../../../../../rules/iac/dockerfile/runtime.yml';
import type { CheckGroup, IacResult } from '../../check.ts';
import { wordsOf } from '../assignments.ts';
import { type Dockerfile, finalStage, flagOf, lineage, type Stage } from '../dockerfile.ts';
import { runsAs } from '../user.ts';

/** Who and what runs in the container. */
export const RUNTIME: CheckGroup<Dockerfile> = {
  rules,
  checks: {
    'dockerfile-root-user': rootUser,
    'dockerfile-exposed-ssh': exposedSsh,
    'dockerfile-no-healthcheck': noHealthcheck,
    'dockerfile-insecure-build-step': insecureBuildStep,
  },
};

/** Only the final stage counts: what runs while building has no user of the container. */
function rootUser(dockerfile: Dockerfile): readonly IacResult[] {
  const last = finalStage(dockerfile);
  if (last === undefined) return [];
  const as = runsAs(last);
  if (as.kind === 'root') {
    const message = 'the last USER is root: whoever breaks into the program is root in the container';
    return [
      { region: as.instruction.region, resource: last.address, message, ...(dropsRights(last) && { severity: 'low' }) },
    ];
  }
  if (as.kind !== 'unsaid') return [];
  const base = lineage(last)[0]?.imageName ?? '';
  const message = as.official
    ? `no USER, and ${base} runs as root: whoever breaks into the program is root in the container`
    : `no USER: the program runs as root unless ${base} says otherwise`;
  const isLow = !as.official || dropsRights(last);
  return [{ region: last.from.region, resource: last.address, message, ...(isLow && { severity: 'low' }) }];
}

/** Entry points that start as root to change owners and then become another user. */
function dropsRights(stage: Stage): boolean {
  return lineage(stage).some(({ instructions }) =>
    instructions.some(({ args }) =>
      /\b(?:gosu|su-exec|setpriv|s6-setuidgid|s6-overlay|runuser|chpst)\b/.test(args.value),
    ),
  );
}

function exposedSsh(dockerfile: Dockerfile): readonly IacResult[] {
  const last = finalStage(dockerfile);
  return (last?.instructions ?? [])
    .filter(({ keyword, onbuild }) => keyword === 'EXPOSE' && !onbuild)
    .flatMap(wordsOf)
    .filter(({ value }) => /^22(?:\/tcp)?$/.test(value))
    .map(({ region }) => ({
      region,
      resource: last?.address ?? '',
      message: 'exposes port 22, where SSH listens: a container needs no log-in of its own',
    }));
}

/** Only for what is a service: it exposes a port and says what to start. */
function noHealthcheck(dockerfile: Dockerfile): readonly IacResult[] {
  const last = finalStage(dockerfile);
  if (last === undefined) return [];
  const keywords = new Set(lineage(last).flatMap(({ instructions }) => instructions.map(({ keyword }) => keyword)));
  const isService = keywords.has('EXPOSE') && (keywords.has('CMD') || keywords.has('ENTRYPOINT'));
  if (!isService || keywords.has('HEALTHCHECK')) return [];
  const message = 'a service without HEALTHCHECK: Docker keeps it running when it no longer answers';
  return [{ region: last.from.region, resource: last.address, message }];
}

function insecureBuildStep({ stages }: Dockerfile): readonly IacResult[] {
  return stages.flatMap((stage) =>
    stage.instructions.flatMap((instruction): readonly IacResult[] => {
      if (instruction.keyword !== 'RUN') return [];
      const { region } = instruction;
      if (flagOf(instruction, 'security') === 'insecure') {
        return [
          {
            region,
            resource: stage.address,
            message: 'this step runs without a sandbox on the builder, like a privileged container',
          },
        ];
      }
      if (flagOf(instruction, 'network') !== 'host') return [];
      return [
        { region, resource: stage.address, message: "this step shares the builder's own network", severity: 'low' },
      ];
    }),
  );
}
