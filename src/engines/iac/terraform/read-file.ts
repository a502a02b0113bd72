import type { FilePath } from '../../../model/path.ts';
import { type ReadHcl, readHcl } from '../../syntax/hcl/read-hcl.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { decodeText } from '../../yaml-document/read-document.ts';
import { readJsonBody } from './read-json-body.ts';

/** Reads one file of Terraform, in either of its languages. Never throws. `syntax` must have the grammar `hcl`. */
export function readTerraformFile(path: FilePath, bytes: Uint8Array, syntax: Syntax): ReadHcl {
  const text = decodeText(bytes);
  if (text.includes('\0')) return { body: { attributes: [], blocks: [] }, problem: 'not a text' };
  return path.endsWith('.json') ? readJsonBody(text, path.endsWith('.tfvars.json'), syntax) : readHcl(syntax, text);
}
