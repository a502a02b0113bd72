import rule from '../../../../rules/workflows/unpinned-image.yml';
import type { PlacedText } from '../../yaml-document/placed.ts';
import type { Audit, AuditResult } from '../audit.ts';
import { usesOf } from '../model/uses-of.ts';
import type { Automation } from '../model/workflow.ts';

/** Images that a job runs in, beside or as a step, named by a tag that can be moved. */
export const unpinnedImage: Audit = { rule, examine };

function examine(automation: Automation): readonly AuditResult[] {
  const steps = usesOf(automation).flatMap(({ uses }) =>
    uses.reference.kind === 'docker' ? examineImage(uses.text, uses.reference.image, 'this step') : [],
  );
  if (automation.kind === 'action') {
    const { image } = automation;
    const name = image?.value.startsWith('docker://') ? image.value.slice('docker://'.length) : undefined;
    return image === undefined || name === undefined ? steps : [...examineImage(image, name, 'this action'), ...steps];
  }
  const containers = automation.jobs.flatMap((job) =>
    job.containers.flatMap(({ name, image }) => (image === undefined ? [] : examineImage(image, image.value, name))),
  );
  return [...containers, ...steps];
}

/** What runs as a step holds the job's rights; a service stands beside it. */
function examineImage(text: PlacedText, image: string, what: string): readonly AuditResult[] {
  // What an expression computes cannot be judged here; an empty image means no container.
  if (image.includes('${{') || image.trim() === '' || /@sha256:[0-9a-f]{64}$/i.test(image)) return [];
  const tag = /:([^/:@]+)$/.exec(image)?.[1];
  const moves = tag === undefined || tag === 'latest' ? 'whatever is newest' : `the tag ${tag}, which can be moved`;
  const severity = what.startsWith('this') ? 'medium' : 'low';
  return [{ region: text.region, message: `${what} runs the image ${image}: ${moves}`, severity }];
}
