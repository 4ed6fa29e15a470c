// CEL's type checker: what cel-go finds wrong with an expression before it is ever evaluated, and where.
import {
  assignable,
  type Bindings,
  boolType,
  type CelType,
  celTypeText,
  dynType,
  errorType,
  intType,
  isDynamic,
  listType,
  mapType,
  mostGeneral,
  nullType,
  optionalType,
  paramType,
  simpleType,
  stringType,
  substitute,
  typeType,
  unwrapped,
} from './celTypes.ts';
import { macros } from './celMacros.ts';
import { overloadsOf } from './celOverloads.ts';

/** A node of the parser's tree. What `args` holds depends on `op`. */
export interface CelNode {
  op: string;
  // biome-ignore lint/suspicious/noExplicitAny: the parser's own shape
  args: any;
  start: number;
  end: number;
}

/** What is wrong, and at which character. */
export interface CelFinding {
  at: number;
  message: string;
}

export interface CelChecked {
  type: CelType;
  findings: readonly CelFinding[];
  /** The variables that the expression speaks of. */
  references: ReadonlySet<string>;
}

const binary: Readonly<Record<string, string>> = Object.fromEntries(['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'].map((op) => [op, `_${op}_`]));
const typeNames = ['bool', 'int', 'uint', 'double', 'string', 'bytes', 'list', 'map', 'type', 'null_type'];

function identType(name: string): CelType | undefined {
  if (name === 'list') return typeType(listType(dynType));
  if (name === 'map') return typeType(mapType(dynType, dynType));
  if (name === 'null_type') return typeType(nullType);
  if (name === 'type') return typeType(simpleType('type'));
  if (name === 'bool') return typeType(boolType);
  return typeNames.includes(name) ? typeType(simpleType(name)) : undefined;
}

const qualifiedTypes: Readonly<Record<string, CelType>> = { 'google.protobuf.Timestamp': simpleType('timestamp'), 'google.protobuf.Duration': simpleType('duration') };

/** `a.b.c`, where a node is only that. */
function qualified(node: CelNode): string | undefined {
  if (node.op === 'id') return node.args;
  if (node.op !== '.') return undefined;
  const before = qualified(node.args[0]);
  return before === undefined ? undefined : `${before}.${node.args[1]}`;
}

function literalType(value: unknown): CelType {
  if (value === null) return nullType;
  if (typeof value === 'bigint') return intType;
  if (typeof value === 'number') return simpleType('double');
  if (typeof value === 'string') return stringType;
  if (typeof value === 'boolean') return boolType;
  return simpleType(value instanceof Uint8Array ? 'bytes' : 'uint');
}

export class CelChecker {
  readonly findings: CelFinding[] = [];
  readonly references = new Set<string>();
  private bindings: Bindings = new Map();
  private free = 0;

  constructor(
    private readonly text: string,
    private scope: Readonly<Record<string, CelType>>,
  ) {}

  report(at: number, message: string): CelType {
    this.findings.push({ at, message });
    return errorType;
  }

  newParam(): CelType {
    return paramType(`_var${this.free++}`);
  }

  resolved(type: CelType): CelType {
    return substitute(this.bindings, type);
  }

  assigns(given: readonly CelType[], expected: readonly CelType[]): boolean {
    const found = assignable(this.bindings, given, expected);
    if (found) this.bindings = found;
    return found !== undefined;
  }

  /** With further names in scope. */
  within<T>(names: Readonly<Record<string, CelType>>, work: () => T): T {
    const before = this.scope;
    this.scope = { ...before, ...names };
    const result = work();
    this.scope = before;
    return result;
  }

  /** The place of a sign that follows after a node. */
  sign(after: number, sign: string): number {
    const at = this.text.indexOf(sign, after);
    return at < 0 ? after : at;
  }

  /** Where cel-go says that an expression is: at its operator, its dot or its bracket. */
  place(node: CelNode): number {
    const { op, args, start, end } = node;
    if (op === '.' || op === '.?') return this.sign(args[0].end, '.');
    if (op === 'call') return this.sign(start, '(');
    if (op === 'rcall') return this.sign(this.sign(args[1].end, args[0]), '(');
    if (op === '[]' || op === '[?]') return this.sign(args[0].end, '[');
    if (op === '?:') return this.sign(args[0].end, '?');
    if (op === 'list') return this.text[start] === '[' ? start : this.text.lastIndexOf('[', start);
    if (op === 'map') return this.text[start] === '{' ? start : this.text.lastIndexOf('{', start);
    if (op in binary || op === '&&' || op === '||' || op === 'in') return this.sign(args[0].end, op);
    return Math.min(start, end);
  }

  check(node: CelNode): CelType {
    const { op, args } = node;
    if (op === 'value') return literalType(args);
    if (op === 'id') return this.ident(node);
    if (op === '.') return this.select(node);
    if (op === '.?') return optionalType(this.field(this.place(node), this.check(args[0]), args[1]));
    if (op === 'list') return this.list(args);
    if (op === 'map') return this.map(args);
    if (op === 'call') return this.call(node, args[0], undefined, args[1]);
    if (op === 'rcall') return this.memberCall(node);
    if (op === '&&' || op === '||') return this.logical(node);
    return this.operator(node);
  }

  private ident(node: CelNode): CelType {
    const name: string = node.args;
    const known = this.scope[name];
    if (known) this.references.add(name);
    return known ?? identType(name) ?? this.report(node.start, `undeclared reference to '${name}' (in container '')`);
  }

