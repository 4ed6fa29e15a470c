// What may stand where the last word is being typed: commands, flags, types, names, contexts.
import type { Json } from '../../../apimachinery/object.ts';
import type { Call } from '../../call.ts';
import { type Mapping, pathOf, resourceText } from '../../discovery/mapping.ts';
import { makeFactory } from '../../factory.ts';
import { type CommandFact, childrenOf, rootCommand } from '../../grammar/commands.ts';
import { findCommand, type Found } from '../../grammar/find.ts';
import type { FlagDefinition } from '../../grammar/flagTypes.ts';
import { type Parsed, parseFlags } from '../../grammar/parse.ts';
import { description } from '../../help/descriptions.ts';
import { flagDescription } from '../../help/flagDescriptions.ts';

export interface Candidate {
  word: string;
  text?: string;
}

export interface Candidates {
  words: Candidate[];
  /** Names of files may follow too. */
  files: boolean;
}

const nothing: Candidates = { words: [], files: false };
const formats = [
  'json',
  'yaml',
  'kyaml',
  'name',
  'wide',
  'go-template',
  'go-template-file',
  'template',
  'templatefile',
  'jsonpath',
  'jsonpath-as-json',
  'jsonpath-file',
  'custom-columns',
  'custom-columns-file',
];

/** What the first arguments of a command are: a type, then names; a fixed type's names; contexts, and so on. */
const typed = new Set([
  'get',
  'describe',
  'delete',
  'edit',
  'label',
  'annotate',
  'patch',
  'scale',
  'expose',
  'autoscale',
  'wait',
  'rollout history',
  'rollout pause',
  'rollout restart',
  'rollout resume',
  'rollout status',
  'rollout undo',
  'set env',
  'set image',
  'set resources',
  'explain',
]);
const fixedType: Readonly<Record<string, string>> = {
  logs: 'pods',
  exec: 'pods',
  attach: 'pods',
  'port-forward': 'pods',
  debug: 'pods',
  cordon: 'nodes',
  uncordon: 'nodes',
  drain: 'nodes',
  'top node': 'nodes',
  'top pod': 'pods',
  'certificate approve': 'certificatesigningrequests',
  'certificate deny': 'certificatesigningrequests',
};
const contexts = new Set(['config use-context', 'config delete-context', 'config rename-context', 'config set-context', 'config get-contexts']);

export function candidatesFor(call: Call): Candidates {
  const before = call.args.slice(0, -1);
  const current = call.args.at(-1) ?? '';
  try {
    return search(call, before, current);
  } catch {
    // A broken configuration or an unreachable server completes nothing.
    return nothing;
  }
}

/** The words so far; what is half typed does not disturb. */
function parsedSoFar(found: Found): Parsed {
  try {
    return parseFlags(found.args, found.flags);
  } catch {
    return parseFlags([], found.flags);
  }
}

function waitingFlag(found: Found, before: readonly string[]): FlagDefinition | undefined {
  const last = before.at(-1) ?? '';
  if (!last.startsWith('-') || last.includes('=')) return undefined;
  const flag = last.startsWith('--') ? found.flags.named(last.slice(2)) : found.flags.byShort.get(last.at(-1) ?? '');
  return flag && !flag.alone ? flag : undefined;
}

function search(call: Call, before: readonly string[], current: string): Candidates {
  const found = findCommand(before);
  const flag = waitingFlag(found, before);
  if (flag) return flagValues(call, found, flag.name, current, '');
  const equals = /^--([^=]+)=(.*)$/.exec(current);
  if (equals) return flagValues(call, found, equals[1] as string, equals[2] as string, `--${equals[1]}=`);
  if (current.startsWith('-')) return matching(flagNames(found), current);
  const parsed = parsedSoFar(found);
  if (found.command.subcommands.length > 0 && parsed.args.length === 0) {
    const children = childrenOf(found.command === rootCommand ? rootCommand : found.command);
    return matching(
      children.map((child: CommandFact) => ({ word: child.name, text: description(child.command) })),
      current,
    );
  }
  return matching(argumentWords(callFor(call, parsed), found.command.command, parsed.args, current), current);
}

/** Requests go where the flags typed so far say. */
const callFor = (call: Call, parsed: Parsed): Call => ({ ...call, flags: parsed.flags, args: parsed.args, factory: makeFactory(parsed.flags, call.environment) });

const matching = (words: readonly Candidate[], current: string, files = false): Candidates => ({ words: words.filter(({ word }) => word.startsWith(current)), files });

function flagNames(found: Found): Candidate[] {
  return [...found.flags.byName.values()].filter((flag) => !flag.hidden).map((flag) => ({ word: `--${flag.name}${flag.alone ? '' : '='}`, text: flagDescription(found.command.command, flag.name) }));
}

function flagValues(call: Call, found: Found, name: string, current: string, prefix: string): Candidates {
  const withPrefix = (words: readonly string[]): Candidates =>
    matching(
      words.map((word) => ({ word: prefix + word })),
      prefix + current,
    );
  if (name === 'filename' || name === 'kubeconfig' || name === 'kustomize') return { words: [], files: true };
  const here = callFor(call, parsedSoFar(found));
  if (name === 'namespace') return withPrefix(objectNames(here, here.factory.mapper().forArgument('namespaces')));
  if (name === 'output') return withPrefix(formats);
  if (name === 'dry-run') return withPrefix(['none', 'server', 'client']);
  const { config } = here.factory.kubeconfig();
  if (name === 'context') return withPrefix(Object.keys(config.contexts));
  if (name === 'cluster') return withPrefix(Object.keys(config.clusters));
  if (name === 'user') return withPrefix(Object.keys(config.users));
  return nothing;
}

function objectNames(call: Call, mapping: Mapping): string[] {
  const list: Json = call.factory.request('GET', pathOf(mapping, mapping.namespaced ? call.factory.namespace().namespace : undefined));
  return list.items.map((item: Json) => item.metadata.name as string);
}

function argumentWords(call: Call, command: string, args: readonly string[], current: string): Candidate[] {
  const words = (names: readonly string[]): Candidate[] => names.filter((name) => !args.includes(name)).map((word) => ({ word }));
  if (contexts.has(command)) return words(Object.keys(call.factory.kubeconfig().config.contexts));
  if (command === 'config delete-cluster') return words(Object.keys(call.factory.kubeconfig().config.clusters));
  if (command === 'config delete-user') return words(Object.keys(call.factory.kubeconfig().config.users));
  if (command === 'completion') return words(['bash', 'zsh', 'fish', 'powershell']);
  const mapper = call.factory.mapper();
  const fixed = fixedType[command];
  if (fixed && !current.includes('/')) return words(objectNames(call, mapper.forArgument(fixed)));
  if (!typed.has(command) && !fixed) return [];
  const slash = /^([^/]+)\//.exec(current)?.[1];
  if (slash) return words(objectNames(call, mapper.forArgument(slash)).map((name) => `${slash}/${name}`));
  if (args.length === 0)
    return words(
      mapper
        .all()
        .filter((mapping) => mapping.verbs.includes('get'))
        .map((mapping) => (mapper.find(mapping.resource) === mapping ? mapping.resource : resourceText(mapping))),
    );
  return command === 'explain' ? [] : words(objectNames(call, mapper.forArgument(args[0] as string)));
}
