// The documents in a file or stream, JSON or YAML, and what is asked of each before it counts as an object.
import type { Json } from '../../apimachinery/object.ts';
import { parseYaml } from '../../apimachinery/yaml.ts';
import { readJson } from './json.ts';

/** A document, or the failure that ends the stream. */
export type Decoded = { document: Json } | { error: Error };

/** Cuts YAML at its `---` lines. A separator before anything else stays, so that line numbers are those of the file. */
export function splitYaml(text: string): string[] {
  const chunks: string[] = [];
  let buffer = '';
  for (const line of text.split(/(?<=\n)/)) {
    if (/^---[ \t\r]*(#.*)?\n?$/.test(line) && buffer !== '') {
      chunks.push(buffer);
      buffer = '';
    } else buffer += line;
  }
  if (buffer !== '') chunks.push(buffer);
  return chunks;
}

const yamlFailure = (error: unknown): Error => new Error(`error converting YAML to JSON: ${(error as Error).message}`);

function* decodeYaml(text: string): Generator<Decoded> {
  for (const chunk of splitYaml(text)) {
    try {
      yield { document: parseYaml(chunk) ?? null };
    } catch (error) {
      yield { error: yamlFailure(error) };
      return;
    }
  }
}

/** Text that begins like JSON is read as JSON; what is none after all may still be YAML. */
export function* decodeStream(text: string): Generator<Decoded> {
  let at = 0;
  while (/^\s*\{/.test(text.slice(at))) {
    const read = readJson(text, at);
    if ('error' in read) {
      const rest = [...decodeYaml(text.slice(at))];
      const failed = rest.some((each) => 'error' in each);
      if (failed) yield { error: new Error(read.error) };
      else yield* rest;
      return;
    }
    yield { document: read.value };
    at = read.end;
  }
  if (text.slice(at).trim() !== '') yield* decodeYaml(text.slice(at));
}
