// What a name stands for, and what was typed: type, command, history.
import { Exit } from '../flow.ts';
import type { Call, Command } from '../machine.ts';
import { findProgram, pathOf } from '../tools/index.ts';
import { complain, letters, plain } from './say.ts';

const keywords = ['if', 'then', 'else', 'elif', 'fi', 'for', 'while', 'until', 'do', 'done', 'case', 'esac', 'in', 'function', 'select', 'time', '{', '}', '!', '[[', ']]'];

function kindOf({ shell }: Call, name: string): { kind: string; text: string; short: string } | undefined {
  const alias = shell.aliases.get(name);
  if (alias !== undefined) return { kind: 'alias', text: `${name} is aliased to \`${alias}'`, short: `alias ${name}='${alias}'` };
  if (keywords.includes(name)) return { kind: 'keyword', text: `${name} is a shell keyword`, short: name };
  const definition = shell.functions.get(name);
  if (definition) return { kind: 'function', text: `${name} is a function\n${name} () \n${definition.source.slice(definition.body.pos, definition.body.end)}`, short: name };
  if (shell.builtin(name)) return { kind: 'builtin', text: `${name} is a shell builtin`, short: name };
  const path = pathOf(shell, name);
  return path === undefined ? undefined : { kind: 'file', text: `${name} is ${path}`, short: path };
}

export const type = plain((call) => {
  const { flags, rest } = letters(call.args, 'tapPf');
  let status = 0;
  for (const name of rest) {
    const found = kindOf(call, name);
    if (!found) {
      status = 1;
      if (!flags.has('t') && !flags.has('p') && !flags.has('P')) complain(call, `${name}: not found`);
    } else if (flags.has('t')) call.out.push(`${found.kind}\n`);
    else if (flags.has('p') || flags.has('P')) call.out.push(found.kind === 'file' ? `${found.short}\n` : '');
    else call.out.push(`${found.text}\n`);
  }
  return status;
});

// biome-ignore lint/correctness/useYield: a status as a program
function* status(number: number): ReturnType<Command> {
  return number;
}

const withoutFunctions = (call: Call, argv: readonly string[]): ReturnType<Command> => {
  const { shell } = call;
  const [name = '', ...args] = argv;
  const found = shell.builtin(name) ?? findProgram(shell, name);
  if (typeof found === 'function') return found({ ...call, name, args });
  shell.standard.err.push(shell.says(found.problem));
  return status(found.status);
};

export const command: Command = function* (call) {
  const { flags, rest } = letters(call.args, 'pvV');
  if (!flags.has('v') && !flags.has('V')) return rest.length > 0 ? yield* withoutFunctions(call, rest) : 0;
  let status = 0;
  for (const name of rest) {
    const found = kindOf(call, name);
    if (found) call.out.push(`${flags.has('V') ? found.text : found.short}\n`);
    else status = flags.has('V') ? complain(call, `${name}: not found`) : 1;
  }
  return status;
};

/** In the place of the shell: nothing comes after it. Without words it has done its work when the redirections are made. */
export const exec: Command = function* (call) {
  const { rest } = letters(call.args, 'cl', 'a');
  if (rest.length === 0) return 0;
  throw new Exit(yield* withoutFunctions(call, rest));
};

export const builtin: Command = function* (call) {
  const [name] = call.args;
  if (name === undefined) return 0;
  if (!call.shell.builtin(name)) return complain(call, `${name}: not a shell builtin`);
  return yield* withoutFunctions(call, call.args);
};

export const history = plain((call) => {
  const { args, shell, out } = call;
  if (args[0] === '-c') {
    shell.history.length = 0;
    return 0;
  }
  if (args[0] !== undefined && !/^\d+$/.test(args[0])) return args[0].startsWith('-') ? 0 : complain(call, `${args[0]}: numeric argument required`);
  const from = args[0] === undefined ? 0 : Math.max(0, shell.history.length - Number(args[0]));
  out.push(
    shell.history
      .map((line, i) => `${String(i + 1).padStart(5)}  ${line}\n`)
      .slice(from)
      .join(''),
  );
  return 0;
});

/** Completion is the terminal's; what `complete` and `source <(kubectl completion bash)` ask for is there already. */
export const complete = plain(() => 0);
