// The functions and operators that CEL's checker knows in Kubernetes: `target::name(arguments): result`, capitals stand for any type.
import { boolType, type CelType, dynType, listType, mapType, opaqueType, optionalType, paramType, simpleType, typeType } from './celTypes.ts';

export interface Overload {
  isMember: boolean;
  /** The target first, where there is one. */
  args: readonly CelType[];
  result: CelType;
}

const comparable = ['bool', 'int', 'uint', 'double', 'string', 'bytes', 'timestamp', 'duration'];
const quantity = 'kubernetes.Quantity';
const authz = 'kubernetes.authorization';

/** One line for each of several types. */
const each = (types: readonly string[], line: string): string[] => types.map((type) => line.replaceAll('%', type));

const operators = [
  '_?_:_(bool, A, A): A',
  '_&&_(bool, bool): bool',
  '_||_(bool, bool): bool',
  '!_(bool): bool',
  '_==_(A, A): bool',
  '_!=_(A, A): bool',
  ...['_<_', '_<=_', '_>_', '_>=_'].flatMap((name) => [
    ...each(comparable, `${name}(%, %): bool`),
    ...each(['int, uint', 'int, double', 'uint, int', 'uint, double', 'double, int', 'double, uint'], `${name}(%): bool`),
  ]),
  ...each(['int', 'uint', 'double', 'string', 'bytes', 'list(A)', 'duration'], '_+_(%, %): %'),
  '_+_(timestamp, duration): timestamp',
  '_+_(duration, timestamp): timestamp',
  ...each(['int', 'uint', 'double', 'duration'], '_-_(%, %): %'),
  '_-_(timestamp, duration): timestamp',
  '_-_(timestamp, timestamp): duration',
  ...['_*_', '_/_'].flatMap((name) => each(['int', 'uint', 'double'], `${name}(%, %): %`)),
  ...each(['int', 'uint'], '_%_(%, %): %').map((line) => line.replace(/^_\w+_/, '_%_')),
  ...each(['int', 'double'], '-_(%): %'),
  '_[_](list(A), int): A',
  '_[_](map(A, B), A): B',
  '_[_](optional_type(list(A)), int): optional_type(A)',
  '_[_](optional_type(map(A, B)), A): optional_type(B)',
  '_[?_](list(A), int): optional_type(A)',
  '_[?_](map(A, B), A): optional_type(B)',
  '_[?_](optional_type(list(A)), int): optional_type(A)',
  '_[?_](optional_type(map(A, B)), A): optional_type(B)',
  '@in(A, list(A)): bool',
  '@in(A, map(A, B)): bool',
];

const standard = [
  ...each(['string', 'bytes', 'list(A)', 'map(A, B)'], 'size(%): int'),
  ...each(['string', 'bytes', 'list(A)', 'map(A, B)'], '%::size(): int'),
  ...each(['bool', 'bytes', 'double', 'duration', 'int', 'string', 'timestamp', 'uint'], 'string(%): string'),
  ...each(['int', 'double', 'duration', 'string', 'timestamp', 'uint'], 'int(%): int'),
  ...each(['uint', 'double', 'int', 'string'], 'uint(%): uint'),
  ...each(['double', 'int', 'string', 'uint'], 'double(%): double'),
  ...each(['bool', 'string'], 'bool(%): bool'),
  ...each(['bytes', 'string'], 'bytes(%): bytes'),
  ...each(['duration', 'int', 'string'], 'duration(%): duration'),
  ...each(['timestamp', 'int', 'string'], 'timestamp(%): timestamp'),
  'dyn(A): dyn',
  'type(A): type(A)',
  'matches(string, string): bool',
  ...['contains', 'endsWith', 'startsWith', 'matches'].map((name) => `string::${name}(string): bool`),
  ...['getFullYear', 'getMonth', 'getDayOfYear', 'getDayOfMonth', 'getDate', 'getDayOfWeek', 'getHours', 'getMinutes', 'getSeconds', 'getMilliseconds'].flatMap((name) => [
    `timestamp::${name}(): int`,
    `timestamp::${name}(string): int`,
  ]),
  ...['getHours', 'getMinutes', 'getSeconds', 'getMilliseconds'].map((name) => `duration::${name}(): int`),
  'optional.of(A): optional_type(A)',
  'optional.ofNonZeroValue(A): optional_type(A)',
  'optional.none(): optional_type(A)',
  'optional.unwrap(list(optional_type(A))): list(A)',
  'optional_type(A)::value(): A',
  'optional_type(A)::hasValue(): bool',
  'optional_type(A)::or(optional_type(A)): optional_type(A)',
  'optional_type(A)::orValue(A): A',
];

