// config delete-cluster, delete-context, delete-user.
import type { Call, Verb } from '../../call.ts';
import { CommandError, usageError } from '../../errors.ts';
import type { Section } from '../../kubeconfig/config.ts';
import { changeConfig, rulesOf, showHelp } from './access.ts';

/** Without a name each says it in its own way. */
function remove(call: Call, section: Section, what: string): number {
  if (call.args.length !== 1 && section === 'users') throw usageError(call, 'user to delete is required');
  if (call.args.length !== 1) {
    showHelp(call);
    return 0;
  }
  const name = call.args[0] as string;
  const file = rulesOf(call).defaultFile;
  changeConfig(call, (config) => {
    if (!config[section][name]) throw new CommandError(`cannot delete ${what} ${name}, not in ${file}`);
    if (section === 'contexts' && config.currentContext === name) call.printError('warning: this removed your active context, use "kubectl config use-context" to select a different one');
    delete config[section][name];
  });
  call.print(`deleted ${what} ${name} from ${file}`);
  return 0;
}

export const deleteCluster: Verb = { command: 'config delete-cluster', run: (call) => remove(call, 'clusters', 'cluster') };
export const deleteContext: Verb = { command: 'config delete-context', run: (call) => remove(call, 'contexts', 'context') };
export const deleteUser: Verb = { command: 'config delete-user', run: (call) => remove(call, 'users', 'user') };
