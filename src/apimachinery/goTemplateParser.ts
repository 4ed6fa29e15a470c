// Reads a Go template into a tree, with the sentences of text/template/parse for what cannot be read.
import { goQuote } from './goFormat.ts';
import { GoFloat } from './goPrintf.ts';
import { type Token, type TokenKind, tokensOf } from './goTemplateLexer.ts';
import { unquote } from './goUnquote.ts';

interface At {
  at: number;
  /** The source as Go prints the node again, for errors. */
  source: string;
}

export type Operand = At &
  (
    | { kind: 'dot' }
    | { kind: 'nil' }
    | { kind: 'constant'; value: string | boolean | bigint | GoFloat }
    | { kind: 'field'; names: string[] }
    | { kind: 'variable'; name: string; names: string[] }
    | { kind: 'function'; name: string }
    | { kind: 'pipe'; pipe: Pipe }
    | { kind: 'chain'; of: Operand; names: string[] }
  );

export interface Command extends At {
  args: Operand[];
}

export interface Pipe extends At {
  variables: string[];
  isAssign: boolean;
  commands: Command[];
}

export type TemplateNode = At &
  (
    | { kind: 'text'; text: string }
    | { kind: 'action'; pipe: Pipe }
    | { kind: 'if' | 'with' | 'range'; pipe: Pipe; then: TemplateNode[]; otherwise: TemplateNode[] | undefined }
    | { kind: 'template'; name: string; pipe: Pipe | undefined }
    | { kind: 'break' | 'continue' }
  );

export type Templates = Map<string, TemplateNode[]>;

const described = ({ kind, text }: Token): string => {
  if (kind === 'eof') return 'EOF';
  if (kind === 'error') return text;
  if (kind === 'keyword' || kind === 'nil' || kind === 'dot') return `<${text}>`;
  return [...text].length > 10 ? `${goQuote([...text].slice(0, 10).join(''))}...` : goQuote(text);
};

const operandKinds = new Set<TokenKind>(['bool', 'charConstant', 'dot', 'field', 'identifier', 'number', 'nil', 'rawString', 'string', 'variable', 'lparen']);

class Parser {
  readonly templates: Templates = new Map();
  private readonly tokens: Token[];
  private position = 0;
  private variables = ['$'];
  private rangeDepth = 0;
  private actionLine = 0;

  constructor(
    private readonly name: string,
    private readonly text: string,
    private readonly hasFunction: (name: string) => boolean,
  ) {
    this.tokens = tokensOf(text);
  }

  parse(): Templates {
    const nodes: TemplateNode[] = [];
    while (this.peek().kind !== 'eof') {
      const node = this.node(true);
      if (node === 'end' || node === 'else') this.fail(`unexpected {{${node}}}`);
      else if (node) nodes.push(node);
    }
    this.templates.set(this.name, nodes);
    return this.templates;
  }

  private lineOf(at: number): number {
    return this.text.slice(0, at).split('\n').length;
  }

  private fail(message: string): never {
    const token = this.tokens[Math.max(this.position - 1, 0)] ?? this.peek();
    throw new Error(`template: ${this.name}:${this.lineOf(token.at)}: ${message}`);
  }

  private unexpected(token: Token, context: string): never {
    if (token.kind === 'error') {
      const started = this.actionLine !== 0 && this.actionLine !== this.lineOf(token.at) ? `${token.text.endsWith(' action') ? '' : ' in action'} started at ${this.name}:${this.actionLine}` : '';
      this.fail(token.text + started);
    }
    this.fail(`unexpected ${described(token)} in ${context}`);
  }

  private peek(): Token {
    return (this.tokens[this.position] ?? this.tokens[this.tokens.length - 1]) as Token;
  }

  private next(): Token {
    const token = this.peek();
    this.position++;
    return token;
  }

  private peekSolid(): Token {
    while (this.peek().kind === 'space') this.position++;
    return this.peek();
  }

  private nextSolid(): Token {
    this.peekSolid();
    return this.next();
  }

  private expect(kind: TokenKind, context: string): Token {
    const token = this.nextSolid();
    return token.kind === kind ? token : this.unexpected(token, context);
  }

  /** A text or an action; `end` and `else` close the list that they stand in. */
  private node(isTop: boolean): TemplateNode | 'end' | 'else' | undefined {
    const token = this.nextSolid();
    if (token.kind === 'text') return { kind: 'text', text: token.text, at: token.at, source: token.text };
    if (token.kind !== 'left') return this.unexpected(token, 'input');
    this.actionLine = this.lineOf(token.at);
    const first = this.peekSolid();
    if (first.kind !== 'keyword') return this.actionNode(first);
    this.next();
    return this.keyword(first, isTop);
  }

