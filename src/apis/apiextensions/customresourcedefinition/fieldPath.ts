// Paths to fields as rules and selectable fields give them: `.spec.replicas`, `.metadata['a.b']`.
import type { Json } from '../../../apimachinery/object.ts';

export interface FieldOfPath {
  schema: Json;
  /** The path's first name. */
  root: string;
  text: string;
}

const escapes: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', "'": "'", '\\': '\\' };
const unescaped = (text: string): string => text.replace(/\\(.)/g, (whole, c: string) => escapes[c] ?? whole);

/** The field that a path leads to in a schema; a text says why it leads nowhere. */
export function fieldAt(path: string, schema: Json, withBrackets = true): FieldOfPath | string {
  const tokens = path.match(/'(?:\\.|[^'\\])*'|[.[\]]|[^.[\]']+/g) ?? [];
  let at = schema;
  let root = '';
  let text = '';
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const next = tokens[i + 1];
    if (token === '[') {
      if (!withBrackets) return 'array notation is not allowed';
      if (next === undefined) return 'unexpected end of JSON path';
      if (!/^'.*'$/s.test(next)) return `expected single quoted string but got ${next}`;
      if (tokens[i + 2] === undefined) return 'unexpected end of JSON path';
      if (tokens[i + 2] !== ']') return `expected ] but got ${tokens[i + 2]}`;
      const name = unescaped(next.slice(1, -1));
      const named = at?.properties !== undefined;
      at = named ? at.properties[name] : at?.additionalProperties;
      if (!at || at === true) return 'does not refer to a valid field';
      text += named ? `.${name}` : `[${name}]`;
      root ||= name;
      i += 2;
    } else if (token === '.') {
      if (next === undefined) return 'unexpected end of JSON path';
      const named = at?.properties !== undefined;
      at = named ? at.properties[next] : at?.additionalProperties;
      if (!at || at === true) return 'does not refer to a valid field';
      text += named ? `.${next}` : `[${next}]`;
      root ||= next;
      i += 1;
    } else return `expected [ or . but got: ${token}`;
  }
  return { schema: at, root, text: text.replace(/^\./, '') };
}
