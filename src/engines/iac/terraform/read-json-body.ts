import type { Expression, HclBlock, HclBody } from '../../syntax/hcl/hcl.ts';
import { type ReadHcl, readHclExpression } from '../../syntax/hcl/read-hcl.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { entriesOf, type PlacedEntry, type PlacedText, type PlacedValue } from '../../yaml-document/placed.ts';
import { readDocumentText } from '../../yaml-document/read-document.ts';

/** How many labels stand before the body of a block (https://developer.hashicorp.com/terraform/language/syntax/json#root-object). */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  variable: 1,
  output: 1,
  module: 1,
  provider: 1,
  locals: 0,
  terraform: 0,
};

/** Reads the JSON language of Terraform: what stands in texts are templates. A file of variables has attributes alone. */
export function readJsonBody(text: string, isVariables: boolean, syntax: Syntax): ReadHcl {
  const { value, problem } = readDocumentText(text);
  if (value?.kind !== 'map') return { body: { attributes: [], blocks: [] }, problem: problem ?? 'not an object' };
  if (isVariables) return { body: bodyOf(value, syntax, false), problem };
  const blocks = value.entries.flatMap(({ key, value: content }) => {
    const labels = Object.hasOwn(LABELS, key.value) ? LABELS[key.value] : undefined;
    return labels === undefined ? [] : blocksOf(key, [], content, labels, syntax);
  });
  return { body: { attributes: [], blocks }, problem };
}

function blocksOf(
  type: PlacedText,
  labels: readonly PlacedText[],
  value: PlacedValue,
  missing: number,
  syntax: Syntax,
): readonly HclBlock[] {
  if (value.kind === 'list') return value.items.flatMap((item) => blocksOf(type, labels, item, missing, syntax));
  if (missing > 0) {
    return entriesOf(value).flatMap((entry) =>
      blocksOf(type, [...labels, entry.key], entry.value, missing - 1, syntax),
    );
  }
  const header = (labels.at(-1) ?? type).region;
  const region = { ...header, endLine: value.region.endLine, endColumn: value.region.endColumn };
  return [
    {
      type: type.value,
      labels: labels.map((label) => label.value),
      body: bodyOf(value, syntax, true),
      header,
      region,
    },
  ];
}

function bodyOf(value: PlacedValue, syntax: Syntax, hasBlocks: boolean): HclBody {
  const isDynamic = ({ key }: PlacedEntry) => hasBlocks && key.value === 'dynamic';
  const entries = entriesOf(value);
  return {
    attributes: entries
      .filter((entry) => !isDynamic(entry))
      .map(({ key, value: content }) => ({
        name: key.value,
        value: expressionOf(content, syntax),
        region: key.region,
      })),
    blocks: entries.filter(isDynamic).flatMap(({ key, value: content }) => dynamicBlocks(key, content, syntax)),
  };
}

function dynamicBlocks(key: PlacedText, value: PlacedValue, syntax: Syntax): readonly HclBlock[] {
  return blocksOf(key, [], value, 1, syntax).map((block) => {
    const content = block.body.attributes.find(({ name }) => name === 'content');
    const attributes = block.body.attributes.filter(({ name }) => name !== 'content');
    const inner = content?.value.kind === 'object' ? content.value.entries : [];
    const body: HclBody = {
      attributes: inner.map(({ key: name, value: each }) => ({
        name: name.kind === 'literal' ? String(name.value) : '',
        value: each,
        region: each.region,
      })),
      blocks: [],
    };
    return { ...block, body: { attributes, blocks: [{ ...block, type: 'content', labels: [], body }] } };
  });
}

function expressionOf(value: PlacedValue, syntax: Syntax): Expression {
  const { region } = value;
  switch (value.kind) {
    case 'empty':
      return { kind: 'literal', value: null, region };
    case 'text':
      return textExpression(value, syntax);
    case 'list':
      return { kind: 'list', items: value.items.map((item) => expressionOf(item, syntax)), region };
    case 'map':
      return {
        kind: 'object',
        entries: value.entries.map(({ key, value: item }) => ({
          key: { kind: 'literal', value: key.value, region: key.region },
          value: expressionOf(item, syntax),
        })),
        region,
      };
  }
}

/** A text with `${` is a template; JSON's escapes are HCL's too. */
function textExpression({ value, region }: PlacedText, syntax: Syntax): Expression {
  if (!/[$%]\{/.test(value)) return { kind: 'literal', value, region };
  return readHclExpression(syntax, quoted(value), region) ?? { kind: 'unsupported', region };
}

/** As HCL writes it: what stands within `${…}` is an expression and keeps its quotes. */
function quoted(value: string): string {
  return `"${value.replace(/\$\{[^}]*\}|[\\"\n\r\t]/g, (part) => (part.length > 1 ? part : JSON.stringify(part).slice(1, -1)))}"`;
}