  private actionNode(first: Token): TemplateNode {
    const scope = this.variables.length;
    const pipe = this.pipe('command', 'right');
    if (pipe.variables.length === 0) this.variables.length = scope;
    return { kind: 'action', pipe, at: first.at, source: `{{${pipe.source}}}` };
  }

  private keyword(token: Token, isTop: boolean): TemplateNode | 'end' | 'else' | undefined {
    switch (token.text) {
      case 'if':
      case 'with':
      case 'range':
        return this.control(token.text, token.at);
      case 'end':
        this.expect('right', 'end');
        return 'end';
      case 'else': {
        const after = this.peekSolid();
        if (after.kind === 'keyword' && (after.text === 'if' || after.text === 'with')) return 'else';
        this.expect('right', 'else');
        return 'else';
      }
      case 'break':
      case 'continue': {
        const close = this.nextSolid();
        if (close.kind !== 'right') this.unexpected(close, `{{${token.text}}}`);
        if (this.rangeDepth === 0) this.fail(`{{${token.text}}} outside {{range}}`);
        return { kind: token.text, at: token.at, source: `{{${token.text}}}` };
      }
      case 'template':
        return this.templateNode('template clause');
      case 'block':
        return this.block();
      default:
        if (!isTop) this.unexpected(token, 'command');
        this.define();
        return undefined;
    }
  }

  private control(kind: 'if' | 'with' | 'range', at: number): TemplateNode {
    const scope = this.variables.length;
    const pipe = this.pipe(kind, 'right');
    if (kind === 'range') this.rangeDepth++;
    const [then, close] = this.list();
    if (kind === 'range') this.rangeDepth--;
    const otherwise = close === 'else' ? this.otherwise(kind) : undefined;
    this.variables.length = scope;
    return { kind, pipe, then, otherwise, at, source: `{{${kind} ${pipe.source}}}` };
  }

  private otherwise(kind: 'if' | 'with' | 'range'): TemplateNode[] {
    const chained = this.peekSolid();
    if (chained.kind === 'keyword' && chained.text === kind) {
      this.next();
      // `else if` is an if inside the else that shares its end.
      return [this.control(kind, chained.at)];
    }
    const [nodes, close] = this.list();
    if (close !== 'end') this.fail('expected end; found {{else}}');
    return nodes;
  }

  private list(): [nodes: TemplateNode[], close: 'end' | 'else'] {
    const nodes: TemplateNode[] = [];
    while (this.peekSolid().kind !== 'eof') {
      const node = this.node(false);
      if (node === 'end' || node === 'else') return [nodes, node];
      if (node) nodes.push(node);
    }
    this.next();
    return this.fail('unexpected EOF');
  }

  private templateName(context: string): { name: string; at: number } {
    const token = this.nextSolid();
    if (token.kind !== 'string' && token.kind !== 'rawString') this.unexpected(token, context);
    return { name: unquote(token.text) ?? '', at: token.at };
  }

  private templateNode(context: string): TemplateNode {
    const { name, at } = this.templateName(context);
    if (this.peekSolid().kind === 'right') {
      this.next();
      return { kind: 'template', name, pipe: undefined, at, source: `{{template ${goQuote(name)}}}` };
    }
    const pipe = this.pipe(context, 'right');
    return { kind: 'template', name, pipe, at, source: `{{template ${goQuote(name)} ${pipe.source}}}` };
  }

  private body(name: string): void {
    const outer = this.variables;
    this.variables = ['$'];
    const [nodes, close] = this.list();
    if (close !== 'end') this.fail('unexpected {{else}} in define clause');
    this.variables = outer;
    this.templates.set(name, nodes);
  }

  private define(): void {
    const { name } = this.templateName('define clause');
    this.expect('right', 'define clause');
    this.body(name);
  }

  private block(): TemplateNode {
    const node = this.templateNode('block clause');
    if (node.kind === 'template') this.body(node.name);
    return node;
  }

  private declaration(context: string): { variables: string[]; isAssign: boolean } {
    const variables: string[] = [];
    for (;;) {
      const start = this.position;
      const token = this.peekSolid();
      if (token.kind !== 'variable') return { variables, isAssign: false };
      this.next();
      const sign = this.peekSolid();
      if (sign.kind === 'assign' || sign.kind === 'declare') {
        this.next();
        variables.push(token.text);
        this.variables.push(token.text);
        return { variables, isAssign: sign.kind === 'assign' };
      }
      if (sign.kind !== 'char' || sign.text !== ',') {
        this.position = start;
        return { variables, isAssign: false };
      }
      this.next();
      variables.push(token.text);
      this.variables.push(token.text);
      if (context !== 'range' || variables.length > 1) this.fail(`too many declarations in ${context}`);
      if (!['variable', 'right', 'rparen'].includes(this.peekSolid().kind)) this.fail('range can only initialize variables');
    }
  }

