// Reads kubectl's dialect of JSONPath into nodes, with the sentences of k8s.io/client-go/util/jsonpath for what cannot be read.
import { unquote } from './goUnquote.ts';

export interface Slice {
  start: number | undefined;
  end: number | undefined;
  step: number | undefined;
  /** `[3]`: the end follows from the start. */
  isIndex: boolean;
}

export type PathNode =
  | { kind: 'text'; text: string }
  | { kind: 'number'; value: number; isFloat: boolean }
  | { kind: 'bool'; value: boolean }
  | { kind: 'identifier'; name: string }
  | { kind: 'field'; name: string }
  | { kind: 'wildcard' }
  | { kind: 'recursive' }
  | { kind: 'slice'; slice: Slice }
  | { kind: 'union'; lists: PathNode[][] }
  | { kind: 'filter'; left: PathNode[]; operator: string; right: PathNode[] }
  | { kind: 'list'; nodes: PathNode[] };

const isAlphaNumeric = (char: string): boolean => /[\p{L}\p{Nd}_]/u.test(char);
const endsField = (char: string | undefined): boolean => char === undefined || /[\s.,[\]$@{}]/.test(char);

class Parser {
  private at = 0;

  constructor(private readonly input: string) {}

  /** Literal text and actions in braces. */
  template(): PathNode[] {
    const nodes: PathNode[] = [];
    while (this.at < this.input.length) {
      const open = this.input.indexOf('{', this.at);
      const end = open < 0 ? this.input.length : open;
      if (end > this.at) nodes.push({ kind: 'text', text: this.input.slice(this.at, end) });
      this.at = end + 1;
      if (open >= 0) nodes.push({ kind: 'list', nodes: this.action() });
    }
    return nodes;
  }

  private action(): PathNode[] {
    const nodes: PathNode[] = [];
    for (;;) {
      const char = this.input[this.at];
      if (char === undefined || char === '\n' || char === '\r') throw new Error('unclosed action');
      if (char === '}') {
        this.at++;
        return nodes;
      }
      nodes.push(...this.step(char, nodes));
    }
  }

  private step(char: string, before: PathNode[]): PathNode[] {
    if (this.input.startsWith('[?(', this.at)) return [this.filter()];
    if (this.input.startsWith('..', this.at)) return this.recursive(before);
    if (char === ' ' || char === '@' || char === '$') {
      this.at++;
      return [];
    }
    if (char === '[') return this.array();
    if (char === '"' || char === "'") return [this.quoted(char)];
    if (char === '.') {
      this.at++;
      return [this.field()];
    }
    if (/[+\-\d]/.test(char)) return [this.number()];
    if (isAlphaNumeric(char)) return [this.identifier()];
    throw new Error(`unrecognized character in action: U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')} '${char}'`);
  }

  private recursive(before: PathNode[]): PathNode[] {
    if (before[before.length - 1]?.kind === 'recursive') throw new Error('invalid multiple recursive descent');
    this.at += 2;
    const next = this.input[this.at];
    return next !== undefined && isAlphaNumeric(next) ? [{ kind: 'recursive' }, this.field()] : [{ kind: 'recursive' }];
  }

  private field(): PathNode {
    const start = this.at;
    while (!endsField(this.input[this.at])) this.at += this.input[this.at] === '\\' ? 2 : 1;
    const name = this.input.slice(start, this.at);
    return name === '*' ? { kind: 'wildcard' } : { kind: 'field', name: name.replaceAll('\\', '') };
  }

  private identifier(): PathNode {
    const start = this.at;
    while (this.at < this.input.length && isAlphaNumeric(this.input[this.at] as string)) this.at++;
    const name = this.input.slice(start, this.at);
    return name === 'true' || name === 'false' ? { kind: 'bool', value: name === 'true' } : { kind: 'identifier', name };
  }

  private number(): PathNode {
    const text = (/^[+-]?[\d.]*/.exec(this.input.slice(this.at)) as RegExpExecArray)[0];
    this.at += text.length;
    if (/^[+-]?\d+$/.test(text)) return { kind: 'number', value: Number(text), isFloat: false };
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return { kind: 'number', value: Number(text), isFloat: true };
    throw new Error(`cannot parse number ${text}`);
  }

  private quoted(quote: string): PathNode {
    const start = this.at++;
    for (;;) {
      const char = this.input[this.at++];
      if (char === undefined || char === '\n') throw new Error('unterminated quoted string');
      if (char === quote && this.input[this.at - 2] !== '\\') break;
    }
    const text = this.input.slice(start, this.at);
    const value = unquote(text);
    if (value === undefined) throw new Error(`unquote string ${text} error invalid syntax`);
    return { kind: 'text', text: value };
  }

  private array(): PathNode[] {
    const close = this.input.indexOf(']', this.at);
    const lineEnd = this.input.indexOf('\n', this.at);
    if (close < 0 || (lineEnd >= 0 && lineEnd < close)) throw new Error('unterminated array');
    const inside = this.input.slice(this.at + 1, close);
    this.at = close + 1;
    const text = inside === '*' ? ':' : inside;
    const parts = text.split(',');
    if (parts.length > 1) return [{ kind: 'union', lists: parts.map((part) => parseAction(`[${part.replace(/^ +| +$/g, '')}]`)) }];
    const key = /^'([^']*)'$/.exec(text);
    return key ? parseAction(`.${key[1]}`) : [{ kind: 'slice', slice: sliceOf(text) }];
  }

  private filter(): PathNode {
    this.at += '[?('.length;
    const start = this.at;
    let quote: string | undefined;
    let isClosed = false;
    for (;;) {
      const char = this.input[this.at++];
      if (char === undefined || char === '\n') throw new Error('unterminated filter');
      if (char === '"' || char === "'") {
        if (!quote) quote = char;
        else if (char === quote && this.input[this.at - 2] !== '\\') isClosed = true;
      } else if (char === ')' && (quote === undefined) === !isClosed) break;
    }
    if (this.input[this.at++] !== ']') throw new Error('unclosed array expect ]');
    const text = this.input.slice(start, this.at - 2);
    const comparison = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text);
    if (!comparison) return { kind: 'filter', left: parseAction(text), operator: 'exists', right: [] };
    return { kind: 'filter', left: parseAction(comparison[1] as string), operator: comparison[2] as string, right: parseAction(comparison[3] as string) };
  }
}

function sliceOf(text: string): Slice {
  const parts = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text);
  if (!parts) throw new Error(`invalid array index ${text}`);
  const [start, end, step] = [parts[1], parts[2]?.slice(1), parts[3]?.slice(1)].map((part) => {
    if (part === undefined || part === '') return undefined;
    if (part === '-') throw new Error(`array index ${part} is not a number`);
    return Number(part);
  });
  const isIndex = parts[2] === undefined;
  return { start, end: isIndex ? (start ?? 0) + 1 : end, step, isIndex };
}

/** The nodes of what stands between braces. */
function parseAction(text: string): PathNode[] {
  const first = new Parser(`{${text}}`).template()[0];
  return first?.kind === 'list' ? first.nodes : [];
}

export const parseTemplate = (text: string): PathNode[] => new Parser(text).template();
