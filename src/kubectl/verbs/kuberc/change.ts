// What `kuberc set` makes of the preferences: defaults of a command, an alias, the policy for programs that give credentials.
import type { Json } from '../../../apimachinery/object.ts';
import type { Flags } from '../../call.ts';
import { aggregate, CommandError } from '../../errors.ts';

type Change = (preference: Json) => Json;

const sections = ['defaults', 'aliases', 'credentialplugin'] as const;
const policies = ['AllowAll', 'DenyAll', 'Allowlist'] as const;

function check(flags: Flags): void {
  const section = flags.string('section');
  const quoted = (words: readonly string[]): string => `${JSON.stringify(words[0])}, ${JSON.stringify(words[1])}, or ${JSON.stringify(words[2])}`;
  const problem = (): string | undefined => {
    if (!sections.some((each) => each === section)) return `--section must be ${quoted(sections)}, got: ${section}`;
    if (section === 'aliases' && !flags.string('name')) return '--name is required when --section=aliases';
    if (section === 'defaults' && flags.string('name')) return '--name should not be specified when --section=defaults';
    if (section === 'defaults' && (flags.list('prependarg').length > 0 || flags.list('appendarg').length > 0)) return '--prependarg and --appendarg are only valid for --section=aliases';
    if (section !== 'credentialplugin') return flags.string('command') ? undefined : '--command is required when --section=aliases or --section=defaults';
    const policy = flags.string('policy');
    const entries = flags.list('allowlist-entry').length;
    if (!policy) return '--policy is required when --section=credentialplugin';
    if (!policies.some((each) => each === policy)) return ` --policy must be  ${quoted(policies)}, got: ${policy}`;
    if (policy === 'Allowlist') return entries > 0 ? undefined : '--allowlist-entry is required when --section=credentialplugin and --policy=Allowlist';
    return entries === 0 ? undefined : '--allowlist-entry may only be used when --section=credentialplugin and --policy=Allowlist';
  };
  const found = problem();
  if (found) throw new CommandError(found);
}

function optionsOf(flags: Flags): Json[] {
  return flags.list('option').map((text) => {
    const equals = text.indexOf('=');
    if (equals < 0) throw new CommandError(`invalid option format ${JSON.stringify(text)}, expected flag=value`);
    return { name: text.slice(0, equals).replace(/^-+/, ''), default: text.slice(equals + 1) };
  });
}

/** The list with the entry in the place of its namesake, or at the end. */
function put(list: Json[] | null, key: string, name: string, overwrite: boolean, refusal: string, make: (old: Json | undefined) => Json): Json[] {
  const at = (list ?? []).findIndex((entry) => entry[key] === name);
  if (at < 0) return [...(list ?? []), make(undefined)];
  if (!overwrite) throw new CommandError(`${refusal}, use --overwrite to replace`);
  return (list as Json[]).with(at, make((list as Json[])[at]));
}

/** What was not typed stays as it was. */
const orOld = (typed: readonly Json[], old: Json): Json => (typed.length > 0 ? typed : (old ?? null));

function setDefaults(flags: Flags): Change {
  const command = flags.string('command');
  const options = optionsOf(flags);
  return (preference) => ({
    ...preference,
    defaults: put(preference.defaults, 'command', command, flags.bool('overwrite'), `defaults for command ${JSON.stringify(command)} already exist`, (old) => ({
      command,
      options: orOld(options, old?.options),
    })),
  });
}

function setAlias(flags: Flags): Change {
  const name = flags.string('name');
  const options = optionsOf(flags);
  const make = (old: Json | undefined): Json => {
    const lists = { prependArgs: orOld(flags.list('prependarg'), old?.prependArgs), appendArgs: orOld(flags.list('appendarg'), old?.appendArgs), options: orOld(options, old?.options) };
    return { name, command: flags.string('command'), ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list?.length > 0)) };
  };
  return (preference) => ({ ...preference, aliases: put(preference.aliases, 'name', name, flags.bool('overwrite'), `alias ${JSON.stringify(name)} already exists`, make) });
}

function allowed(pair: string): Json {
  const equals = pair.indexOf('=');
  const field = pair.slice(0, equals);
  if (equals < 0) throw new Error(`improperly formatted allowlist entry: ${JSON.stringify(pair)}`);
  if (field === 'name') throw new Error('allowlist entry field "name" is deprecated, use "command" instead');
  if (field !== 'command') throw new Error(`unrecognized allowlist entry field: ${JSON.stringify(field)}`);
  if (pair.slice(equals + 1).trim() === '') throw new Error(`empty value in allowlist entry for field ${JSON.stringify(field)}`);
  return { command: pair.slice(equals + 1) };
}

function setPolicy(flags: Flags): Change {
  const errors: Error[] = [];
  const entries = flags.list('allowlist-entry').flatMap((text) =>
    text.split(',').flatMap((pair) => {
      try {
        return [allowed(pair)];
      } catch (error) {
        errors.push(error as Error);
        return [];
      }
    }),
  );
  const failed = aggregate(errors);
  if (failed) throw failed;
  const policy = flags.string('policy');
  return (preference) => ({ ...preference, credentialPluginPolicy: policy, ...(policy === 'Allowlist' ? { credentialPluginAllowlist: entries } : {}) });
}

/** The change that the flags ask for; throws what is wrong with them. */
export function changed(flags: Flags): Change {
  check(flags);
  const section = flags.string('section');
  return section === 'defaults' ? setDefaults(flags) : section === 'aliases' ? setAlias(flags) : setPolicy(flags);
}
