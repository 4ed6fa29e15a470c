// Kinds without a description of their own: every field of the object, with its name in words.
import { byCodePoint, goValue } from '../../apimachinery/goFormat.ts';
import type { Json } from '../../apimachinery/object.ts';
import type { Describer } from './contract.ts';
import type { Description } from './description.ts';
import { writeLabelsAndAnnotations, writeName } from './metadata.ts';

/** Shown at the top already, or of no interest. */
const skipped = new Set(['metadata.managedFields', 'metadata.name', 'metadata.namespace', 'metadata.labels', 'metadata.annotations']);
const acronyms = new Set(['API', 'URL', 'UID', 'GUID']);

const isUpper = (text: string): boolean => /^\p{Lu}+$/u.test(text);

/** `podIPs` has the words pod, I and Ps: the last capital of a run belongs to what follows. */
const wordsOf = (field: string): string[] => field.match(/\p{Lu}(?=\p{Ll})\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{Ll}+|[^\p{Lu}\p{Ll}]+/gu) ?? [];

function wordText(word: string): string {
  if (acronyms.has(word.toUpperCase())) return word.toUpperCase();
  return word === word.toLowerCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

/** Abbreviations stay with the word behind them: `JSONSchema Props`. */
function joined(words: readonly string[]): string[] {
  const out: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const next = words[i + 1];
    const stays = word.length >= 2 && isUpper(word) && next !== undefined && /^\p{Lu}/u.test(next);
    out.push(stays ? word + next : word);
    if (stays) i++;
  }
  return out;
}

/** `holderIdentity` is `Holder Identity`; names with anything but letters and dashes stay as they are. */
export function fieldLabel(field: string): string {
  if (!/^[\p{L}-]*$/u.test(field)) return field;
  return joined(wordsOf(field)).map(wordText).join(' ');
}

function writeItem(out: Description, item: Json, path: string, level: number): void {
  if (item !== null && typeof item === 'object' && !Array.isArray(item)) writeContent(out, item, path, level);
  else out.row(level, goValue(item));
}

function writeContent(out: Description, content: Json, path: string, level: number): void {
  for (const field of Object.keys(content).sort(byCodePoint)) {
    const value = content[field];
    const here = path ? `${path}.${field}` : field;
    if (skipped.has(here) || value === undefined) continue;
    if (value === null || typeof value !== 'object') {
      out.field(fieldLabel(field), goValue(value), level);
      continue;
    }
    out.heading(fieldLabel(field), level);
    if (Array.isArray(value)) for (const item of value) writeItem(out, item, here, level + 1);
    else writeContent(out, value, here, level + 1);
  }
}

export const genericDescriber: Omit<Describer, 'resource'> = {
  describe(object, out) {
    writeName(out, object);
    writeLabelsAndAnnotations(out, object);
    writeContent(out, object, '', 0);
  },
};
