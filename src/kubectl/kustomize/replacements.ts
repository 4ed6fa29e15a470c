// replacements: a value found in one object, put into fields of others.
import type { Json } from '../../apimachinery/object.ts';
import { parseYaml } from '../../apimachinery/yaml.ts';
import type { Environment } from '../environment.ts';
import { CommandError } from '../errors.ts';
import { load } from './files.ts';
import { idText, isMap, type Resource } from './resource.ts';
import { selects } from './selectors.ts';

/** `spec.template.spec.containers.[name=a].env.*.value`; a dot in a name is written `\.`, or the name stands in brackets. */
function partsOf(path: string): string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (let i = 0; i < path.length; i++) {
    const char = path[i] as string;
    if (char === '\\' && path[i + 1] === '.') part += path[++i];
    else if (char === '.' && depth === 0) {
      parts.push(part);
      part = '';
    } else {
      if (char === '[') depth++;
      if (char === ']') depth--;
      part += char;
    }
  }
  return [...parts, part];
}

const matcher = /^\[([^=]+)=(.*)\]$/;

interface Place {
  holder: Json;
  key: string | number;
}

/** What kind of thing to make for the next part of a path. */
const emptyFor = (next: string | undefined): Json => (next !== undefined && (matcher.test(next) || next === '-') ? [] : {});

function itemsOf(list: Json[], part: string, create: boolean): (string | number)[] {
  if (part === '*') return list.map((_, i) => i);
  const [, field, value] = matcher.exec(part) ?? [];
  if (field !== undefined) {
    const found = list.flatMap((item, i) => (String(item?.[field]) === value ? [i] : []));
    if (found.length > 0 || !create) return found;
    list.push({ [field]: value });
    return [list.length - 1];
  }
  if (part === '-') return [list.length];
  return /^\d+$/.test(part) && (Number(part) < list.length || create) ? [Number(part)] : [];
}

function placesOf(value: Json, parts: readonly string[], create: boolean): Place[] {
  const [part = '', ...rest] = parts;
  const name = /^\[([^=]+)\]$/.exec(part)?.[1] ?? part;
  const keys = Array.isArray(value) ? itemsOf(value, part, create) : !isMap(value) ? [] : part === '*' ? Object.keys(value) : name in value || create ? [name] : [];
  if (rest.length === 0) return keys.map((key) => ({ holder: value, key }));
  return keys.flatMap((key) => {
    if (create && (value[key] === undefined || value[key] === null)) value[key] = emptyFor(rest[0]);
    return placesOf(value[key], rest, create);
  });
}

const shown = ({ group, version, kind, name, namespace }: Json): string => idText({ group: group ?? '', version: version ?? '', kind: kind ?? '', name: name ?? '', namespace: namespace ?? '' });

function piece(value: Json, options: Json): Json {
  if (!options?.delimiter) return value;
  const parts = String(value).split(options.delimiter);
  const index = options.index ?? 0;
  if (index < 0 || index >= parts.length) throw new CommandError(`options.index ${index} is out of bounds for value ${value}`);
  return parts[index];
}

function sourceOf(resources: readonly Resource[], { source, sourceValue }: Json): Json {
  if (sourceValue !== undefined) return sourceValue;
  const found = resources.filter((resource) => selects(source, resource));
  if (found.length === 0) throw new CommandError(`nothing selected by ${shown(source)}${source.fieldPath ? `:${source.fieldPath}` : ''}`);
  if (found.length > 1) throw new CommandError(`multiple matches for selector ${shown(source)}`);
  const { fieldPath = 'metadata.name' } = source;
  const [place] = placesOf((found[0] as Resource).object, partsOf(fieldPath), false);
  if (!place) throw new CommandError(`fieldPath \`${fieldPath}\` is missing for replacement source ${shown(source)}`);
  return piece(place.holder[place.key], source.options);
}

/** The old value with one of its parts replaced. */
function inserted(old: Json, value: Json, options: Json): Json {
  if (!options?.delimiter) return value;
  const parts = String(old ?? '').split(options.delimiter);
  const index = options.index ?? 0;
  if (index < 0) parts.unshift(String(value));
  else if (index >= parts.length) parts.push(String(value));
  else parts[index] = String(value);
  return parts.join(options.delimiter);
}

const tagOf = (value: Json): string => (typeof value === 'boolean' ? '!!bool' : Number.isInteger(value) ? '!!int' : '!!float');

/** What takes the place of a number or a truth value must read as one. */
function fitting(old: Json, value: Json): Json {
  if (typeof old === 'string' && typeof value !== 'string' && typeof value !== 'object') return String(value);
  if (typeof value !== 'string' || (typeof old !== 'number' && typeof old !== 'boolean')) return value;
  if (typeof old === 'number' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  if (typeof old === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  throw new CommandError(`map[string]interface {}(nil): yaml: cannot decode !!str \`${value}\` as a ${tagOf(old)}`);
}

function applyTo(resource: Resource, target: Json, value: Json): void {
  const { fieldPaths = ['metadata.name'], options = {} } = target;
  for (const path of fieldPaths) {
    const places = placesOf(resource.object, partsOf(path), options.create ?? false);
    if (places.length === 0) throw new CommandError(`unable to find field ${JSON.stringify(path)} in replacement target`);
    for (const { holder, key } of places) holder[key] = fitting(holder[key], inserted(holder[key], value, options));
  }
}

function replace(resources: readonly Resource[], replacement: Json): void {
  if (!replacement.source && replacement.sourceValue === undefined) throw new CommandError('replacements must specify a source and at least one target');
  if (!replacement.targets?.length) throw new CommandError('replacements must specify a source and at least one target');
  const value = sourceOf(resources, replacement);
  for (const target of replacement.targets) {
    if (!target.select) throw new CommandError('target must specify resources to select');
    const rejected = (resource: Resource): boolean => (target.reject ?? []).some((selector: Json) => selects(selector, resource));
    for (const resource of resources) if (selects(target.select, resource) && !rejected(resource)) applyTo(resource, target, value);
  }
}

export function applyReplacement(environment: Environment, folder: string, resources: readonly Resource[], entry: Json): void {
  const read = entry.path ? parseYaml(load(environment, folder, entry.path)) : entry;
  for (const replacement of Array.isArray(read) ? read : [read]) replace(resources, replacement);
}