const texts = [
  'string::charAt(int): string',
  'string::indexOf(string): int',
  'string::indexOf(string, int): int',
  'string::lastIndexOf(string): int',
  'string::lastIndexOf(string, int): int',
  'string::lowerAscii(): string',
  'string::upperAscii(): string',
  'string::replace(string, string): string',
  'string::replace(string, string, int): string',
  'string::split(string): list(string)',
  'string::split(string, int): list(string)',
  'string::substring(int): string',
  'string::substring(int, int): string',
  'string::trim(): string',
  'string::format(list(dyn)): string',
  'strings.quote(string): string',
  'list(string)::join(): string',
  'list(string)::join(string): string',
  'string::find(string): string',
  'string::findAll(string): list(string)',
  'string::findAll(string, int): list(string)',
];

const lists = [
  ...each(comparable, 'list(%)::isSorted(): bool'),
  ...each(['int', 'uint', 'double', 'duration'], 'list(%)::sum(): %'),
  ...each(comparable, 'list(%)::min(): %'),
  ...each(comparable, 'list(%)::max(): %'),
  'list(A)::indexOf(A): int',
  'list(A)::lastIndexOf(A): int',
  'list(A)::slice(int, int): list(A)',
  'list(list(A))::flatten(): list(A)',
  'list(dyn)::flatten(int): list(dyn)',
  ...each(comparable, 'list(%)::sort(): list(%)'),
  'list(A)::distinct(): list(A)',
  'list(A)::reverse(): list(A)',
  'lists.range(int): list(int)',
  'sets.contains(list(A), list(A)): bool',
  'sets.equivalent(list(A), list(A)): bool',
  'sets.intersects(list(A), list(A)): bool',
];

const values = [
  `quantity(string): ${quantity}`,
  'isQuantity(string): bool',
  ...['isGreaterThan', 'isLessThan'].map((name) => `${quantity}::${name}(${quantity}): bool`),
  `${quantity}::compareTo(${quantity}): int`,
  ...['add', 'sub'].flatMap((name) => [`${quantity}::${name}(${quantity}): ${quantity}`, `${quantity}::${name}(int): ${quantity}`]),
  `${quantity}::sign(): int`,
  `${quantity}::isInteger(): bool`,
  `${quantity}::asInteger(): int`,
  `${quantity}::asApproximateFloat(): double`,
  'ip(string): net.IP',
  'isIP(string): bool',
  'ip.isCanonical(string): bool',
  'net.IP::family(): int',
  ...['isUnspecified', 'isLoopback', 'isLinkLocalMulticast', 'isLinkLocalUnicast', 'isGlobalUnicast'].map((name) => `net.IP::${name}(): bool`),
  'string(net.IP): string',
  'cidr(string): net.CIDR',
  'isCIDR(string): bool',
  ...['string', 'net.IP'].map((type) => `net.CIDR::containsIP(${type}): bool`),
  ...['string', 'net.CIDR'].map((type) => `net.CIDR::containsCIDR(${type}): bool`),
  'net.CIDR::ip(): net.IP',
  'net.CIDR::masked(): net.CIDR',
  'net.CIDR::prefixLength(): int',
  'string(net.CIDR): string',
  'url(string): kubernetes.URL',
  'isURL(string): bool',
  ...['getScheme', 'getHost', 'getHostname', 'getPort', 'getEscapedPath'].map((name) => `kubernetes.URL::${name}(): string`),
  'kubernetes.URL::getQuery(): map(string, list(string))',
  'semver(string): kubernetes.Semver',
  'semver(string, bool): kubernetes.Semver',
  'isSemver(string): bool',
  'isSemver(string, bool): bool',
  ...['isGreaterThan', 'isLessThan'].map((name) => `kubernetes.Semver::${name}(kubernetes.Semver): bool`),
  'kubernetes.Semver::compareTo(kubernetes.Semver): int',
  ...['major', 'minor', 'patch'].map((name) => `kubernetes.Semver::${name}(): int`),
  'format.named(string): optional_type(kubernetes.NamedFormat)',
  'kubernetes.NamedFormat::validate(string): optional_type(list(string))',
  ...[
    'dns1123Label',
    'dns1123Subdomain',
    'dns1035Label',
    'qualifiedName',
    'dns1123LabelPrefix',
    'dns1123SubdomainPrefix',
    'dns1035LabelPrefix',
    'labelValue',
    'uri',
    'uuid',
    'byte',
    'date',
    'datetime',
  ].map((name) => `format.${name}(): kubernetes.NamedFormat`),
  'jsonpatch.escapeKey(string): string',
];

