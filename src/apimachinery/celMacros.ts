// CEL's macros as its checker sees them: comprehensions over lists and maps, has(), and those of optional values.
import type { CelChecker, CelNode } from './celCheck.ts';
import { boolType, type CelType, celTypeText, dynType, errorType, intType, listType, mapType, optionalType, unwrapped } from './celTypes.ts';

type Macro = (checker: CelChecker, node: CelNode, args: readonly CelNode[], target: CelNode | undefined) => CelType;

/** What the variables of a comprehension are: the items of a list, or its indices and items; the keys of a map, or its keys and values. */
function rangeTypes(checker: CelChecker, target: CelNode): { first: CelType; pair: readonly [CelType, CelType] } {
  const type = checker.resolved(checker.check(target));
  const [a = dynType, b = dynType] = type.params;
  if (type.kind === 'list') return { first: a, pair: [intType, a] };
  if (type.kind === 'map') return { first: a, pair: [a, b] };
  if (type.kind === 'dyn' || type.kind === 'error' || type.kind === 'param') {
    checker.assigns([dynType], [type]);
    return { first: dynType, pair: [dynType, dynType] };
  }
  checker.report(checker.place(target), `expression of type '${celTypeText(type)}' cannot be range of a comprehension (must be list, map, or dynamic)`);
  return { first: errorType, pair: [errorType, errorType] };
}

interface Scope {
  names: Readonly<Record<string, CelType>>;
  first: CelType;
  rest: readonly CelNode[];
}

/** The names that the first arguments give to the range's parts; nothing when they are no names. */
function scopeOf(checker: CelChecker, args: readonly CelNode[], target: CelNode, count: 1 | 2): Scope | undefined {
  const wrong = args.slice(0, count).find((arg) => arg.op !== 'id');
  if (wrong) {
    checker.report(checker.place(wrong), 'argument must be a simple name');
    return undefined;
  }
  const { first, pair } = rangeTypes(checker, target);
  const names = count === 1 ? { [args[0]?.args]: first } : { [args[0]?.args]: pair[0], [args[1]?.args]: pair[1] };
  return { names, first, rest: args.slice(count) };
}

const overRange =
  (count: 1 | 2, work: (checker: CelChecker, node: CelNode, scope: Scope) => CelType): Macro =>
  (checker, node, args, target) => {
    const scope = scopeOf(checker, args, target as CelNode, count);
    return scope ? checker.within(scope.names, () => work(checker, node, scope)) : errorType;
  };

/** all and exists join their conditions with && and ||. */
const condition = (count: 1 | 2): Macro =>
  overRange(count, (checker, _, { rest }) => {
    const [predicate] = rest as [CelNode];
    const type = checker.check(predicate);
    if (!checker.assigns([type], [boolType])) checker.mismatch(predicate, boolType, type);
    return boolType;
  });

/** Others choose by theirs, as `condition ? this : that` would. */
function choose(checker: CelChecker, node: CelNode, predicate: CelNode, result: CelType): void {
  const type = checker.check(predicate);
  if (!checker.assigns([type], [boolType])) checker.resolve(checker.place(node), '_?_:_', [type, result, result], false);
}

const existsOne = (count: 1 | 2): Macro =>
  overRange(count, (checker, node, { rest }) => {
    choose(checker, node, rest[0] as CelNode, intType);
    return boolType;
  });

const mapped =
  (count: 1 | 2, filtered: boolean, result: (type: CelType, names: Readonly<Record<string, CelType>>) => CelType): Macro =>
  (checker, node, args, target) =>
    overRange(count, (_, __, { names, rest }) => {
      const type = checker.resolved(checker.check(rest.at(-1) as CelNode));
      if (filtered) choose(checker, node, rest[0] as CelNode, result(type, names));
      return result(type, names);
    })(checker, node, args, target);

const has: Macro = (checker, node, [field]) => {
  if (field?.op !== '.') {
    checker.report(field ? checker.place(field) : node.start, 'invalid argument to has() macro');
    return boolType;
  }
  checker.selection(field, checker.place(node));
  return boolType;
};

const optionalMap =
  (flat: boolean): Macro =>
  (checker, _, [name, value], target) => {
    const inner = unwrapped(checker.resolved(checker.check(target as CelNode))).type;
    const type = checker.within({ [name?.args]: inner }, () => checker.check(value as CelNode));
    return flat ? type : optionalType(type);
  };

const toList = (type: CelType): CelType => listType(type);
const toMap = (type: CelType, names: Readonly<Record<string, CelType>>): CelType => mapType(Object.values(names)[0] ?? dynType, type);

/** By name and number of arguments; a dot before those that are called on something. */
export const macros: Readonly<Record<string, Macro>> = {
  'has/1': has,
  '.all/2': condition(1),
  '.all/3': condition(2),
  '.exists/2': condition(1),
  '.exists/3': condition(2),
  '.exists_one/2': existsOne(1),
  '.existsOne/2': existsOne(1),
  '.existsOne/3': existsOne(2),
  '.filter/2': overRange(1, (checker, node, { first, rest }) => {
    choose(checker, node, rest[0] as CelNode, listType(first));
    return listType(first);
  }),
  '.map/2': mapped(1, false, toList),
  '.map/3': mapped(1, true, toList),
  '.transformList/3': mapped(2, false, toList),
  '.transformList/4': mapped(2, true, toList),
  '.transformMap/3': mapped(2, false, toMap),
  '.transformMap/4': mapped(2, true, toMap),
  '.optMap/2': optionalMap(false),
  '.optFlatMap/2': optionalMap(true),
};
