// Go templates over JSON, as -o go-template uses them (text/template, and the functions that kubectl adds).
import { byCodePoint, goQuote } from './goFormat.ts';
import { goText, goTypeOf } from './goPrintf.ts';
import { functions, isTrue } from './goTemplateFunctions.ts';
import { type Command, type Operand, parseTemplates, type Pipe, type TemplateNode, type Templates } from './goTemplateParser.ts';
import type { Json } from './object.ts';

export interface GoTemplateOptions {
  /** A key that a map has not is an error instead of `<no value>`. */
  missingKeyError?: boolean;
  /** How errors name the template. */
  name?: string;
}

/** A template that failed while it ran, and what it had printed until then. */
export class GoTemplateError extends Error {
  constructor(
    message: string,
    readonly output: string,
  ) {
    super(message);
    this.name = 'GoTemplateError';
  }
}

interface Place {
  at: number;
  source: string;
}

type Signal = 'break' | 'continue' | undefined;

const deepest = 100;
const needsText = new Set(['printf', 'base64decode']);
const isMap = (value: Json): value is Record<string, Json> => value !== null && typeof value === 'object' && !Array.isArray(value);
/** What a null is to a template: no value at all. */
const dug = (value: Json): Json => value ?? undefined;

class Run {
  output = '';
  private variables: { name: string; value: Json }[] = [];
  private place: Place | undefined;

  constructor(
    private readonly template: GoTemplate,
    private current: string,
    private readonly depth: number,
    data: Json,
  ) {
    this.variables.push({ name: '$', value: data });
  }

  private fail(message: string): never {
    const { text, name } = this.template;
    if (!this.place) throw new GoTemplateError(`template: ${name}: ${message}`, this.output);
    const before = text.slice(0, this.place.at);
    const line = before.split('\n').length;
    const column = Buffer.byteLength(before.slice(before.lastIndexOf('\n') + 1));
    throw new GoTemplateError(`template: ${name}:${line}:${column}: executing ${goQuote(this.current)} at <${this.place.source}>: ${message}`, this.output);
  }

  run(nodes: readonly TemplateNode[], dot: Json): Signal {
    for (const node of nodes) {
      const signal = this.node(node, dot);
      if (signal) return signal;
    }
    return undefined;
  }

  private node(node: TemplateNode, dot: Json): Signal {
    this.place = node;
    switch (node.kind) {
      case 'text':
        this.output += node.text;
        return undefined;
      case 'action': {
        const value = this.pipe(node.pipe, dot);
        if (node.pipe.variables.length === 0) this.output += value === undefined ? '<no value>' : goText(value);
        return undefined;
      }
      case 'break':
      case 'continue':
        return node.kind;
      case 'template':
        this.invoke(node, dot);
        return undefined;
      case 'range':
        return this.range(node, dot);
      default:
        return this.branch(node, dot);
    }
  }

  private branch(node: Extract<TemplateNode, { kind: 'if' | 'with' | 'range' }>, dot: Json): Signal {
    const scope = this.variables.length;
    const value = this.pipe(node.pipe, dot);
    const signal = isTrue(value) ? this.run(node.then, node.kind === 'with' ? value : dot) : this.run(node.otherwise ?? [], dot);
    this.variables.length = scope;
    return signal;
  }

  private entries(value: Json): [key: Json, value: Json][] {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value.map((item, i) => [BigInt(i), dug(item)]);
    if (isMap(value))
      return Object.keys(value)
        .sort(byCodePoint)
        .map((key) => [key, dug(value[key])]);
    if (typeof value === 'bigint' || Number.isInteger(value)) return Array.from({ length: Number(value) }, (_, i) => [BigInt(i), BigInt(i)]);
    return this.fail(`range can't iterate over ${goText(value)}`);
  }

  private range(node: Extract<TemplateNode, { kind: 'if' | 'with' | 'range' }>, dot: Json): Signal {
    const scope = this.variables.length;
    const { pipe } = node;
    const value = this.commands(pipe, dot);
    const rounds = this.entries(value);
    for (const [key, item] of rounds) {
      this.variables.length = scope;
      const [first, second] = pipe.variables;
      if (pipe.isAssign) {
        if (first) this.assign(first, second ? key : item);
        if (second) this.assign(second, item);
      } else {
        if (first) this.variables.push({ name: first, value: second ? key : item });
        if (second) this.variables.push({ name: second, value: item });
      }
      if (this.run(node.then, item) === 'break') break;
    }
    this.variables.length = scope;
    return rounds.length === 0 ? this.run(node.otherwise ?? [], dot) : undefined;
  }

  private invoke(node: Extract<TemplateNode, { kind: 'template' }>, dot: Json): void {
    const nodes = this.template.templates.get(node.name);
    if (!nodes) this.fail(`template ${goQuote(node.name)} not defined`);
    if (this.depth >= deepest) this.fail(`exceeded maximum template depth (${deepest})`);
    const data = node.pipe ? this.pipe(node.pipe, dot) : undefined;
    const inner = new Run(this.template, node.name, this.depth + 1, data);
    inner.output = this.output;
    inner.run(nodes, data);
    this.output = inner.output;
  }

  private assign(name: string, value: Json): void {
    const variable = this.variables.findLast((candidate) => candidate.name === name);
    if (!variable) this.fail(`undefined variable: ${name}`);
    variable.value = value;
  }

