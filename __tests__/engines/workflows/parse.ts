import { readWorkflow } from '../../../src/engines/workflows/model/read-automation.ts';
import type { Workflow } from '../../../src/engines/workflows/model/workflow.ts';
import { readDocument } from '../../../src/engines/yaml-document/read-document.ts';

/** The model of a workflow's text; throws if it is none. */
export function parseWorkflow(text: string): Workflow {
  const { value } = readDocument(Buffer.from(text));
  const workflow = value && readWorkflow(value);
  if (workflow === undefined) throw new Error('the test gives no workflow');
  return workflow;
}
