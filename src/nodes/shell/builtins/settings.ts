// Variables, options and aliases: export, declare, local, readonly, unset, set, shopt, alias.
import type { Call } from '../machine.ts';
import type { Shell } from '../shell.ts';
import { AssignmentError, type Value } from '../variables.ts';
import { complain, letters, plain, quote } from './say.ts';

const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text);

/** What `declare -p` prints. */
function declaration(shell: Shell, name: string): string {
  const variable = shell.variables.find(name);
  const value = variable?.value;
  const marks = `${Array.isArray(value) ? 'a' : value instanceof Map ? 'A' : ''}${variable?.integer ? 'i' : ''}${variable?.readonly ? 'r' : ''}${variable?.exported ? 'x' : ''}`;
  return `declare -${marks || '-'} ${name}${value === undefined ? '' : `=${shown(value)}`}`;
}

const inQuotes = (text: string): string => `"${text.replace(/["\\$`]/g, '\\$&')}"`;
const shown = (value: Value): string =>
  typeof value === 'string'
    ? inQuotes(value)
    : `(${(value instanceof Map ? [...value] : Object.entries(value)).map(([key, one]) => `[${key}]=${inQuotes(one)}`).join(' ')}${value instanceof Map ? ' ' : ''})`;

/** Does `work` for each name, in their order; assignments among the words come after it. */
function each(call: Call, names: readonly string[], work: (name: string) => void, before = true): number {
  let status = 0;
  for (const name of names) {
    if (!isName(name)) {
      status = complain(call, `\`${name}': not a valid identifier`);
      continue;
    }
    try {
      if (before) work(name);
      for (const change of call.declared) if (change.name === name) change.apply();
      if (!before) work(name);
    } catch (error) {
      if (!(error instanceof AssignmentError)) throw error;
      status = complain(call, error.message);
    }
  }
  return status;
}

export const exportCommand = plain((call) => {
  const { shell, out } = call;
  const { flags, rest } = letters(call.args, 'fnp');
  if (rest.length === 0) {
    for (const name of shell.variables.names()) if (shell.variables.find(name)?.exported) out.push(`${declaration(shell, name)}\n`);
    return 0;
  }
  return each(
    call,
    rest.map((word) => word.split('=')[0] as string),
    (name) => shell.variables.mark(name, { exported: !flags.has('n') }),
  );
});

export const readonly = plain((call) => {
  const { shell, out } = call;
  const { rest } = letters(call.args, 'aApf');
  if (rest.length === 0) for (const name of shell.variables.names()) if (shell.variables.find(name)?.readonly) out.push(`${declaration(shell, name)}\n`);
  return each(call, rest, (name) => shell.variables.mark(name, { readonly: true }), false);
});

function declareIn(call: Call, isLocal: boolean): number {
  const { shell, out } = call;
  const { flags, rest, unknown } = letters(call.args, 'aAfFgilnprtux');
  if (unknown !== undefined) return complain(call, `-${unknown}: invalid option`, 2);
  if (flags.has('p') || rest.length === 0) {
    if (flags.has('f') || flags.has('F')) for (const name of shell.functions.keys()) out.push(`declare -f ${name}\n`);
    else for (const name of rest.length > 0 ? rest : shell.variables.names()) out.push(`${declaration(shell, name)}\n`);
    return 0;
  }
  if (flags.has('f') || flags.has('F')) return rest.every((name) => shell.functions.has(name)) ? 0 : 1;
  const status = each(call, rest, (name) => {
    if (isLocal || shell.depth > 0) if (!flags.has('g')) shell.variables.makeLocal(name);
    if (flags.has('A') && !(shell.variables.find(name)?.value instanceof Map)) shell.variables.set(name, new Map());
    if (flags.has('a') && !Array.isArray(shell.variables.find(name)?.value)) shell.variables.set(name, []);
    if (flags.has('i')) shell.variables.mark(name, { integer: true });
    if (flags.has('x')) shell.variables.mark(name, { exported: true });
  });
  if (flags.has('r')) for (const name of rest) shell.variables.mark(name, { readonly: true });
  return status;
}