  private select(node: CelNode): CelType {
    const name = qualified(node) ?? '';
    const named = qualifiedTypes[name];
    if (named) return typeType(named);
    const variable = name === '' ? undefined : this.scope[name];
    if (variable) return variable;
    return this.selection(node, this.place(node));
  }

  /** The same at another place: has() says where it stands itself. */
  selection(node: CelNode, at: number): CelType {
    const operand = this.resolved(this.check(node.args[0]));
    const { type, isOptional } = unwrapped(operand);
    const found = this.field(at, type, node.args[1]);
    return isOptional ? optionalType(found) : found;
  }

  private field(at: number, operand: CelType, name: string): CelType {
    const { type } = unwrapped(this.resolved(operand));
    if (type.kind === 'map') return this.resolved(type.params[1] as CelType);
    if (type.kind === 'object') return type.fields?.[name] ?? this.report(at, `undefined field '${name}'`);
    if (type.kind === 'param') this.assigns([dynType], [type]);
    else if (!isDynamic(type)) this.report(at, `type '${celTypeText(type)}' does not support field selection`);
    return dynType;
  }

  private list(items: readonly CelNode[]): CelType {
    let joined: CelType | undefined;
    for (const item of items) joined = this.join(item, joined, this.check(item));
    return listType(joined ?? this.newParam());
  }

  private map(entries: readonly (readonly [CelNode, CelNode])[]): CelType {
    let key: CelType | undefined;
    let value: CelType | undefined;
    for (const [k, v] of entries) {
      key = this.join(k, key, this.check(k));
      value = this.join(v, value, this.check(v));
    }
    return mapType(key ?? this.newParam(), value ?? this.newParam());
  }

  /** Literals hold one type. */
  private join(node: CelNode, before: CelType | undefined, type: CelType): CelType {
    if (!before) return type;
    if (this.assigns([before], [type])) return mostGeneral(before, type);
    return this.mismatch(node, before, type);
  }

  mismatch(node: CelNode, expected: CelType, found: CelType): CelType {
    return this.report(this.place(node), `expected type '${celTypeText(this.resolved(expected))}' but found '${celTypeText(this.resolved(found))}'`);
  }

  private logical(node: CelNode): CelType {
    const types: CelType[] = node.args.map((arg: CelNode) => this.check(arg));
    types.forEach((type, i) => {
      if (!this.assigns([type], [boolType])) this.mismatch(node.args[i], boolType, type);
    });
    return boolType;
  }

  private operator(node: CelNode): CelType {
    const { op } = node;
    const args: CelNode[] = Array.isArray(node.args) ? node.args : [node.args];
    const name = binary[op] ?? { '[]': '_[_]', '[?]': '_[?_]', '?:': '_?_:_', in: '@in', '!_': '!_', '-_': '-_' }[op] ?? op;
    return this.resolve(
      this.place(node),
      name,
      args.map((arg) => this.check(arg)),
      false,
    );
  }

  private call(node: CelNode, name: string, target: CelNode | undefined, args: readonly CelNode[]): CelType {
    const macro = macros[`${target ? '.' : ''}${name}/${args.length}`];
    if (macro) return macro(this, node, args, target);
    const given = args.map((arg) => this.check(arg));
    const at = this.place(node);
    const targetType = target ? [this.check(target)] : [];
    if (!overloadsOf(name)) return this.report(at, `undeclared reference to '${name}' (in container '')`);
    return this.resolve(at, name, [...targetType, ...given], target !== undefined);
  }

  private memberCall(node: CelNode): CelType {
    const [name, target, args] = node.args;
    const prefix = qualified(target);
    const whole = prefix === undefined ? undefined : `${prefix}.${name}`;
    if (whole !== undefined && overloadsOf(whole)) {
      return this.resolve(
        this.place(node),
        whole,
        args.map((arg: CelNode) => this.check(arg)),
        false,
      );
    }
    return this.call(node, name, target, args);
  }

  /** The result of the overloads that take these arguments. */
  resolve(at: number, name: string, given: readonly CelType[], isMember: boolean): CelType {
    let result: CelType | undefined;
    for (const overload of overloadsOf(name) ?? []) {
      if (overload.isMember !== isMember) continue;
      const fresh = new Map<string, CelType>();
      const renew = (type: CelType): CelType => {
        if (type.kind !== 'param') return type.params.length > 0 ? { ...type, params: type.params.map(renew) } : type;
        const own = fresh.get(type.name) ?? this.newParam();
        fresh.set(type.name, own);
        return own;
      };
      const [args, own] = [overload.args.map(renew), renew(overload.result)];
      if (!this.assigns(given, args)) continue;
      const found = this.resolved(own);
      if (!result) result = found;
      else if (result.kind !== 'dyn' && celTypeText(result) !== celTypeText(found)) result = dynType;
    }
    if (result) return result;
    const shown = given.map((type) => celTypeText(substitute(this.bindings, type, true)));
    const signature = isMember ? `${shown[0]}.(${shown.slice(1).join(', ')})` : `(${shown.join(', ')})`;
    return this.report(at, `found no matching overload for '${name}' applied to '${signature}'`);
  }
}

export function checkCel(text: string, root: CelNode, variables: Readonly<Record<string, CelType>>): CelChecked {
  const checker = new CelChecker(text, variables);
  const type = checker.resolved(checker.check(root));
  return { type, findings: checker.findings, references: checker.references };
}
