// explain --output=plaintext-openapiv2: the layout of former years, which names no types of objects.
import { CommandError } from '../../errors.ts';
import type { ResourceOfVersion, Schema, Schemas } from './document.ts';
import { flow, indent } from './wrap.ts';

const width = 75;

function typeOf(schemas: Schemas, schema: Schema): string {
  if (schema?.items) return `[]${typeOf(schemas, schema.items)}`;
  if (typeof schema?.additionalProperties === 'object') return `map[string]${typeOf(schemas, schema.additionalProperties)}`;
  if (schemas.refOf(schema) !== undefined) return typeOf(schemas, schemas.resolve(schema));
  if (schema?.format === 'int-or-string' || (!schema?.type && schema?.oneOf)) return 'string';
  return !schema?.type || schema.type === 'object' ? 'Object' : schema.type;
}

const described = (schemas: Schemas, schema: Schema): string =>
  schemas
    .descriptionsOf(schema)
    .map((text) => indent(flow(text, width), 5))
    .join('\n\n') || '     <empty>';

function fieldLines(schemas: Schemas, schema: Schema, columns: number, recursive: boolean, seen: readonly Schema[]): string {
  const owner = schemas.withFields(schema);
  if (seen.includes(owner)) return '';
  const lines = schemas.fieldsOf(schema).map((field) => {
    const head = `${indent(`${field.name}\t<${typeOf(schemas, field.schema)}>${field.required ? ' -required-' : ''}`, columns)}\n`;
    if (recursive) return head + fieldLines(schemas, field.schema, columns + 3, true, [...seen, owner]);
    return `${head}${indent(flow(schemas.textOfField(field.schema), width), columns + 2)}\n\n`;
  });
  return lines.join('');
}

export function plaintextOpenApiV2(schemas: Schemas, of: ResourceOfVersion, root: Schema, path: readonly string[], recursive: boolean): string {
  const version = of.group ? `${of.group}/${of.version}` : of.version;
  const head = `KIND:     ${of.kind}\nVERSION:  ${version}\n\n`;
  const name = path.at(-1);
  const found = schemas.at(root, path);
  if (!found) throw new CommandError(`field "${name}" does not exist`);
  const fields = fieldLines(schemas, found.schema, 3, recursive, []);
  const label = fields ? 'RESOURCE:' : 'FIELD:   ';
  const which = name === undefined ? '' : `${label} ${name} <${typeOf(schemas, found.schema)}>\n\n`;
  return `${head}${which}DESCRIPTION:\n${described(schemas, found.schema)}\n${fields ? `\nFIELDS:\n${fields}` : ''}`;
}
