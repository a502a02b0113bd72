import rules from '../../../../../rules/iac/dockerfile/origin.yml';
import type { Region } from '../../../../model/location.ts';
import type { EngineSettings } from '../../../contract.ts';
import type { CheckGroup, IacResult } from '../../check.ts';
import { strangeRegistry } from '../../image-origin.ts';
import { type Dockerfile, flagOf, type Instruction, type Stage } from '../dockerfile.ts';

/** Where images come from, by the owners' own list. */
export const ORIGIN: CheckGroup<Dockerfile> = {
  rules,
  checks: { 'dockerfile-untrusted-registry': untrustedRegistry },
};

function untrustedRegistry(dockerfile: Dockerfile, settings: EngineSettings): readonly IacResult[] {
  return dockerfile.stages.flatMap((stage) =>
    pulledImages(stage, dockerfile).flatMap(({ image, region, verb }) => {
      const registry = strangeRegistry(image, settings);
      return registry === undefined
        ? []
        : [
            {
              region,
              resource: stage.address,
              message: `${verb} an image of ${registry}, which is none of the trusted registries`,
            },
          ];
    }),
  );
}

interface Pulled {
  readonly image: string;
  readonly region: Region;
  readonly verb: string;
}

/** The image that a stage begins with, and those that it takes files of (`COPY --from=`, `RUN --mount=from=`). */
function pulledImages(stage: Stage, { stages }: Dockerfile): readonly Pulled[] {
  const isStage = (name: string) =>
    /^\d+$/.test(name) || stages.some((other) => other.name?.toLowerCase() === name.toLowerCase());
  const base = stage.knownImage;
  const isBase = stage.base === undefined && base !== 'scratch' && base !== '';
  const taken = stage.instructions.flatMap((instruction) =>
    sourcesOf(instruction)
      // A bare word may be a context that the build is given by its name.
      .filter((name) => /[/:@]/.test(name) && !isStage(name))
      .map((image) => ({ image, region: instruction.region, verb: 'takes files of' })),
  );
  return [...(isBase ? [{ image: base, region: stage.image.region, verb: 'builds on' }] : []), ...taken];
}

function sourcesOf(instruction: Instruction): readonly string[] {
  switch (instruction.keyword) {
    case 'COPY':
      return [flagOf(instruction, 'from') ?? ''];
    case 'RUN':
      return instruction.flags
        .filter(({ name }) => name === 'mount')
        .flatMap(({ value }) => value.split(',').flatMap((part) => (part.startsWith('from=') ? [part.slice(5)] : [])));
    default:
      return [];
  }
}
