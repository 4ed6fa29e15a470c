// config view: the kubeconfig as it is in effect.
import type { Json } from '../../../apimachinery/object.ts';
import type { Call, Verb } from '../../call.ts';
import { CommandError } from '../../errors.ts';
import { type Config, copyConfig, type Section, toFile } from '../../kubeconfig/config.ts';
import { readConfigFile } from '../../kubeconfig/load.ts';
import { directoryOf, join } from '../../kubeconfig/paths.ts';
import { objectPrinter } from '../../printers/index.ts';
import { rulesOf, startingConfig } from './access.ts';

const omitted: Readonly<Record<string, string>> = {
  'certificate-authority-data': 'DATA+OMITTED',
  'client-certificate-data': 'DATA+OMITTED',
  'client-key-data': 'DATA+OMITTED',
  token: 'REDACTED',
  password: 'REDACTED',
};

/** Secrets are not shown (upstream: ShortenConfig). */
function shorten(config: Config): void {
  for (const section of ['clusters', 'users'] as const) {
    for (const entry of Object.values(config[section])) for (const field of Object.keys(omitted)) if (entry.value[field]) entry.value[field] = omitted[field];
  }
}

/** What files hold is put into the config itself (upstream: FlattenConfig). */
function flatten(call: Call, config: Config): void {
  const fields: readonly [Section, readonly string[]][] = [
    ['users', ['client-certificate', 'client-key']],
    ['clusters', ['certificate-authority']],
  ];
  for (const [section, names] of fields) {
    for (const entry of Object.values(config[section])) {
      for (const name of names) {
        if (!entry.value[name] || entry.value[`${name}-data`]) continue;
        const path = join(join(call.environment.cwd, directoryOf(entry.origin ?? '')), entry.value[name]);
        entry.value[`${name}-data`] = Buffer.from(call.environment.files.readFile(path)).toString('base64');
        delete entry.value[name];
      }
    }
  }
}

/** Only what the current context uses (upstream: MinifyConfig). */
function minify(config: Config): void {
  const name = config.currentContext;
  if (name === '') throw new CommandError('current-context must exist in order to minify');
  const context = config.contexts[name];
  if (!context) throw new CommandError(`cannot locate context ${name}`);
  config.contexts = { [name]: context };
  const { cluster, user } = context.value;
  if (cluster && !config.clusters[cluster]) throw new CommandError(`cannot locate cluster ${cluster}`);
  if (user && !config.users[user]) throw new CommandError(`cannot locate user ${user}`);
  config.clusters = cluster ? { [cluster]: config.clusters[cluster] as Config['clusters'][string] } : {};
  config.users = user ? { [user]: config.users[user] as Config['users'][string] } : {};
}

function load(call: Call): Config {
  if (call.flags.bool('merge')) return startingConfig(call);
  const rules = rulesOf(call);
  if (!rules.explicit) throw new CommandError('if merge==false a precise file must be specified');
  return readConfigFile(call.environment, rules.explicit);
}

function viewConfig(call: Call): number {
  const { flags } = call;
  const config = copyConfig(load(call));
  if (flags.bool('minify')) {
    config.currentContext = flags.string('context') || config.currentContext;
    minify(config);
  }
  if (flags.bool('flatten')) flatten(call, config);
  else if (!flags.bool('raw')) shorten(config);
  const object: Json = toFile(config);
  objectPrinter(call, '', { keepOrder: true }).print(object, (text) => call.environment.stdout(text));
  return 0;
}

export const view: Verb = { command: 'config view', run: viewConfig };
