// systemctl, for the services that machines have; and service, its older way of speaking.
import type { Call, Command, ShellProgram } from '../../shell/index.ts';
import type { HostMachine } from '../land.ts';
import { restart } from '../power.ts';
import type { Order, Verb } from './call.ts';
import { changes } from './changes.ts';
import { lists } from './lists.ts';
import { status } from './status.ts';

const power: Verb = ({ call }) => restart(call);

const verbs: Readonly<Record<string, Verb>> = { ...changes, ...lists, status, reboot: power };

/** Verbs that need no unit. */
const alone = new Set(['list-units', 'list-unit-files', 'daemon-reload', 'daemon-reexec', 'reboot', 'reset-failed']);

const short: Readonly<Record<string, string>> = { a: 'all', f: 'force', l: 'full', n: 'lines', o: 'output', p: 'property', q: 'quiet', t: 'type' };
const valued = new Set(['lines', 'output', 'property', 'type', 'state', 'signal', 'job-mode', 'preset-mode', 'root']);
const known = new Set([
  ...Object.values(short),
  ...valued,
  'now',
  'no-pager',
  'no-legend',
  'no-ask-password',
  'no-block',
  'no-wall',
  'no-reload',
  'runtime',
  'plain',
  'system',
  'value',
  'wait',
  'show-types',
  'recursive',
]);

/** Options may stand anywhere. */
function parsed(args: readonly string[]): { words: string[]; options: Map<string, string>; unknown?: string } {
  const words: string[] = [];
  const options = new Map<string, string>();
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    const [, long, value] = /^--([a-z-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    const letters = /^-([A-Za-z].*)$/.exec(arg)?.[1];
    if (long !== undefined) {
      if (!known.has(long)) return { words, options, unknown: `unrecognized option '${arg}'` };
      options.set(long, value ?? (valued.has(long) ? (args[++i] ?? '') : ''));
    } else if (letters !== undefined) {
      for (let at = 0; at < letters.length; at += 1) {
        const name = short[letters[at] as string];
        if (name === undefined) return { words, options, unknown: `invalid option -- '${letters[at]}'` };
        if (valued.has(name)) {
          options.set(name, letters.slice(at + 1) || (args[++i] ?? ''));
          break;
        }
        options.set(name, '');
      }
    } else words.push(arg);
  }
  return { words, options };
}

function* run(call: Call, args: readonly string[]): ShellProgram<number> {
  const { words, options, unknown } = parsed(args);
  if (unknown !== undefined) {
    call.err.push(`systemctl: ${unknown}\n`);
    return 1;
  }
  const [verb = 'list-units', ...units] = words;
  const work = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (!work) {
    call.err.push(`Unknown command verb '${verb}'.\n`);
    return 1;
  }
  if (units.length === 0 && !alone.has(verb)) {
    call.err.push('Too few arguments.\n');
    return 1;
  }
  const machine = call.shell.machine as HostMachine;
  const order: Order = { call, machine, host: machine.host, verb, units, options };
  return yield* work(order);
}

export const systemctl: Command = (call) => run(call, call.args);

export const service: Command = function* (call) {
  const [unit, verb] = call.args;
  if (unit === undefined || verb === undefined) {
    call.err.push('Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]\n');
    return 1;
  }
  return yield* run(call, [verb, `${unit}.service`]);
};
