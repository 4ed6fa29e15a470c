// What changes the course of a script: eval, source, exit, return, break, shift, trap, test, let.
import { arithmetic, ArithmeticError } from '../arithmetic.ts';
import { namesOf } from '../expand.ts';
import { Exit, Leave, Return } from '../flow.ts';
import { type Command, FileError } from '../machine.ts';
import { TestError, testWords } from '../test.ts';
import { signalName } from './jobs.ts';
import { complain, plain, quote } from './say.ts';

export const colon = plain(() => 0);

const number = (text: string | undefined, otherwise: number): number | undefined => (text === undefined ? otherwise : /^-?\d+$/.test(text) ? Number(text) & 255 : undefined);

export const exit = plain((call) => {
  const status = number(call.args[0], call.shell.status);
  if (status === undefined) throw new Exit(complain(call, `${call.args[0]}: numeric argument required`, 2));
  throw new Exit(status);
});

export const returnCommand = plain((call) => {
  if (call.shell.depth === 0) return complain(call, "can only `return' from a function or sourced script");
  throw new Return(number(call.args[0], call.shell.status) ?? 2);
});

export const leave = (how: 'break' | 'continue'): Command =>
  plain(({ args }) => {
    throw new Leave(how, Number(args[0] ?? 1));
  });

export const shift = plain(({ args, shell }) => {
  const count = Number(args[0] ?? 1);
  if (count > shell.args.length) return 1;
  shell.args = shell.args.slice(count);
  return 0;
});

export const evalCommand: Command = function* ({ args, shell }) {
  return yield* shell.guarded(args.join(' '), shell.standard);
};

export const source: Command = function* (call) {
  const { args, shell } = call;
  const [path, ...rest] = args;
  if (path === undefined) return complain(call, 'filename argument required', 2);
  let text: string;
  try {
    text = shell.readFile(path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    shell.standard.err.push(shell.says(`${path}: ${error.message}`, 'open'));
    return 1;
  }
  const before = shell.args;
  if (rest.length > 0) shell.args = rest;
  shell.depth += 1;
  try {
    return yield* shell.guarded(text, shell.standard);
  } catch (error) {
    if (error instanceof Return) return error.status;
    throw error;
  } finally {
    shell.depth -= 1;
    shell.args = before;
  }
};

export const test = plain((call) => {
  const words = call.name === '[' ? call.args.slice(0, -1) : call.args;
  if (call.name === '[' && call.args.at(-1) !== ']') return complain(call, "missing `]'", 2);
  try {
    return Number(!testWords(call.shell, words));
  } catch (error) {
    if (error instanceof TestError) return complain(call, error.message, 2);
    throw error;
  }
});

export const letCommand = plain((call) => {
  let last = 0n;
  try {
    for (const text of call.args) last = arithmetic(text, namesOf(call.shell));
  } catch (error) {
    if (error instanceof ArithmeticError) return complain(call, error.message);
    throw error;
  }
  return Number(last === 0n);
});

export const trap = plain(({ args, shell, out }) => {
  if (args.length === 0 || args[0] === '-p') {
    for (const [signal, text] of shell.traps) out.push(`trap -- ${quote(text)} ${signal === 'EXIT' ? signal : `SIG${signal}`}\n`);
    return 0;
  }
  const [action = '', ...signals] = args[0] === '--' ? args.slice(1) : args;
  for (const signal of signals) {
    const name = signal === '0' ? 'EXIT' : (signalName(signal) ?? signal.replace(/^SIG/, ''));
    if (action === '-') shell.traps.delete(name);
    else shell.traps.set(name, action);
    shell.machine.trapped?.(name, shell.traps.get(name));
  }
  return 0;
});
