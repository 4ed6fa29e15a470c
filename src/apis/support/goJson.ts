// Why a text is no JSON object, in the words of Go's encoding/json.

/** The sentence of json.Unmarshal into a map, or nothing when it succeeds. */
export function goJsonError(text: string): string | undefined {
  const trimmed = text.trimStart();
  if (trimmed === '') return 'unexpected end of JSON input';
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || (typeof value === 'object' && !Array.isArray(value))) return undefined;
    const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
    return `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`;
  } catch {
    const first = trimmed[0] as string;
    if (!/[[{"\d\-tfn]/.test(first)) return `invalid character '${first}' looking for beginning of value`;
    return offending(trimmed);
  }
}

function offending(text: string): string {
  if (text[0] === '{') {
    const next = text.slice(1).trimStart()[0];
    if (next !== undefined && next !== '"' && next !== '}') return `invalid character '${next}' looking for beginning of object key string`;
  }
  return 'unexpected end of JSON input';
}
