import * as z from 'zod';
import bundled from '../../rules/known-malicious.yml';

/** Releases of a program that are malware: never run. */
export interface MaliciousTool {
  /** The program's name, as on PATH. */
  readonly tool: string;
  /** Exact releases, without a leading `v`. */
  readonly versions: readonly string[];
  /** Digests of its archives and binaries, lower case. */
  readonly sha256: readonly string[];
  /** When it was published, `2026-03-19`. */
  readonly date: string;
  readonly reason: string;
  readonly source: string;
}

/** Releases of an action that are or were malware. */
export interface MaliciousAction {
  /** `owner/repository` in lower case, as GitHub compares it. */
  readonly action: string;
  /** One range over all tags (`<=45.0.7`), or a list of exact tags. */
  readonly versions: string | readonly string[];
  /** Full hashes of malicious commits, lower case. */
  readonly commits: readonly string[];
  readonly date: string;
  readonly reason: string;
  readonly source: string;
}

export interface KnownMalicious {
  readonly tools: readonly MaliciousTool[];
  readonly actions: readonly MaliciousAction[];
}

const incident = {
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  reason: z.string().min(1),
  source: z.url({ protocol: /^https$/ }),
};

const schema = z.strictObject({
  tools: z.array(
    z.strictObject({
      tool: z.string().min(1),
      versions: z.array(z.string().regex(/^\d/)),
      sha256: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
      ...incident,
    }),
  ),
  actions: z.array(
    z.strictObject({
      action: z.string().regex(/^[a-z0-9-]+\/[a-z0-9._-]+$/),
      versions: z.union([z.string().regex(/^(<=|<)\d+\.\d+\.\d+$/), z.array(z.string().min(1)).min(1)]),
      commits: z.array(z.string().regex(/^[0-9a-f]{40}$/)),
      ...incident,
    }),
  ),
});

/** The list that comes with Gatehouse (`rules/known-malicious.yml`), or another of its shape. Throws on data of any other shape. */
export function readKnownMalicious(data: unknown = bundled): KnownMalicious {
  return schema.parse(data);
}
