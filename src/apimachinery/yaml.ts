// Reads YAML as Go's YAML 1.1 reader does, and is where everybody gets YAML and JSON printing from. The only file that knows the package `yaml`.
import { type Alias, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseAllDocuments, Scalar, type YAMLMap } from 'yaml';
import { goFloat } from './goFormat.ts';
import type { Json } from './object.ts';
import { yamlErrorSentence } from './yamlErrors.ts';
import { resolvePlain } from './yamlScalars.ts';

export { toCompactJson, toJson } from './json.ts';
export { toYaml } from './yamlPrint.ts';

type Resolve = (alias: Alias) => Node | undefined;

const tagged: Readonly<Record<string, (text: string) => Json>> = {
  'tag:yaml.org,2002:str': (text) => text,
  'tag:yaml.org,2002:int': resolvePlain,
  'tag:yaml.org,2002:float': resolvePlain,
  'tag:yaml.org,2002:bool': resolvePlain,
  'tag:yaml.org,2002:null': () => null,
  'tag:yaml.org,2002:binary': (text) => Buffer.from(text, 'base64').toString(),
};

function scalarValue(node: Scalar): Json {
  const text = node.source ?? String(node.value ?? '');
  const read = node.tag && tagged[node.tag];
  if (read) return read(text);
  return node.type === Scalar.PLAIN && !node.tag ? resolvePlain(text) : text;
}

/** Keys of JSON are texts; what YAML read as something else is written as one. */
function keyText(value: Json): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : goFloat(value);
  return String(value);
}

const isMergeKey = (key: unknown): boolean => isScalar(key) && key.type === Scalar.PLAIN && key.source === '<<';

function mapValue(node: YAMLMap, resolve: Resolve): Json {
  const own: Record<string, Json> = {};
  const merged: Record<string, Json> = {};
  for (const pair of node.items as Pair<Node, Node | null>[]) {
    const value = valueOf(pair.value, resolve);
    if (!isMergeKey(pair.key)) own[keyText(valueOf(pair.key, resolve))] = value;
    else for (const source of Array.isArray(value) ? value : [value]) for (const key in source) if (!(key in merged)) merged[key] = source[key];
  }
  return { ...merged, ...own };
}

function valueOf(node: Node | null | undefined, resolve: Resolve): Json {
  if (isAlias(node)) return valueOf(resolve(node), resolve);
  if (isMap(node)) return mapValue(node, resolve);
  if (isSeq(node)) return node.items.map((item) => valueOf(item as Node, resolve));
  return isScalar(node) ? scalarValue(node) : null;
}

function readAll(text: string): Json[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { schema: 'failsafe', version: '1.1', uniqueKeys: false, prettyErrors: false, keepSourceTokens: false, lineCounter, logLevel: 'silent', stringKeys: false });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    const error = document.errors[0];
    if (error) throw new Error(`yaml: ${yamlErrorSentence(text, error, lineCounter)}`);
    return valueOf(document.contents as Node | null, (alias) => alias.resolve(document) as Node | undefined);
  });
}

/** The first document as JSON; null when there is none. Throws an Error with the sentence of Go's reader: `yaml: line 3: ...`. */
export const parseYaml = (text: string): Json => readAll(text)[0] ?? null;

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
export const parseYamlDocuments = (text: string): Json[] => splitYamlDocuments(text).map(parseYaml).filter((value) => value !== null);
