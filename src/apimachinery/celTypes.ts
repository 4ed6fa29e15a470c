// The types that CEL's checker reasons about: how they are written in its errors, and when one may stand for another.

export type CelTypeKind = 'dyn' | 'error' | 'simple' | 'null' | 'list' | 'map' | 'object' | 'opaque' | 'type' | 'param';

/** Names of simple types are those of the language: int, string, timestamp. */
export interface CelType {
  readonly kind: CelTypeKind;
  readonly name: string;
  readonly params: readonly CelType[];
  /** The fields of an object; what is absent is undefined. */
  readonly fields?: Readonly<Record<string, CelType>>;
}

const of = (kind: CelTypeKind, name: string, ...params: CelType[]): CelType => ({ kind, name, params });

export const dynType = of('dyn', 'dyn');
export const errorType = of('error', '!error!');
export const nullType = of('null', 'null');
export const simpleType = (name: string): CelType => of('simple', name);
export const boolType = simpleType('bool');
export const intType = simpleType('int');
export const stringType = simpleType('string');
export const listType = (items: CelType): CelType => of('list', 'list', items);
export const mapType = (key: CelType, value: CelType): CelType => of('map', 'map', key, value);
export const opaqueType = (name: string, ...params: CelType[]): CelType => of('opaque', name, ...params);
export const optionalType = (value: CelType): CelType => opaqueType('optional_type', value);
export const typeType = (value: CelType): CelType => of('type', 'type', value);
export const paramType = (name: string): CelType => of('param', name);
export const objectType = (name: string, fields: Readonly<Record<string, CelType>>): CelType => ({ kind: 'object', name, params: [], fields });

export const celTypeText = ({ name, params }: CelType): string => (params.length === 0 ? name : `${name}(${params.map(celTypeText).join(', ')})`);

export const isDynamic = ({ kind }: CelType): boolean => kind === 'dyn' || kind === 'error';

/** What an optional holds; the type itself where it is none. */
export const unwrapped = (type: CelType): { type: CelType; isOptional: boolean } =>
  type.name === 'optional_type' ? { type: type.params[0] ?? dynType, isOptional: true } : { type, isOptional: false };

export const sameType = (a: CelType, b: CelType): boolean =>
  a === b || (a.kind === b.kind && a.name === b.name && a.params.length === b.params.length && a.params.every((p, i) => sameType(p, b.params[i] as CelType)));

/** What is known of type parameters so far. */
export type Bindings = ReadonlyMap<string, CelType>;

/** The type with its parameters replaced by what they stand for; those that stand for nothing become dyn where `free` says so. */
export function substitute(bindings: Bindings, type: CelType, free = false): CelType {
  if (type.kind === 'param') {
    const bound = bindings.get(type.name);
    if (bound) return substitute(bindings, bound, free);
    return free ? dynType : type;
  }
  return type.params.length === 0 ? type : { ...type, params: type.params.map((p) => substitute(bindings, p, free)) };
}

const mentions = (bindings: Bindings, name: string, type: CelType): boolean => {
  if (type.kind !== 'param') return type.params.some((p) => mentions(bindings, name, p));
  if (type.name === name) return true;
  const bound = bindings.get(type.name);
  return bound !== undefined && mentions(bindings, name, bound);
};

/** Of two types that agree, the one that says less. */
export function mostGeneral(a: CelType, b: CelType): CelType {
  return isLooser(a, b) ? a : b;
}

function isLooser(a: CelType, b: CelType): boolean {
  if (a.kind === 'dyn') return true;
  if (b.kind === 'dyn') return false;
  if (b.kind === 'null' && a.kind !== 'null') return true;
  if (a.kind !== b.kind || a.params.length !== b.params.length) return a.kind !== 'null';
  return a.params.every((p, i) => isLooser(p, b.params[i] as CelType));
}

const nullable = new Set<CelTypeKind>(['null', 'object', 'opaque']);
const takesNull = ({ kind, name }: CelType): boolean => nullable.has(kind) || name === 'timestamp' || name === 'duration';

/** Binds a parameter, or compares the type with what the parameter stands for already. */
function bind(bindings: Map<string, CelType>, type: CelType, param: CelType): boolean | undefined {
  if (sameType(type, param)) return true;
  const bound = bindings.get(param.name);
  if (bound) {
    if (sameType(type, bound)) return true;
    if (!assign(bindings, type, bound)) return false;
    const general = mostGeneral(type, bound);
    if (!mentions(bindings, param.name, general)) bindings.set(param.name, general);
    return true;
  }
  if (mentions(bindings, param.name, type)) return undefined;
  bindings.set(param.name, type);
  return true;
}

function assign(bindings: Map<string, CelType>, a: CelType, b: CelType): boolean {
  if (b.kind === 'param') {
    const bound = bind(bindings, a, b);
    if (bound !== undefined) return bound;
  }
  if (a.kind === 'param') return bind(bindings, b, a) === true;
  if (isDynamic(a) || isDynamic(b)) return true;
  if (a.kind === 'null') return takesNull(b);
  if (b.kind === 'null') return takesNull(a);
  if (a.kind !== b.kind || a.name !== b.name) return false;
  return a.kind === 'type' || (a.params.length === b.params.length && a.params.every((p, i) => assign(bindings, p, b.params[i] as CelType)));
}

/** Whether values of these types may stand where those are expected; the bindings that make it so. */
export function assignable(bindings: Bindings, given: readonly CelType[], expected: readonly CelType[]): Bindings | undefined {
  if (given.length !== expected.length) return undefined;
  const draft = new Map(bindings);
  return given.every((type, i) => assign(draft, type, expected[i] as CelType)) ? draft : undefined;
}