export const declare = plain((call) => declareIn(call, false));
export const local = plain((call) => (call.shell.depth === 0 ? complain(call, 'can only be used in a function') : declareIn(call, true)));

export const unset = plain((call) => {
  const { shell } = call;
  const { flags, rest } = letters(call.args, 'fvn');
  let status = 0;
  for (const word of rest) {
    const element = /^(\w+)\[(.+)\]$/.exec(word);
    const [, list = '', key = ''] = element ?? [];
    const value = shell.variables.find(list)?.value;
    try {
      if (value instanceof Map) value.delete(key.replace(/^["']|["']$/g, ''));
      else if (Array.isArray(value)) delete value[Number(key)];
      else if (flags.has('f') || (!shell.variables.find(word) && shell.functions.has(word))) shell.functions.delete(word);
      else shell.variables.unset(word);
    } catch (error) {
      if (!(error instanceof AssignmentError)) throw error;
      status = complain(call, error.message);
    }
  }
  return status;
});

const byLetter: Readonly<Record<string, string>> = {
  e: 'errexit',
  u: 'nounset',
  x: 'xtrace',
  f: 'noglob',
  C: 'noclobber',
  v: 'verbose',
  n: 'noexec',
  a: 'allexport',
  b: 'notify',
  h: 'hashall',
  m: 'monitor',
  B: 'braceexpand',
  E: 'errtrace',
  H: 'histexpand',
};
const named = [...Object.values(byLetter), 'pipefail', 'emacs', 'vi', 'history', 'posix', 'ignoreeof'];

function turn(shell: Shell, name: string, on: boolean): void {
  if (on) shell.options.add(name);
  else shell.options.delete(name);
}

export const set = plain((call) => {
  const { args, shell, out } = call;
  if (args.length === 0) {
    for (const name of shell.variables.names()) {
      const value = shell.variables.find(name)?.value;
      if (value !== undefined) out.push(`${name}=${typeof value === 'string' ? quote(value) : shown(value)}\n`);
    }
    return 0;
  }
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (arg === '--' || arg === '-') {
      shell.args = args.slice(i + 1);
      return 0;
    }
    if (!/^[-+]./.test(arg)) {
      shell.args = args.slice(i);
      return 0;
    }
    for (const letter of arg.slice(1)) {
      const name = letter === 'o' ? args[++i] : byLetter[letter];
      if (letter === 'o' && name === undefined) {
        for (const option of [...named].sort()) out.push(`${option.padEnd(15)}\t${shell.options.has(option) ? 'on' : 'off'}\n`);
        return 0;
      }
      if (name === undefined || !named.includes(name)) return complain(call, letter === 'o' ? `${name}: invalid option name` : `-${letter}: invalid option`, 2);
      turn(shell, name, arg.startsWith('-'));
    }
  }
  return 0;
});

export const shopt = plain(({ args, shell, out }) => {
  const { flags, rest } = letters(args, 'sqpuo');
  for (const name of rest) {
    if (flags.has('s') || flags.has('u')) turn(shell, name, flags.has('s'));
    else if (!flags.has('q')) out.push(`${name.padEnd(15)}\t${shell.options.has(name) ? 'on' : 'off'}\n`);
  }
  return flags.has('s') || flags.has('u') || rest.every((name) => shell.options.has(name)) ? 0 : 1;
});

export const alias = plain((call) => {
  const { args, shell, out } = call;
  const show = (name: string): void => out.push(`alias ${name}='${(shell.aliases.get(name) as string).replaceAll("'", "'\\''")}'\n`);
  let status = 0;
  if (args.length === 0) for (const name of [...shell.aliases.keys()].sort()) show(name);
  for (const arg of args) {
    const equals = arg.indexOf('=');
    if (equals > 0) shell.aliases.set(arg.slice(0, equals), arg.slice(equals + 1));
    else if (shell.aliases.has(arg)) show(arg);
    else if (arg !== '-p') status = complain(call, `${arg}: not found`);
  }
  return status;
});

export const unalias = plain((call) => {
  let status = 0;
  if (call.args[0] === '-a') call.shell.aliases.clear();
  else for (const name of call.args) if (!call.shell.aliases.delete(name)) status = complain(call, `${name}: not found`);
  return status;
});