const authorizer = [
  `${authz}.Authorizer::path(string): ${authz}.PathCheck`,
  `${authz}.Authorizer::group(string): ${authz}.GroupCheck`,
  `${authz}.Authorizer::serviceAccount(string, string): ${authz}.Authorizer`,
  `${authz}.GroupCheck::resource(string): ${authz}.ResourceCheck`,
  ...['subresource', 'namespace', 'name', 'fieldSelector', 'labelSelector'].map((name) => `${authz}.ResourceCheck::${name}(string): ${authz}.ResourceCheck`),
  ...['PathCheck', 'ResourceCheck'].map((type) => `${authz}.${type}::check(string): ${authz}.Decision`),
  ...['errored', 'allowed'].map((name) => `${authz}.Decision::${name}(): bool`),
  ...['error', 'reason'].map((name) => `${authz}.Decision::${name}(): string`),
];

const simple = new Set(['int', 'uint', 'double', 'string', 'bytes', 'timestamp', 'duration']);

/** `list(string), map(A, B)`: cut at the commas that stand in no brackets. */
function parts(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    const c = text[i];
    if (c === '(') depth++;
    else if (c === ')') depth--;
    else if (depth === 0 && (c === ',' || c === undefined)) {
      if (text.slice(from, i).trim()) found.push(text.slice(from, i).trim());
      from = i + 1;
    }
  }
  return found;
}

function readType(text: string): CelType {
  const [, name = text, inside] = /^([\w.]+)\((.*)\)$/.exec(text) ?? [];
  const params = inside === undefined ? [] : parts(inside).map(readType);
  if (name === 'list') return listType(params[0] as CelType);
  if (name === 'map') return mapType(params[0] as CelType, params[1] as CelType);
  if (name === 'optional_type') return optionalType(params[0] as CelType);
  if (name === 'type') return typeType(params[0] as CelType);
  if (name === 'bool') return boolType;
  if (name === 'dyn') return dynType;
  if (simple.has(name)) return simpleType(name);
  return /^[A-Z]$/.test(name) ? paramType(name) : opaqueType(name);
}

let table: Map<string, Overload[]> | undefined;

function read(lines: readonly string[]): Map<string, Overload[]> {
  const found = new Map<string, Overload[]>();
  for (const line of lines) {
    const [head, result] = line.split('): ') as [string, string];
    const member = head.indexOf('::');
    const rest = member < 0 ? head : head.slice(member + 2);
    const open = rest.indexOf('(');
    const target = member < 0 ? [] : [readType(head.slice(0, member))];
    const overload = { isMember: member >= 0, args: [...target, ...parts(rest.slice(open + 1)).map(readType)], result: readType(result) };
    const name = rest.slice(0, open);
    found.set(name, [...(found.get(name) ?? []), overload]);
  }
  return found;
}

export const resourceCheckType = opaqueType(`${authz}.ResourceCheck`);
export const authorizerType = opaqueType(`${authz}.Authorizer`);

/** What a function can be called with; nothing when there is none of that name. */
export function overloadsOf(name: string): readonly Overload[] | undefined {
  table ??= read([...operators, ...standard, ...texts, ...lists, ...values, ...authorizer]);
  return table.get(name);
}
