import * as z from 'zod';
import { configurationSchema } from './schema.ts';

/** The part of JSON Schema (2020-12) that the configuration's schema consists of. */
export interface SchemaNode {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly SchemaNode[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
  readonly required?: readonly string[];
}

/** The configuration file's JSON schema for editors and other tools, generated from the one that reads it. */
export function configurationJsonSchema(): SchemaNode {
  const { $schema, ...schema } = z.toJSONSchema(configurationSchema, { io: 'input' });
  // The generator's type is JSON Schema as a whole; `SchemaNode` names what this schema uses of it.
  return { $schema, title: 'Gatehouse configuration', ...schema } as SchemaNode;
}

/** The schema of the value at a place in the configuration, as far as the path is known to it. */
export function schemaAt(schema: SchemaNode, path: readonly (string | number)[]): SchemaNode | undefined {
  return path.reduce<SchemaNode | undefined>((node, key) => {
    if (typeof key === 'number') return node?.items;
    const others = node?.additionalProperties;
    return node?.properties?.[key] ?? (typeof others === 'object' ? others : undefined);
  }, schema);
}

/** The committed file's text. */
export function schemaText(): string {
  return `${JSON.stringify(configurationJsonSchema(), null, 2)}\n`;
}
