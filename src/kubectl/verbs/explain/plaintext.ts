// explain's usual layout: kind, field, description, fields with their types (upstream: explain/v2/templates/plaintext.tmpl).
import { CommandError } from '../../errors.ts';
import type { ResourceOfVersion, Schema, Schemas } from './document.ts';
import { indent, wrap } from './wrap.ts';

const width = 76;
/** A field's line shows so many values of an enumeration. */
const enumsInLine = 4;

export const header = ({ group, kind, version }: ResourceOfVersion): string => `${group ? `GROUP:      ${group}\n` : ''}KIND:       ${kind}\nVERSION:    ${version}\n\n`;

/** The empty value is shown as one. */
const shownValues = (values: readonly string[]): string[] => values.map((value) => value || '""');

function enumLine(values: readonly string[], columns: number): string {
  if (values.length === 0) return '';
  const shown = shownValues(values.slice(0, enumsInLine)).join(', ');
  return `${indent(`enum: ${shown}${values.length > enumsInLine ? ', ....' : ''}`, columns)}\n`;
}

/** `seen` are the schemas on the way here: what contains itself is opened once. */
function fieldLines(schemas: Schemas, schema: Schema, columns: number, recursive: boolean, seen: readonly Schema[]): string {
  const owner = schemas.withFields(schema);
  if (seen.includes(owner)) return '';
  const lines = schemas.fieldsOf(schema).map((field) => {
    const head = `${indent(`${field.name}\t<${schemas.typeOf(field.schema)}>${field.required ? ' -required-' : ''}`, columns)}\n${enumLine(schemas.enumOf(field.schema), columns)}`;
    if (recursive) return head + fieldLines(schemas, field.schema, columns + 2, true, [...seen, owner]);
    return `${head}${indent(wrap(schemas.textOfField(field.schema), width), columns + 2)}\n\n`;
  });
  return lines.join('');
}

function description(schemas: Schemas, schema: Schema): string {
  const texts = schemas.descriptionsOf(schema);
  return texts.length === 0 ? indent('<empty>', 4) : indent(`${wrap(texts.join('\n'), width)}\n`, 4);
}

function fieldHead(schemas: Schemas, schema: Schema, name: string, required: boolean): string {
  const values = schemas.enumOf(schema);
  const enums = values.length > 0 ? `ENUM:\n${indent(shownValues(values).join('\n'), 4)}` : '';
  return `FIELD: ${name} <${schemas.typeOf(schema)}>${required ? ' -required-' : ''}\n${enums}\n\n`;
}

export function plaintext(schemas: Schemas, root: Schema, path: readonly string[], recursive: boolean): string {
  const found = schemas.at(root, path);
  const name = path.at(-1);
  if (!found) throw new CommandError(`field "${name}" does not exist`);
  const { schema, required } = found;
  const fields = fieldLines(schemas, schema, 2, recursive, []);
  return `${name === undefined ? '' : fieldHead(schemas, schema, name, required)}DESCRIPTION:\n${description(schemas, schema)}\n${fields ? `FIELDS:\n${fields}` : ''}\n`;
}