  private pipe(pipe: Pipe, dot: Json): Json {
    const value = this.commands(pipe, dot);
    for (const name of pipe.variables) {
      if (pipe.isAssign) this.assign(name, value);
      else this.variables.push({ name, value });
    }
    return value;
  }

  private commands(pipe: Pipe, dot: Json): Json {
    let value: Json;
    pipe.commands.forEach((command, i) => {
      this.place = pipe;
      value = dug(this.command(command, dot, i > 0 ? [value] : []));
    });
    return value;
  }

  private command(command: Command, dot: Json, final: Json[]): Json {
    const [first, ...rest] = command.args as [Operand, ...Operand[]];
    if (first.kind === 'function') return this.call(first, command, rest, dot, final);
    this.place = first;
    const hasArguments = rest.length + final.length > 0;
    if (hasArguments && (first.kind === 'field' || first.kind === 'chain' || (first.kind === 'variable' && first.names.length > 0))) {
      const name = first.names[first.names.length - 1] as string;
      const receiver = this.operand({ ...first, names: first.names.slice(0, -1) } as Operand, dot);
      this.fail(isMap(receiver) ? `${name} is not a method but has arguments` : `can't evaluate field ${name} in type ${goTypeOf(receiver)}`);
    }
    if (hasArguments) this.fail(`can't give argument to non-function ${first.source}`);
    if (first.kind === 'nil') this.fail('nil is not a command');
    return this.operand(first, dot);
  }

  private call(first: Extract<Operand, { kind: 'function' }>, command: Command, rest: Operand[], dot: Json, final: Json[]): Json {
    const fn = functions[first.name];
    this.place = first;
    if (!fn) return this.fail(`${goQuote(first.name)} is not a defined function`);
    const count = rest.length + final.length;
    if (fn.isVariadic ? count < fn.least : count !== fn.least) {
      this.fail(`wrong number of args for ${first.name}: want ${fn.isVariadic ? 'at least ' : ''}${fn.least} got ${count}`);
    }
    const args: Json[] = [];
    for (const take of [...rest.map((operand) => () => this.argument(operand, dot)), ...final.map((value) => () => value)]) {
      args.push(dug(take()));
      if ((first.name === 'and' || first.name === 'or') && isTrue(args[args.length - 1]) === (first.name === 'or')) break;
    }
    if (needsText.has(first.name)) this.checkText(args[0], rest[0] ?? first);
    this.place = command;
    try {
      return fn.call(args);
    } catch (error) {
      return this.fail(`error calling ${first.name}: ${(error as Error).message}`);
    }
  }

  /** The functions that Go gives a string as their first argument refuse everything else. */
  private checkText(value: Json, operand: Operand): void {
    if (typeof value === 'string') return;
    this.place = operand;
    if (value === undefined) this.fail('invalid value; expected string');
    this.fail(operand.kind === 'constant' ? `expected string; found ${operand.source}` : `wrong type for value; expected string; got ${goTypeOf(value)}`);
  }

  private argument(operand: Operand, dot: Json): Json {
    this.place = operand;
    if (operand.kind === 'function') return this.call(operand, { args: [operand], at: operand.at, source: operand.source }, [], dot, []);
    return operand.kind === 'nil' ? undefined : this.operand(operand, dot);
  }

  private operand(operand: Operand, dot: Json): Json {
    switch (operand.kind) {
      case 'constant':
        return operand.value;
      case 'dot':
        return dot;
      case 'field':
        return this.fields(dot, operand.names, operand);
      case 'variable':
        return this.fields(this.variables.findLast((variable) => variable.name === operand.name)?.value, operand.names, operand);
      case 'pipe':
        return this.pipe(operand.pipe, dot);
      case 'chain': {
        const value = this.argument(operand.of, dot);
        return this.fields(dug(value), operand.names, operand);
      }
      default:
        return undefined;
    }
  }

  private fields(from: Json, names: readonly string[], place: Place): Json {
    return names.reduce((value, name) => {
      this.place = place;
      return this.field(value, name);
    }, from);
  }

  private field(value: Json, name: string): Json {
    const { missingKeyError } = this.template.options;
    if (value === null) this.fail(`nil pointer evaluating interface {}.${name}`);
    if (value === undefined) return missingKeyError ? this.fail(`nil data; no entry for key ${goQuote(name)}`) : undefined;
    if (!isMap(value)) this.fail(`can't evaluate field ${name} in type interface {}`);
    if (Object.hasOwn(value, name) && value[name] !== undefined) return value[name];
    return missingKeyError ? this.fail(`map has no entry for key ${goQuote(name)}`) : undefined;
  }
}

export class GoTemplate {
  readonly templates: Templates;
  readonly name: string;

  constructor(
    readonly text: string,
    readonly options: GoTemplateOptions,
  ) {
    this.name = options.name ?? 'output';
    this.templates = parseTemplates(this.name, text, (name) => Object.hasOwn(functions, name));
  }

  /** What the template prints for the data. Throws GoTemplateError. */
  execute(data: Json): string {
    const run = new Run(this, this.name, 0, data);
    run.run(this.templates.get(this.name) ?? [], data);
    return run.output;
  }
}

/** Reads a template. Throws an Error with Go's sentence: `template: output:1: unclosed action`. */
export const parseGoTemplate = (text: string, options: GoTemplateOptions = {}): GoTemplate => new GoTemplate(text, options);
