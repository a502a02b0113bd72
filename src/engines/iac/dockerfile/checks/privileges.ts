import rules from '../../../../../rules/iac/dockerfile/privileges.yml';
import type { CheckGroup, IacResult } from '../../check.ts';
import { type Dockerfile, type Stage, shippedStages } from '../dockerfile.ts';
import { commandsOf, programOf, type ShellCommand } from '../shell-commands.ts';

/** What makes it easier to become root in the running container. Stages that are not shipped do not count. */
export const PRIVILEGES: CheckGroup<Dockerfile> = {
  rules,
  checks: {
    'dockerfile-sudo': sudo,
    'dockerfile-sudo-without-password': sudoWithoutPassword,
    'dockerfile-world-writable': worldWritable,
    'dockerfile-setuid': setuid,
  },
};

function commandsIn(dockerfile: Dockerfile): readonly { readonly stage: Stage; readonly command: ShellCommand }[] {
  return shippedStages(dockerfile).flatMap((stage) =>
    stage.instructions
      .filter(({ keyword, onbuild }) => keyword === 'RUN' && !onbuild)
      .flatMap(commandsOf)
      .map((command) => ({ stage, command })),
  );
}

/** One result for each stage: the first place says it. */
function sudo(dockerfile: Dockerfile): readonly IacResult[] {
  const told = new Set<Stage>();
  return commandsIn(dockerfile).flatMap(({ stage, command }): readonly IacResult[] => {
    const isInstall =
      /^(?:apt|apt-get|apk|yum|dnf|microdnf)$/.test(programOf(command)) &&
      command.words.includes('sudo') &&
      command.words[0] !== 'sudo';
    if ((command.words[0] !== 'sudo' && !isInstall) || told.has(stage)) return [];
    told.add(stage);
    const message = isInstall
      ? 'installs sudo in the image: a way from the user to root that stays there'
      : 'runs sudo: its user may become root, also when the container runs';
    return [{ region: command.region, resource: stage.address, message }];
  });
}

function sudoWithoutPassword(dockerfile: Dockerfile): readonly IacResult[] {
  return commandsIn(dockerfile).flatMap(({ stage, command }) =>
    /\bNOPASSWD\b/.test(command.text)
      ? [
          {
            region: command.region,
            resource: stage.address,
            message: 'lets a user become root without a password: the user is root in all but name',
          },
        ]
      : [],
  );
}

const FOR_EVERYONE = /^(?:0?[0-7]?[0-7]{2}[2367]|(?:[ugo]*[ao][ugo]*)?[+=][rxXst]*w[rwxXst]*)$/;

function worldWritable(dockerfile: Dockerfile): readonly IacResult[] {
  return commandsIn(dockerfile).flatMap(({ stage, command }): readonly IacResult[] => {
    if (programOf(command) !== 'chmod') return [];
    const mode = command.words.find(
      (word) => word !== 'chmod' && !word.startsWith('-') && /^[0-7]{3,4}$|[+=]/.test(word),
    );
    // 1777 is how shared temporary folders are meant to be.
    if (mode === undefined || !isForEveryone(mode) || /^1[0-7]{3}$/.test(mode)) return [];
    const isWide = command.words.some((word) => /^-\w*R|^--recursive$/.test(word));
    const message = `chmod ${mode} lets every user of the container change ${isWide ? 'everything there' : 'the file'}, programs included`;
    return [{ region: command.region, resource: stage.address, message }];
  });
}

function isForEveryone(mode: string): boolean {
  return FOR_EVERYONE.test(mode) && !/^[ug]+[+=]/.test(mode) && !/^[+=]/.test(mode);
}

function setuid(dockerfile: Dockerfile): readonly IacResult[] {
  return commandsIn(dockerfile).flatMap(({ stage, command }): readonly IacResult[] => {
    const mode = command.words.find((word) => /^0?[4-7][0-7]{3}$|^[ug]*[ug][ug]*[+=][rwxX]*s/.test(word));
    if (programOf(command) !== 'chmod' || mode === undefined) return [];
    const message = `chmod ${mode} makes a program run with its owner's rights, whoever starts it`;
    return [{ region: command.region, resource: stage.address, message }];
  });
}
