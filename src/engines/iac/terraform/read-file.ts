import type { FilePath } from '../../../model/path.ts';
import { readQuickly } from '../../syntax/hcl/quick-read.ts';
import { type ReadHcl, readHcl } from '../../syntax/hcl/read-hcl.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { decodeText, problemOf } from '../../yaml-document/read-document.ts';
import { sourceText } from '../../yaml-document/source-text.ts';
import { readJsonBody } from './read-json-body.ts';

/** Reads one file of Terraform, in either of its languages. Never throws. `syntax` must have the grammar `hcl`. */
export function readTerraformFile(path: FilePath, bytes: Uint8Array, syntax: Syntax): ReadHcl {
  const text = decodeText(bytes);
  if (text.includes('\0')) return { body: { attributes: [], blocks: [] }, problem: 'not a text' };
  if (!path.endsWith('.json')) return readHcl(syntax, text);
  const read = readJsonBody(text, path.endsWith('.tfvars.json'), syntax);
  return { ...read, problem: problemOf(path, read.problem) };
}

/** The same for a file that needs no grammar, as nearly all do; `undefined` for every other. */
export function readPlainFile(path: FilePath, bytes: Uint8Array): ReadHcl | undefined {
  if (path.endsWith('.json')) return undefined;
  const body = readQuickly(sourceText(decodeText(bytes)));
  return body && { body, problem: undefined };
}
