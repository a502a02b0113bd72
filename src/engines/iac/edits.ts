import type { Edit } from '../yaml-document/edits.ts';
import type { PlacedText } from '../yaml-document/placed.ts';

/** Another value in place of a text; none for a text that several places share through an alias (its key stands elsewhere). */
export function replaceText(text: PlacedText, replacement: string): readonly Edit[] {
  return [{ region: text.region, replacement }];
}

/** YAML's words for yes (core schema; Kubernetes and Compose also read those of YAML 1.1). */
export function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(?:true|yes|on)$/i.test(value);
}

export function isFalse(value: string | undefined): boolean {
  return value !== undefined && /^(?:false|no|off)$/i.test(value);
}
