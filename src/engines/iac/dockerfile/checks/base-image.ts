import rules from '../../../../../rules/iac/dockerfile/base-image.yml';
import type { CheckGroup, IacResult } from '../../check.ts';
import { isNewest, lastPart, officialName, parseImage } from '../../image-reference.ts';
import { type Dockerfile, finalStage, lineage, type Stage } from '../dockerfile.ts';
import { commandsOf, programOf } from '../shell-commands.ts';

/** What images are built on, and what is left in them. */
export const BASE_IMAGE: CheckGroup<Dockerfile> = {
  rules,
  checks: {
    'dockerfile-newest-image': newestImage,
    'dockerfile-unpinned-image': unpinnedImage,
    'dockerfile-build-tools-shipped': buildToolsShipped,
    'dockerfile-ssh-server': sshServer,
  },
};

/** The stages that begin with an image of elsewhere whose name is certain. */
function imported({ stages }: Dockerfile) {
  return stages.flatMap((stage) => {
    const image = stage.imageName === undefined || stage.base !== undefined ? undefined : parseImage(stage.imageName);
    return image === undefined || image.name === 'scratch' ? [] : [{ stage, image, name: stage.imageName ?? '' }];
  });
}

function newestImage(dockerfile: Dockerfile): readonly IacResult[] {
  return imported(dockerfile).flatMap(({ stage, image, name }) =>
    isNewest(image)
      ? [at(stage, `builds on ${name}, whatever is newest on the day: it cannot be repeated, and nobody chose it`)]
      : [],
  );
}

function unpinnedImage(dockerfile: Dockerfile): readonly IacResult[] {
  return imported(dockerfile).flatMap(({ stage, image, name }) =>
    image.digest === undefined && !isNewest(image)
      ? [at(stage, `builds on ${name} by its tag ${image.tag}, which can be moved`)]
      : [],
  );
}

function at(stage: Stage, message: string): IacResult {
  return { region: stage.image.region, resource: stage.address, message };
}

/** Official images that are there to build with, and what their language's slim counterpart is. */
const BUILD_IMAGES: Readonly<Record<string, string>> = {
  golang: 'scratch or gcr.io/distroless/static',
  rust: 'gcr.io/distroless/cc or debian:stable-slim',
  gcc: 'gcr.io/distroless/cc or debian:stable-slim',
  maven: 'eclipse-temurin with a -jre tag',
  gradle: 'eclipse-temurin with a -jre tag',
  haskell: 'debian:stable-slim',
  swift: 'swift with a -slim tag',
};

function buildToolsShipped(dockerfile: Dockerfile): readonly IacResult[] {
  const last = finalStage(dockerfile);
  const bottom = last && lineage(last)[0];
  const image = bottom?.imageName === undefined ? undefined : parseImage(bottom.imageName);
  // An image without a command is one to work in, and its compilers are its purpose.
  if (last === undefined || bottom === undefined || image === undefined || !startsProgram(last)) return [];
  const official = officialName(image) ?? '';
  const isSdk = lastPart(image) === 'sdk' && image.name.includes('dotnet');
  const instead = isSdk ? 'mcr.microsoft.com/dotnet/aspnet or runtime' : BUILD_IMAGES[official];
  if (instead === undefined || /slim|runtime|chiseled/.test(image.tag ?? '')) return [];
  const message = `the image that runs is built on ${bottom.imageName}, with compilers and package managers for whoever breaks in`;
  return [
    {
      region: last.image.region,
      resource: last.address,
      message,
      fix: `Copy the result into a last stage that starts from ${instead}.`,
    },
  ];
}

function startsProgram(stage: Stage): boolean {
  return lineage(stage).some(({ instructions }) =>
    instructions.some(({ keyword, onbuild }) => !onbuild && (keyword === 'CMD' || keyword === 'ENTRYPOINT')),
  );
}

function sshServer(dockerfile: Dockerfile): readonly IacResult[] {
  const last = finalStage(dockerfile);
  return (last?.instructions ?? [])
    .filter(({ keyword }) => keyword === 'RUN')
    .flatMap(commandsOf)
    .filter(
      (command) =>
        /^(?:apt|apt-get|apk|yum|dnf|microdnf|zypper)$/.test(programOf(command)) &&
        command.words.some((word) => /^(?:openssh-server|dropbear|openssh)$/.test(word)) &&
        command.words.some((word) => word === 'install' || word === 'add'),
    )
    .map(({ region }) => ({
      region,
      resource: last?.address ?? '',
      message: 'installs an SSH server in the image that runs: one more way in, with keys and passwords of its own',
    }));
}
