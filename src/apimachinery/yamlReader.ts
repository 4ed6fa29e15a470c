// Reads YAML tokens into JSON values, with the sentences of Go's reader for tokens that do not fit together.
import { goFloat, goQuote } from './goFormat.ts';
import type { Json } from './object.ts';
import { type Mark, YamlError } from './yamlCursor.ts';
import { resolvePlain } from './yamlScalars.ts';
import { Scanner, type Token, type TokenKind } from './yamlScanner.ts';

const isMap = (value: Json): boolean => value !== null && typeof value === 'object' && !Array.isArray(value);

const standardTags = /^(?:!!|!<tag:yaml\.org,2002:)(\w+)>?$/;

function scalarValue({ text, isPlain }: Token, tag: string | undefined, resolve: typeof resolvePlain): Json {
  if (tag === undefined) return isPlain ? resolve(text) : text;
  const name = standardTags.exec(tag)?.[1];
  if (name === 'binary') return Buffer.from(text, 'base64').toString();
  return name && ['int', 'float', 'bool', 'null'].includes(name) ? resolvePlain(text) : text;
}

/** `%#v` of a value that Go's reader made: what a `{{ .x }}` that no template engine replaced becomes in an error. */
function goSyntax(value: Json): string {
  if (value === null) return 'interface {}(nil)';
  if (typeof value === 'string') return goQuote(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (!isMap(value)) return String(value);
  return `map[interface {}]interface {}{${Object.entries(value)
    .map(([key, item]) => `${goQuote(key)}:${goSyntax(item)}`)
    .join(', ')}}`;
}

/** Keys of JSON are texts; what YAML read as something else is written as one. */
function keyText(value: Json): string {
  if (value !== null && typeof value === 'object') throw new Error(`yaml: invalid map key: ${goSyntax(value)}`);
  return typeof value === 'number' ? (Number.isInteger(value) ? String(value) : goFloat(value)) : String(value);
}

/** A mapping as it grows: `<<` lends the fields of other mappings. */
class Mapping {
  private readonly own: Record<string, Json> = {};
  private readonly lent: Record<string, Json> = {};

  add(key: { value: Json; isMerge: boolean }, value: Json): void {
    if (!key.isMerge) {
      this.own[keyText(key.value)] = value;
      return;
    }
    const sources = Array.isArray(value) ? value : [value];
    if (!sources.every(isMap)) throw new Error('yaml: map merge requires map or sequence of maps as the value');
    for (const source of sources) for (const field in source) this.lent[field] ??= source[field];
  }

  get value(): Json {
    return { ...this.lent, ...this.own };
  }
}

export class Reader {
  private readonly scanner: Scanner;
  private readonly anchors = new Map<string, Json>();

  constructor(
    text: string,
    private readonly resolve: typeof resolvePlain = resolvePlain,
  ) {
    this.scanner = new Scanner(text);
  }

  /** The first document; null when there is none. */
  document(): Json {
    while (this.is('documentEnd')) this.scanner.next();
    let isExplicit = false;
    while (this.is('directive')) {
      this.scanner.next();
      isExplicit = true;
    }
    if (this.is('streamEnd') && !isExplicit) return null;
    if (this.is('documentStart')) this.scanner.next();
    else if (isExplicit) this.fail('did not find expected <document start>');
    const value = this.is('documentStart', 'documentEnd', 'streamEnd', 'directive') ? null : this.node(true, false);
    // What follows must be another document.
    if (this.is('documentEnd')) return value;
    if (!this.is('streamEnd', 'documentStart', 'directive')) this.fail('did not find expected <document start>');
    return value;
  }

  private is(...kinds: TokenKind[]): boolean {
    return kinds.includes(this.scanner.peek().kind);
  }

  private takes(kind: TokenKind): boolean {
    if (!this.is(kind)) return false;
    this.scanner.next();
    return true;
  }

  private fail(problem: string, context?: Mark): never {
    throw new YamlError(problem, this.scanner.peek().mark, context, false);
  }

  private node(inBlock: boolean, mayBeIndentless: boolean): Json {
    const start = this.scanner.peek().mark;
    if (this.is('alias')) return this.alias();
    let anchor: string | undefined;
    let tag: string | undefined;
    while (this.is('anchor', 'tag')) {
      const token = this.scanner.next();
      if (token.kind === 'anchor') anchor = token.text;
      else tag = token.text;
    }
    const value = this.content(inBlock, mayBeIndentless, tag, anchor !== undefined || tag !== undefined, start);
    if (anchor !== undefined) this.anchors.set(anchor, value);
    return value;
  }

  private alias(): Json {
    const { text } = this.scanner.next();
    if (!this.anchors.has(text)) throw new Error(`yaml: unknown anchor '${text}' referenced`);
    return this.anchors.get(text);
  }

  private content(inBlock: boolean, mayBeIndentless: boolean, tag: string | undefined, mayBeEmpty: boolean, start: Mark): Json {
    const token = this.scanner.peek();
    if (mayBeIndentless && token.kind === 'entry') return this.indentless();
    if (token.kind === 'scalar') return scalarValue(this.scanner.next(), tag, this.resolve);
    if (token.kind === '[') return this.flowSequence();
    if (token.kind === '{') return this.flowMapping();
    if (inBlock && token.kind === 'blockSequence') return this.blockSequence();
    if (inBlock && token.kind === 'blockMapping') return this.blockMapping();
    if (mayBeEmpty) return tag === '!!str' ? '' : null;
    return this.fail('did not find expected node content', start);
  }

  private blockSequence(): Json {
    const { mark } = this.scanner.next();
    const items: Json[] = [];
    while (this.takes('entry')) items.push(this.is('entry', 'blockEnd') ? null : this.node(true, false));
    if (!this.takes('blockEnd')) this.fail("did not find expected '-' indicator", mark);
    return items;
  }

  /** Entries that stand at the column of the key that they belong to. */
  private indentless(): Json {
    const items: Json[] = [];
    while (this.takes('entry')) items.push(this.is('entry', 'key', 'value', 'blockEnd') ? null : this.node(true, false));
    return items;
  }

  private key(read: () => Json): { value: Json; isMerge: boolean } {
    const { isPlain, text, kind } = this.scanner.peek();
    return { isMerge: kind === 'scalar' && isPlain && text === '<<', value: read() };
  }

  private blockMapping(): Json {
    const { mark } = this.scanner.next();
    const mapping = new Mapping();
    const part = (): Json => (this.is('key', 'value', 'blockEnd') ? null : this.node(true, true));
    while (!this.takes('blockEnd')) {
      if (!this.is('key', 'value')) this.fail('did not find expected key', mark);
      const key = this.takes('key') ? this.key(part) : { value: null, isMerge: false };
      mapping.add(key, this.takes('value') ? part() : null);
    }
    return mapping.value;
  }

  private flowSequence(): Json {
    const { mark } = this.scanner.next();
    const items: Json[] = [];
    for (let isFirst = true; !this.takes(']'); isFirst = false) {
      if (!isFirst && !this.takes(',')) this.fail("did not find expected ',' or ']'", mark);
      if (this.is(']')) continue;
      items.push(this.is('key') ? this.pair() : this.node(false, false));
    }
    return items;
  }

  /** `[a: b]`: a mapping of one entry. */
  private pair(): Json {
    this.scanner.next();
    const mapping = new Mapping();
    const key = this.key(() => (this.is('value', ',', ']') ? null : this.node(false, false)));
    mapping.add(key, this.takes('value') && !this.is(',', ']') ? this.node(false, false) : null);
    return mapping.value;
  }

  private flowMapping(): Json {
    const { mark } = this.scanner.next();
    const mapping = new Mapping();
    for (let isFirst = true; !this.takes('}'); isFirst = false) {
      if (!isFirst && !this.takes(',')) this.fail("did not find expected ',' or '}'", mark);
      if (this.is('}')) continue;
      const isKey = this.takes('key');
      const key = this.key(() => (isKey && this.is('value', ',', '}') ? null : this.node(false, false)));
      mapping.add(key, isKey && this.takes('value') && !this.is(',', '}') ? this.node(false, false) : null);
    }
    return mapping.value;
  }
}
