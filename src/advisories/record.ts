import * as z from 'zod';

/**
 * The part of an OSV record that is used, as strict as the schema in what it takes and blind to the rest
 * (https://ossf.github.io/osv-schema/, 1.7). `null` stands for nothing in some exports.
 */
const text = z.string();
const texts = z.array(text).nullish();

const event = z.object({
  introduced: text.optional(),
  fixed: text.optional(),
  last_affected: text.optional(),
  limit: text.optional(),
});

const range = z.object({ type: text, events: z.array(event) });

const affected = z.object({
  package: z.object({ ecosystem: text, name: text }).nullish(),
  ranges: z.array(range).nullish(),
  versions: texts,
});

const record = z.object({
  id: text.min(1).max(200),
  modified: text.nullish(),
  withdrawn: text.nullish(),
  aliases: texts,
  /** Of a distribution's record: the vulnerabilities that it is about (schema 1.7). */
  upstream: texts,
  summary: text.nullish(),
  details: text.nullish(),
  severity: z.array(z.object({ type: text, score: text })).nullish(),
  affected: z.array(affected).nullish(),
  // Every database puts its own things here, so each field is taken only where it is what it should be.
  database_specific: z
    .object({ severity: text.nullish().catch(undefined), cwe_ids: texts.catch(undefined) })
    .nullish()
    .catch(undefined),
});

export type OsvRecord = z.infer<typeof record>;
export type OsvAffected = z.infer<typeof affected>;
export type OsvRange = z.infer<typeof range>;
export type OsvEvent = z.infer<typeof event>;

/** A parsed JSON value as an OSV record; `undefined` when it is none. */
export function parseRecord(value: unknown): OsvRecord | undefined {
  const parsed = record.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** The same for the bytes of a JSON text. */
export function parseRecordBytes(bytes: Uint8Array): OsvRecord | undefined {
  try {
    return parseRecord(
      JSON.parse(
        Buffer.from(bytes)
          .toString('utf8')
          .replace(/^\ufeff/, ''),
      ),
    );
  } catch {
    return undefined;
  }
}
