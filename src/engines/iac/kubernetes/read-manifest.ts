import type { FilePath } from '../../../model/path.ts';
import { readDocumentText } from '../../yaml-document/read-document.ts';
import type { SourceText } from '../../yaml-document/source-text.ts';
import type { KubernetesObject } from './objects.ts';
import { isLookedAt, readObjects, shapeProblems } from './read-object.ts';

/** The objects of a file, each with the text that its edits belong to, and why that may not be all: one clause. */
export interface ReadManifest {
  readonly parts: readonly { readonly object: KubernetesObject; readonly source: SourceText }[];
  readonly problem: string | undefined;
}

/** The largest bundles of operators hold a few hundred. */
const MAX_DOCUMENTS = 1_500;

export const HELM = 'a Helm template: what `helm template` writes can be scanned';

/** Whether a file's bytes may hold Kubernetes objects, without parsing them. */
export function mayBeKubernetes(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.includes('apiVersion') && view.includes('kind');
}

/** Whether a file of a chart's templates is put together from others alone, so that it has no object of its own. */
export function isHelmInclude(path: FilePath, bytes: Uint8Array): boolean {
  if (!/(?:^|\/)templates\//.test(path)) return false;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return /\{\{-?\s*(?:include|template)\s+"/.test(text);
}

/**
 * Reads the documents of a YAML file that hold objects which some check looks at; others (custom resources and their definitions) are not
 * even parsed. Never throws. A line that starts with `---` ends a document wherever it stands (YAML 1.2.2 §9.1.2), so a text is cut there first.
 */
export function readManifest(path: FilePath, text: string): ReadManifest {
  const documents = documentsOf(text).filter(
    ({ text: part }) => kindsOf(part).some(isLookedAt) || /^kind[ \t]*:[ \t]*\{\{/m.test(part),
  );
  if (documents.length > 0 && text.includes('{{') && /(?:^|\/)templates\//.test(path))
    return { parts: [], problem: HELM };
  const parts: ReadManifest['parts'][number][] = [];
  const problems = new Set<string>();
  for (const document of documents.slice(0, MAX_DOCUMENTS)) {
    if (isTemplate(document.text)) {
      problems.add(HELM);
      continue;
    }
    const read = readDocumentText(document.text, document.firstLine);
    if (read.problem !== undefined) problems.add(read.problem);
    const objects = read.value === undefined ? [] : readObjects(read.value);
    for (const problem of read.value === undefined ? [] : shapeProblems(read.value)) problems.add(problem);
    parts.push(...objects.map((object) => ({ object, source: read.source })));
  }
  if (documents.length > MAX_DOCUMENTS) problems.add(`more than ${MAX_DOCUMENTS} objects: the rest was left out`);
  return { parts, problem: together([...problems]) };
}

/** The first two, and how many more. */
function together(problems: readonly string[]): string | undefined {
  if (problems.length === 0) return undefined;
  const more = problems.length - MOST_SHOWN;
  return problems.slice(0, MOST_SHOWN).join('; ') + (more > 0 ? ` (and ${more} more)` : '');
}

const MOST_SHOWN = 2;

interface Part {
  readonly text: string;
  readonly firstLine: number;
}

function documentsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let start = 0;
  let firstLine = 1;
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf('\n---', at);
    const end = next === -1 ? text.length : next + 1;
    const isMarker = next === -1 || /^(?:\s|$)/.test(text.charAt(end + 3));
    if (isMarker) {
      const part = text.slice(start, end);
      parts.push({ text: part, firstLine });
      firstLine += countLines(part);
      start = end;
    }
    at = end;
  }
  return parts;
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/** Every word behind a `kind:` of a document that also has an `apiVersion:`. */
function kindsOf(text: string): readonly string[] {
  if (!/(?:^|[\s{,"'-])apiVersion["']?[ \t]*:/.test(text)) return [];
  return [...text.matchAll(/(?:^|[\s{,"'-])kind["']?[ \t]*:[ \t]*["']?(\w+)/g)].map((match) => match[1] ?? '');
}

/** Actions of a template where YAML has its own structure: at the start of a line or as a value without quotes. */
function isTemplate(text: string): boolean {
  return /^[ \t]*(?:- )?\{\{|^[^#\n"']*?[:-][ \t]+\{\{|^[ \t]*\{%/m.test(text);
}
