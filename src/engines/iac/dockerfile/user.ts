import { officialName, parseImage } from '../image-reference.ts';
import { substitute } from '../variables.ts';
import { assignmentsOf } from './assignments.ts';
import type { Instruction, Stage } from './dockerfile.ts';
import { lineage } from './dockerfile.ts';

/** Official images whose own Dockerfile ends with another user than root (their pages on https://hub.docker.com). */
const NON_ROOT_OFFICIAL = new Set(
  'solr jetty elasticsearch kibana logstash sonarqube haproxy memcached varnish storm flink rocket.chat teamspeak jenkins couchbase odoo'.split(
    ' ',
  ),
);

/** Names that promise a user other than root: distroless `:nonroot`, `nginx-unprivileged`, Chainguard's, Bitnami's and Grafana's images. */
const NON_ROOT_NAMES =
  /non-?root|rootless|unprivileged|^cgr\.dev\/|chainguard\/|bitnami\/|^(?:docker\.io\/)?(?:grafana|prom|jenkins)\/|ubi\d*\/(?:nodejs|python|openjdk|go-toolset|ruby|php|nginx|httpd)|selenium\/|circleci\/|cimg\//i;

/** Who the final stage runs as. */
export type RunsAs =
  | { readonly kind: 'root'; readonly instruction: Instruction }
  /** Nobody says; `official` bases are known to be root's. */
  | { readonly kind: 'unsaid'; readonly official: boolean }
  | { readonly kind: 'other' }
  | { readonly kind: 'unknown' };

/** The user at the end of a stage: its last USER, else that of the stages it builds on, else that of the image at the bottom. */
export function runsAs(stage: Stage): RunsAs {
  const known = new Map<string, string>();
  let last: { readonly instruction: Instruction; readonly user: string | undefined } | undefined;
  const stages = lineage(stage);
  for (const instruction of stages.flatMap(({ instructions }) => instructions)) {
    if (instruction.onbuild) continue;
    if (instruction.keyword === 'ARG' || instruction.keyword === 'ENV') {
      for (const { name, value } of assignmentsOf(instruction)) if (value !== undefined) known.set(name, value);
    }
    if (instruction.keyword === 'USER') {
      const { value, certain } = substitute(instruction.args.value.trim(), (name) => known.get(name));
      last = { instruction, user: certain ? value : undefined };
    }
  }
  if (last !== undefined) {
    if (last.user === undefined) return { kind: 'unknown' };
    return /^(?:root|0)(?::|$)/.test(last.user) ? { kind: 'root', instruction: last.instruction } : { kind: 'other' };
  }
  return ofImage(stages[0]?.imageName);
}

function ofImage(name: string | undefined): RunsAs {
  const image = name === undefined ? undefined : parseImage(name);
  if (name === undefined || image === undefined) return { kind: 'unknown' };
  if (NON_ROOT_NAMES.test(name)) return { kind: 'other' };
  const official = officialName(image);
  if (official !== undefined && NON_ROOT_OFFICIAL.has(official)) return { kind: 'other' };
  return { kind: 'unsaid', official: official !== undefined };
}
