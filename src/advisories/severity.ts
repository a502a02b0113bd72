import { CVSS20, CVSS30, CVSS31, CVSS40 } from '@pandatix/js-cvss';
import type { CvssScore } from '../model/advisory.ts';
import type { Severity } from '../model/severity.ts';
import type { OsvRecord } from './record.ts';

/** Newest first: a newer standard's assessment goes before an older one's, whatever the scores. */
export const CVSS_VERSIONS: readonly CvssScore['version'][] = ['4.0', '3.1', '3.0', '2.0'];

/** Longer than any vector of FIRST's standards with all optional metrics. */
const LONGEST_VECTOR = 500;

/** The record's best assessment: the newest version of CVSS, and its highest score there. Invalid vectors are no assessment. */
export function cvssOf(record: OsvRecord): CvssScore | undefined {
  return bestCvss((record.severity ?? []).flatMap(({ score }) => scoreVector(score) ?? []));
}

/** The best of several assessments. */
export function bestCvss(scores: readonly CvssScore[]): CvssScore | undefined {
  return [...scores].sort(
    (a, b) => CVSS_VERSIONS.indexOf(a.version) - CVSS_VERSIONS.indexOf(b.version) || b.score - a.score,
  )[0];
}

/** A CVSS vector → its score; `undefined` for what is no vector of FIRST's standards 2.0 to 4.0. */
export function scoreVector(vector: string): CvssScore | undefined {
  if (vector.length > LONGEST_VECTOR) return undefined;
  try {
    if (vector.startsWith('CVSS:4.0/')) return { version: '4.0', vector, score: new CVSS40(vector).Score() };
    if (vector.startsWith('CVSS:3.1/')) return { version: '3.1', vector, score: new CVSS31(vector).BaseScore() };
    if (vector.startsWith('CVSS:3.0/')) return { version: '3.0', vector, score: new CVSS30(vector).BaseScore() };
    // Version 2.0 has no prefix; some databases put it in brackets, as FIRST's guide does.
    return { version: '2.0', vector, score: new CVSS20(vector.replace(/^\((.*)\)$/, '$1')).BaseScore() };
  } catch {
    return undefined;
  }
}

/** The database's own word, in Gatehouse's. `MODERATE` is GitHub's spelling of medium. */
export function wordOf(record: OsvRecord): Severity | undefined {
  switch (record.database_specific?.severity?.toUpperCase()) {
    case 'CRITICAL':
      return 'critical';
    case 'HIGH':
      return 'high';
    case 'MODERATE':
    case 'MEDIUM':
      return 'medium';
    case 'LOW':
      return 'low';
    default:
      return undefined;
  }
}
