// The text that the editor is shown, and what is read back from it.
import type { Json } from '../../../apimachinery/object.ts';
import { parseYaml, toJson, toYaml } from '../../../apimachinery/yaml.ts';
import { decode, DecodeError } from '../../../apis/decode.ts';
import { typeNamed, typeOfKind } from '../../../apis/schema.ts';
import { sortedKeys } from '../../printers/index.ts';

export type Format = 'yaml' | 'json';

/** Why a saved text is shown again: a headline, and what was said. */
export interface Reason {
  head: string;
  details: readonly string[];
}

/** The first lines are recorded word for word: people and scripts count on them. */
const header = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;

function withoutManagedFields(object: Json): Json {
  if (!object.metadata?.managedFields) return object;
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

/** Several objects are edited as one List. */
export function contentOf(objects: readonly Json[], format: Format): string {
  const shown = objects.map((object) => sortedKeys(withoutManagedFields(object)));
  const whole = shown.length === 1 ? shown[0] : { apiVersion: 'v1', items: shown, kind: 'List', metadata: {} };
  return format === 'json' ? `${toJson(whole)}\n` : toYaml(whole);
}

/** The text with its comments: the header, and why it is shown again. JSON has none. */
export function withHeader(content: string, format: Format, reasons: readonly Reason[]): string {
  if (format === 'json') return content;
  const told = reasons.map(({ head, details }) => `# ${head}:\n${details.map((detail) => `# * ${detail.split('\n').join('\n# ')}\n`).join('')}#\n`);
  return header + told.join('') + content;
}

/** What was edited, without comments. */
export const strip = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n');

/** Says what keeps an object from being one of its kind; nothing when it is. */
function problemOf(object: Json): string | undefined {
  if (!object?.kind) return 'missing Resource metadata: kind is not set';
  if (!object.apiVersion) return 'missing Resource metadata: apiVersion is not set';
  const [group = '', version = ''] = object.apiVersion.includes('/') ? object.apiVersion.split('/') : ['', object.apiVersion];
  const typeName = typeOfKind(group, version, object.kind);
  const schema = typeName && typeNamed(typeName);
  if (!typeName || !schema) return undefined;
  try {
    return decode(object, typeName, schema).strict.join(', ') || undefined;
  } catch (error) {
    if (error instanceof DecodeError || error instanceof Error) return error.message;
    throw error;
  }
}

/** The objects in an edited text. Throws an Error that says what is wrong with it. */
export function objectsIn(text: string): Json[] {
  const parsed = parseYaml(strip(text));
  if (parsed === null || typeof parsed !== 'object') throw new Error('the file holds no object');
  const objects: Json[] = parsed.kind === 'List' && Array.isArray(parsed.items) ? parsed.items : [parsed];
  for (const object of objects) {
    const problem = problemOf(object);
    if (problem) throw new Error(problem);
  }
  return objects;
}
