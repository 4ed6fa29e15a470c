// The documents in a file or stream, JSON or YAML, and what is asked of each before it counts as an object.
import type { Json } from '../../apimachinery/object.ts';
import { parseYaml, splitYamlDocuments } from '../../apimachinery/yaml.ts';
import { readJson } from '../../apimachinery/goJson.ts';

/** A document, or the failure that ends the stream. */
export type Decoded = { document: Json } | { error: Error };

const yamlFailure = (error: unknown): Error => new Error(`error converting YAML to JSON: ${(error as Error).message}`);

function* decodeYaml(text: string): Generator<Decoded> {
  for (const chunk of splitYamlDocuments(text)) {
    try {
      yield { document: parseYaml(chunk) };
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
