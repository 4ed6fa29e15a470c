// config use-context, rename-context, set-context.
import type { Call, Verb } from '../../call.ts';
import { CommandError } from '../../errors.ts';
import type { Config } from '../../kubeconfig/config.ts';
import { changeConfig, requireArgs, rulesOf, unexpectedArgs } from './access.ts';

const quote = (text: string): string => JSON.stringify(text);

export const useContext: Verb = {
  command: 'config use-context',
  run(call) {
    requireArgs(call, 1);
    const name = call.args[0] as string;
    if (name === '') throw new CommandError('empty context names are not allowed');
    changeConfig(call, (config) => {
      if (!config.contexts[name]) throw new CommandError(`no context exists with the name: ${quote(name)}`);
      config.currentContext = name;
    });
    call.print(`Switched to context ${quote(name)}.`);
    return 0;
  },
};

export const renameContext: Verb = {
  command: 'config rename-context',
  run(call) {
    requireArgs(call, 2);
    const [name = '', newName = ''] = call.args;
    if (newName === '') throw new CommandError('You must specify a new non-empty context name');
    changeConfig(call, (config) => rename(call, config, name, newName));
    call.print(`Context ${quote(name)} renamed to ${quote(newName)}.`);
    return 0;
  },
};

function rename(call: Call, config: Config, name: string, newName: string): void {
  const context = config.contexts[name];
  if (!context) throw new CommandError(`cannot rename the context ${quote(name)}, it's not in ${rulesOf(call).defaultFile}`);
  if (config.contexts[newName]) throw new CommandError(`cannot rename the context ${quote(name)}, the context ${quote(newName)} already exists in ${rulesOf(call).defaultFile}`);
  config.contexts[newName] = context;
  delete config.contexts[name];
  if (config.currentContext === name) config.currentContext = newName;
}

function contextName(call: Call, config: Config): string {
  const current = call.flags.bool('current');
  if (call.args.length === 0 && !current) throw new CommandError('you must specify a non-empty context name or --current');
  if (call.args.length > 0 && current) throw new CommandError('you cannot specify both a context name and --current');
  if (current && config.currentContext === '') throw new CommandError('no current context is set');
  return current ? config.currentContext : (call.args[0] as string);
}

export const setContext: Verb = {
  command: 'config set-context',
  run(call) {
    if (call.args.length > 1) throw unexpectedArgs(call);
    const { name, exists } = changeConfig(call, (config) => {
      const chosen = contextName(call, config);
      const old = config.contexts[chosen];
      const value = { ...old?.value };
      for (const field of ['cluster', 'user', 'namespace']) if (call.flags.changed(field)) value[field] = call.flags.string(field);
      config.contexts[chosen] = { ...old, value };
      return { name: chosen, exists: old !== undefined };
    });
    call.print(`Context ${quote(name)} ${exists ? 'modified' : 'created'}.`);
    return 0;
  },
};
