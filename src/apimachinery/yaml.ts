// YAML: reading it as Go's reader does, cutting files into documents, and printing. Where everybody gets YAML and JSON texts from.
import type { Json } from './object.ts';
import { Reader } from './yamlReader.ts';
import { resolveStrictly } from './yamlScalars.ts';

export { toCompactJson, toJson } from './json.ts';
export { toYaml } from './yamlPrint.ts';

/** The first document as JSON; null when there is none. Throws an Error with the sentence of Go's reader: `yaml: line 3: ...`. */
export const parseYaml = (text: string): Json => new Reader(text).document();

/** The same as Go's newer reader reads it: `yes` and `on` are texts. */
export const parseYamlStrictly = (text: string): Json => new Reader(text, resolveStrictly).document();

/** Where kubectl cuts a file into documents, before it reads any of them. */
const separator = /^---(?:[ \t].*)?$/;

/** The texts of the documents in a file. Line numbers in errors count from each one's start, as kubectl's do. */
export function splitYamlDocuments(text: string): string[] {
  const documents: string[][] = [[]];
  for (const line of text.split('\n')) {
    if (separator.test(line.replace(/\r$/, ''))) documents.push([]);
    else documents[documents.length - 1]?.push(line);
  }
  return documents.map((lines) => lines.join('\n')).filter((document) => document.trim() !== '');
}

/** All documents of a file as JSON; those that hold nothing are left out. */
export const parseYamlDocuments = (text: string): Json[] =>
  splitYamlDocuments(text)
    .map(parseYaml)
    .filter((value) => value !== null);
