// What types and fields mean, as the OpenAPI documents say it. The texts are a package's: only a build has them
// (build/descriptions.mjs), and without one nothing is said.
import described from './facts/descriptions.json' with { type: 'json' };
import { type Schema, typeNamed } from './schema.ts';

/** What a document says of a type or field besides its structure. */
type Described = Schema & { description?: string; allOf?: Schema[] };

type Texts = readonly [texts: readonly string[], types: Readonly<Record<string, readonly [text: number, fields: Readonly<Record<string, number>>]>>];

/** A schema with its text; beside a reference nothing else may stand, so the reference moves. */
function withText(schema: Schema, description: string | undefined): Described {
  if (description === undefined) return schema;
  const { $ref, ...rest } = schema;
  return $ref === undefined ? { description, ...rest } : { description, ...rest, allOf: [{ $ref }] };
}

/** The type of this name with what is said of it and its fields. */
export function describedType(name: string): Described | undefined {
  const [texts, types] = described as unknown as Texts;
  const schema = typeNamed(name);
  const [text, fields] = types[name] ?? [-1, {}];
  if (!schema) return undefined;
  const { properties } = schema;
  if (!properties) return withText(schema, texts[text]);
  const entries = Object.entries(properties).map(([field, each]) => [field, withText(each, texts[fields[field] ?? -1])]);
  return withText({ ...schema, properties: Object.fromEntries(entries) }, texts[text]);
}
