// config set-credentials.
import type { Json } from '../../../apimachinery/object.ts';
import type { Call, Verb } from '../../call.ts';
import { CommandError } from '../../errors.ts';
import { join } from '../../kubeconfig/paths.ts';
import { changeConfig, unexpectedArgs } from './access.ts';
import { embedded } from './clusters.ts';

function check({ flags }: Call): void {
  const methods: string[] = [];
  if (flags.string('token')) methods.push('--token');
  if (flags.string('username') || flags.string('password')) methods.push('--username/--password');
  if (methods.length > 1) throw new CommandError(`you cannot specify more than one authentication method at the same time: ${methods.join(', ')}`);
  if (!flags.bool('embed-certs')) return;
  if (!flags.string('client-certificate') && !flags.string('client-key')) throw new CommandError('you must specify a --client-certificate or --client-key to embed');
}

/** `a=b` sets, `a-` removes. */
function changedPairs(old: Record<string, string>, given: readonly string[], what: string): Record<string, string> {
  const pairs = { ...old };
  for (const text of given) {
    const equals = text.indexOf('=');
    if (equals > 0) pairs[text.slice(0, equals)] = text.slice(equals + 1);
    else if (equals < 0 && text.endsWith('-')) delete pairs[text.slice(0, -1)];
    else throw new CommandError(`invalid ${what}: ${text}`);
  }
  return pairs;
}

function changeCertificates(call: Call, value: Record<string, Json>): void {
  const { flags, environment } = call;
  for (const field of ['client-certificate', 'client-key']) {
    if (!flags.changed(field)) continue;
    const path = flags.string(field);
    delete value[field];
    delete value[`${field}-data`];
    if (flags.bool('embed-certs')) value[`${field}-data`] = embedded(call, field, path);
    else if (path) value[field] = join(environment.cwd, path);
  }
}

function changeLogin({ flags }: Call, value: Record<string, Json>): void {
  const given = (field: string): boolean => flags.changed(field);
  if (given('token')) value.token = flags.string('token');
  for (const field of ['username', 'password']) if (given(field)) value[field] = flags.string(field);
  // One way to log in takes the place of the other.
  if (flags.string('token')) for (const field of ['username', 'password']) delete value[field];
  if (flags.string('username') || flags.string('password')) for (const field of ['token', 'tokenFile']) delete value[field];
}

function changeProvider({ flags }: Call, value: Record<string, Json>): void {
  const name = flags.string('auth-provider');
  if (flags.changed('auth-provider')) {
    if (name) value['auth-provider'] = { config: null, name };
    else delete value['auth-provider'];
  }
  if (!flags.changed('auth-provider-arg') || !value['auth-provider']) return;
  const config = changedPairs(value['auth-provider'].config ?? {}, flags.list('auth-provider-arg'), 'auth-provider-arg');
  value['auth-provider'] = { ...value['auth-provider'], config };
}

function changeExec({ flags }: Call, value: Record<string, Json>): void {
  // Another program starts without the arguments of the one before.
  if (flags.changed('exec-command')) value.exec = { ...value.exec, command: flags.string('exec-command'), args: null, env: null };
  if (!value.exec) return;
  const exec = { ...value.exec };
  if (flags.changed('exec-api-version')) exec.apiVersion = flags.string('exec-api-version');
  if (flags.changed('exec-arg')) exec.args = [...flags.list('exec-arg')];
  if (flags.changed('exec-interactive-mode')) exec.interactiveMode = flags.string('exec-interactive-mode');
  if (flags.changed('exec-provide-cluster-info')) exec.provideClusterInfo = flags.bool('exec-provide-cluster-info');
  if (flags.changed('exec-env')) {
    const old = Object.fromEntries((exec.env ?? []).map((each: Json) => [each.name, each.value]));
    const env = Object.entries(changedPairs(old, flags.list('exec-env'), 'exec-env'));
    exec.env = env.map(([name, text]) => ({ name, value: text }));
  }
  value.exec = exec;
}

export const setCredentials: Verb = {
  command: 'config set-credentials',
  run(call) {
    if (call.args.length !== 1) throw unexpectedArgs(call, 'unexpected args');
    const name = call.args[0] as string;
    check(call);
    changeConfig(call, (config) => {
      const old = config.users[name];
      const value = { ...old?.value };
      changeCertificates(call, value);
      changeLogin(call, value);
      changeProvider(call, value);
      changeExec(call, value);
      config.users[name] = { ...old, value };
    });
    call.print(`User ${JSON.stringify(name)} set.`);
    return 0;
  },
};
