// config set and unset: one value, named by its path.
import type { Json } from '../../../apimachinery/object.ts';
import type { Call, Verb } from '../../call.ts';
import { CommandError } from '../../errors.ts';
import { parseBool } from '../../grammar/values.ts';
import type { Config } from '../../kubeconfig/config.ts';
import { changeConfig, requireArgs } from './access.ts';
import { parsePath, type PropertyPath } from './path.ts';

function decoded(call: Call, text: string): string {
  if (call.flags.bool('set-raw-bytes')) return Buffer.from(text).toString('base64');
  const wrong = /[^A-Za-z0-9+/]/.exec(text.replace(/=+$/, ''));
  if (wrong || text.length % 4 !== 0) throw new CommandError(`error decoding input value: illegal base64 data at input byte ${wrong?.index ?? text.length - (text.length % 4)}`);
  return text;
}

function newList(old: readonly string[], text: string): string[] {
  const items = text.replace(/^[+-]|-$/g, '').split(',');
  if (text.startsWith('+')) return [...old, ...items];
  if (text.startsWith('-') || text.endsWith('-')) return old.filter((each) => !items.includes(each));
  return items;
}

function newValue(call: Call, path: Extract<PropertyPath, { field: string }>, old: Json, text: string): Json {
  if (path.kind === 'bool') return parseBool(text);
  if (path.kind === 'data') return decoded(call, text);
  if (path.field === 'as-groups') return newList(old ?? [], text);
  if (path.kind === 'json') throw new CommandError(`unable to parse one or more field values of ${path.section}.${path.name}.${path.field}`);
  return text;
}

/** A map as Go prints one of pointers. */
const shownMap = (config: Config, path: Extract<PropertyPath, { section: string }>): string =>
  `map[${Object.keys(config[path.section])
    .sort()
    .map((name) => `${name}:0xc000000000`)
    .join(' ')}]`;

function set(call: Call, config: Config, path: PropertyPath, text: string): void {
  if ('top' in path) {
    if (path.top === 'current-context') config.currentContext = text;
    return;
  }
  if (!('field' in path)) throw new CommandError(`can't set a map to a value: ${shownMap(config, path)}`);
  const old = config[path.section][path.name];
  config[path.section][path.name] = { ...old, value: { ...old?.value, [path.field]: newValue(call, path, old?.value[path.field], text) } };
}

export const setProperty: Verb = {
  command: 'config set',
  run(call) {
    requireArgs(call, 2);
    const [name = '', text = ''] = call.args;
    if (name === '') throw new CommandError('you must specify a property');
    const path = parsePath(name);
    changeConfig(call, (config) => set(call, config, path, text), 'typed');
    call.print(`Property ${JSON.stringify(name)} set.`);
    return 0;
  },
};

function unset(config: Config, path: PropertyPath): void {
  if ('top' in path) {
    if (path.top === 'current-context') config.currentContext = '';
    return;
  }
  if (!('name' in path)) {
    config[path.section] = {};
    return;
  }
  if (!('field' in path)) {
    delete config[path.section][path.name];
    return;
  }
  const entry = config[path.section][path.name];
  if (!entry) throw new CommandError(`current map key \`${path.name}\` is invalid`);
  delete entry.value[path.field];
}

export const unsetProperty: Verb = {
  command: 'config unset',
  run(call) {
    requireArgs(call, 1);
    const name = call.args[0] as string;
    const path = parsePath(name);
    changeConfig(call, (config) => unset(config, path), 'typed');
    call.print(`Property ${JSON.stringify(name)} unset.`);
    return 0;
  },
};
