import type { FilePath } from '../../../model/path.ts';
import { entriesOf, entryAt, type PlacedEntry, type PlacedValue, textAt, valueAt } from '../../yaml-document/placed.ts';
import { readDocumentText } from '../../yaml-document/read-document.ts';
import type { SourceText } from '../../yaml-document/source-text.ts';
import { type Infrastructure, infrastructureOf, type Resource } from '../cloud/infrastructure.ts';
import { booleanOf } from '../cloud/value.ts';
import { evaluateTemplate, type Template } from './evaluate.ts';

/** The resources of a template, and why that may not be all: one clause. */
export interface ReadTemplate {
  readonly infrastructure: Infrastructure | undefined;
  readonly problem: string | undefined;
  readonly source: SourceText;
}

/** Whether a file's bytes may be a template of CloudFormation or SAM, without parsing them. */
export function mayBeTemplate(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.includes('Resources') && (view.includes('AWSTemplateFormatVersion') || view.includes('AWS::'));
}

/**
 * Reads a template (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/template-anatomy.html), YAML or JSON.
 * Never throws; a document of another kind has no infrastructure and no problem.
 */
export function readTemplate(path: FilePath, text: string): ReadTemplate {
  const { value, problem, source } = readDocumentText(text);
  if (value === undefined || !holdsResources(value)) {
    return {
      infrastructure: undefined,
      problem: saysThatItIsOne(value, text) ? (problem ?? NO_RESOURCES) : undefined,
      source,
    };
  }
  const template: Template = { path, root: value, resources: valueAt(value, 'Resources') };
  const resources = entriesOf(template.resources).flatMap((entry) => readResource(entry, template));
  return { infrastructure: infrastructureOf(resources), problem: problem ?? shapeProblem(template), source };
}

/** What cannot be read may still plainly be a template; what could be read says so at its top, not in some text. */
function saysThatItIsOne(value: PlacedValue | undefined, text: string): boolean {
  if (value !== undefined) return valueAt(value, 'AWSTemplateFormatVersion') !== undefined;
  return /^\s*\{?\s*["']?AWSTemplateFormatVersion/m.test(text);
}

const NO_RESOURCES = 'it has no resource that is known: "Resources" is no map of them';

/** The first resource that is none, or that others make (`Fn::ForEach`): one clause. */
function shapeProblem({ resources }: Template): string | undefined {
  for (const { key, value } of entriesOf(resources)) {
    const line = key.region.startLine;
    if (key.value.startsWith('Fn::')) return `what ${key.value.slice(0, 40)} at line ${line} makes was not looked at`;
    if (textAt(value, 'Type') === undefined) return `the resource at line ${line} has no type`;
    const properties = valueAt(value, 'Properties');
    const isMap = properties === undefined || properties.kind === 'map' || properties.kind === 'empty';
    if (!isMap && properties.tag === undefined) return `the properties of the resource at line ${line} are no map`;
  }
  return undefined;
}

function holdsResources(value: PlacedValue): boolean {
  const resources = entriesOf(valueAt(value, 'Resources'));
  return resources.some(({ value: resource }) => /^(?:AWS|Alexa|Custom)::/.test(textAt(resource, 'Type')?.value ?? ''));
}

function readResource({ key, value }: PlacedEntry, template: Template): readonly Resource[] {
  const type = textAt(value, 'Type')?.value;
  if (type === undefined || isLeftOut(value, template)) return [];
  const properties = entryAt(value, 'Properties');
  const place = { path: template.path, region: key.region };
  return [
    {
      address: key.value,
      base: key.value,
      type,
      path: template.path,
      header: key.region,
      region: { ...key.region, endLine: value.region.endLine, endColumn: value.region.endColumn },
      body:
        properties === undefined || properties.value.kind === 'empty'
          ? { kind: 'map', entries: new Map(), isComplete: true, place }
          : evaluateTemplate(properties.value, template),
    },
  ];
}

/** Whether its condition is certainly not met. */
function isLeftOut(resource: PlacedValue, template: Template): boolean {
  const condition = textAt(resource, 'Condition');
  const described = condition && valueAt(valueAt(template.root, 'Conditions'), condition.value);
  return described !== undefined && booleanOf(evaluateTemplate(described, template)) === false;
}