  private pipe(context: string, end: 'right' | 'rparen'): Pipe {
    const { at } = this.peekSolid();
    const { variables, isAssign } = this.declaration(context);
    const commands: Command[] = [];
    for (;;) {
      const token = this.nextSolid();
      if (token.kind === end) break;
      if (!operandKinds.has(token.kind)) this.unexpected(token, context);
      this.position--;
      commands.push(this.command());
    }
    if (commands.length === 0) this.fail(`missing value for ${context}`);
    commands.slice(1).forEach((command, i) => {
      const first = command.args[0] as Operand;
      if (first.kind === 'constant' || first.kind === 'dot' || first.kind === 'nil') this.fail(`non executable command in pipeline stage ${i + 2}`);
    });
    const declared = variables.length > 0 ? `${variables.join(', ')} ${isAssign ? '=' : ':='} ` : '';
    return { variables, isAssign, commands, at, source: declared + commands.map((command) => command.source).join(' | ') };
  }

  private command(): Command {
    const { at } = this.peekSolid();
    const args: Operand[] = [];
    for (;;) {
      this.peekSolid();
      const operand = this.operand();
      if (operand) args.push(operand);
      const token = this.next();
      if (token.kind === 'space') continue;
      if (token.kind === 'right' || token.kind === 'rparen') this.position--;
      else if (token.kind !== 'pipe') this.unexpected(token, 'operand');
      break;
    }
    if (args.length === 0) this.fail('empty command');
    return { args, at, source: args.map((arg) => arg.source).join(' ') };
  }

  private operand(): Operand | undefined {
    const term = this.term();
    if (!term || this.peek().kind !== 'field') return term;
    const names: string[] = [];
    // Go places a chain of fields at the first that follows its start.
    const { at } = this.peek();
    while (this.peek().kind === 'field') names.push(this.next().text.slice(1));
    const source = `${term.source}.${names.join('.')}`;
    if (term.kind === 'field' || term.kind === 'variable') return { ...term, names: [...term.names, ...names], at, source };
    if (term.kind === 'constant' || term.kind === 'nil' || term.kind === 'dot') this.fail(`unexpected . after term ${goQuote(term.source)}`);
    return { kind: 'chain', of: term, names, at, source };
  }

  private term(): Operand | undefined {
    const token = this.nextSolid();
    const base = { at: token.at, source: token.text };
    switch (token.kind) {
      case 'identifier':
        if (!this.hasFunction(token.text)) this.fail(`function ${goQuote(token.text)} not defined`);
        return { ...base, kind: 'function', name: token.text };
      case 'dot':
        return { ...base, kind: 'dot' };
      case 'nil':
        return { ...base, kind: 'nil' };
      case 'variable':
        if (!this.variables.includes(token.text)) this.fail(`undefined variable ${goQuote(token.text)}`);
        return { ...base, kind: 'variable', name: token.text, names: [] };
      case 'field':
        return { ...base, kind: 'field', names: [token.text.slice(1)] };
      case 'bool':
        return { ...base, kind: 'constant', value: token.text === 'true' };
      case 'number':
        return { ...base, kind: 'constant', value: this.number(token.text) };
      case 'charConstant':
      case 'string':
      case 'rawString': {
        const value = unquote(token.text);
        if (value === undefined) this.fail('invalid syntax');
        return { ...base, kind: 'constant', value: token.kind === 'charConstant' ? BigInt(value.codePointAt(0) ?? 0) : value };
      }
      case 'lparen': {
        const pipe = this.pipe('parenthesized pipeline', 'rparen');
        return { at: token.at, source: `(${pipe.source})`, kind: 'pipe', pipe };
      }
      default:
        this.position--;
        return undefined;
    }
  }

  private number(text: string): GoFloat | bigint {
    const clean = text.replaceAll('_', '');
    const digits = clean.replace(/^[+-]/, '');
    if (/^(0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|\d+)$/.test(digits)) {
      const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
      return clean.startsWith('-') ? -value : value;
    }
    const value = Number(clean);
    if (Number.isNaN(value)) this.fail(`illegal number syntax: ${goQuote(text)}`);
    return new GoFloat(value);
  }
}

/** The named templates in a text; the text itself has the name given. */
export const parseTemplates = (name: string, text: string, hasFunction: (name: string) => boolean): Templates => new Parser(name, text, hasFunction).parse();
