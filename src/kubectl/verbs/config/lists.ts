// config current-context, get-contexts, get-clusters, get-users: what is in the kubeconfig.
import { byCodePoint } from '../../../apimachinery/goFormat.ts';
import type { Call, Verb } from '../../call.ts';
import { aggregate, CommandError } from '../../errors.ts';
import { alignColumns } from '../../printers/tabs.ts';
import type { Config } from '../../kubeconfig/config.ts';
import { startingConfig } from './access.ts';

export const currentContext: Verb = {
  command: 'config current-context',
  run(call) {
    const { currentContext: name } = startingConfig(call);
    if (name === '') throw new CommandError('current-context is not set');
    call.print(name);
    return 0;
  },
};

const namesVerb = (command: string, section: 'clusters' | 'users'): Verb => ({
  command,
  run(call) {
    const names = Object.keys(startingConfig(call)[section]).sort(byCodePoint);
    call.print(['NAME', ...names].join('\n'));
    return 0;
  },
});

export const getClusters = namesVerb('config get-clusters', 'clusters');
export const getUsers = namesVerb('config get-users', 'users');

function contextRow(config: Config, name: string, nameOnly: boolean): string {
  if (nameOnly) return `${name}\n`;
  const { cluster = '', user = '', namespace = '' } = config.contexts[name]?.value ?? {};
  return `${name === config.currentContext ? '*' : ''}\t${name}\t${cluster}\t${user}\t${namespace}\n`;
}

function listContexts(call: Call): number {
  const output = call.flags.string('output');
  if (output !== '' && output !== 'name') throw new CommandError(`--output ${output} is not available in kubectl config get-contexts; resetting to default output format`);
  const config = startingConfig(call);
  const wanted = call.args.length > 0 ? call.args : Object.keys(config.contexts);
  const missing = wanted.filter((name) => !config.contexts[name]);
  const names = wanted.filter((name) => config.contexts[name]).sort(byCodePoint);
  const header = output === '' && !call.flags.bool('no-headers') ? 'CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE\n' : '';
  call.environment.stdout(alignColumns(header + names.map((name) => contextRow(config, name, output === 'name')).join('')));
  const error = aggregate(missing.map((name) => new CommandError(`context ${name} not found`)));
  if (error) throw error;
  return 0;
}

export const getContexts: Verb = { command: 'config get-contexts', run: listContexts };
