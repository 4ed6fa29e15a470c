// How Go's %#v shows JSON values, for the message that shows the object a JSONPath failed on.
import { goNumber, goQuote } from '../../apimachinery/goFormat.ts';
import type { Json } from '../../apimachinery/object.ts';

/** Keys come sorted already. */
export function goSyntax(value: Json): string {
  if (value === null || value === undefined) return 'interface {}(nil)';
  if (typeof value === 'string') return goQuote(value);
  if (typeof value === 'number') return goNumber(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  const entries = Object.entries(value).map(([key, item]) => `${goQuote(key)}:${goSyntax(item)}`);
  return `map[string]interface {}{${entries.join(', ')}}`;
}
