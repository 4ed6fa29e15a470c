// Simple commands: their words, what is set for them, and what their name stands for: an alias, a function, a builtin, a program.
import { type Command as CommandNode, parse, type Word } from 'unbash';
import { assignments, type Change, changeOf } from './assign.ts';
import { textOf, wordsOf } from './expand.ts';
import { Return } from './flow.ts';
import type { Call, Command } from './machine.ts';
import { withRedirections } from './redirect.ts';
import type { FunctionDefinition, Io, Shell } from './shell.ts';
import { BrokenPipe, sigpipe } from './streams.ts';
import type { ShellProgram } from './tasks.ts';
import { findProgram } from './tools/index.ts';

/** Builtins whose words may be assignments. */
const declarations = ['declare', 'typeset', 'local', 'export', 'readonly'];

// biome-ignore lint/correctness/useYield: a status as a program
function* ended(status: number): ShellProgram<number> {
  return status;
}

/** The words of an alias that is nothing but words. */
function wordsOfAlias(alias: string): Word[] | undefined {
  const { commands } = parse(alias);
  const command = commands.length === 1 && !commands[0]?.background ? commands[0]?.command : undefined;
  if (command?.type !== 'Command' || !command.name || command.prefix.length > 0) return undefined;
  return command.suffix.every((part): part is Word => part.type === 'Word') ? [command.name, ...command.suffix] : undefined;
}

const callOf = (shell: Shell, name: string, args: readonly string[], io: Io, declared: readonly Change[]): Call => ({
  name,
  args,
  shell,
  input: io.input,
  out: io.out,
  err: io.err,
  get env() {
    return shell.variables.environment();
  },
  declared,
});

export class Commands {
  /** `run` plays a function's body. */
  constructor(
    private readonly shell: Shell,
    private readonly run: (body: FunctionDefinition['body'], io: Io) => ShellProgram<number>,
  ) {}

  *simple(node: CommandNode, io: Io): ShellProgram<number> {
    const { shell } = this;
    shell.standard = io;
    shell.place = node.pos;
    const alias = this.aliasOf(node);
    if (alias !== undefined) return yield* this.aliased(node, alias, io);
    const argv: string[] = [];
    const declared: Change[] = [];
    if (node.name) argv.push(...(yield* wordsOf(shell, node.name)));
    for (const argument of node.args) {
      if (argument.type === 'Assignment' && !declarations.includes(argv[0] as string))
        argv.push(
          argument.name + shell.source.slice(argument.pos + argument.name.length, argument.value.pos) + (argument.value.type === 'Word' ? yield* textOf(shell, argument.value) : argument.value.type),
        );
      else if (argument.type === 'Word') argv.push(...(yield* wordsOf(shell, argument)));
      else {
        const change = yield* changeOf(shell, argument);
        argv.push(change.name);
        declared.push(change);
      }
    }
    if (argv.length === 0) {
      // The status is that of the last substitution in it, if there is one.
      shell.status = 0;
      yield* assignments(shell, node.prefix, true);
      return yield* withRedirections(shell, node.redirects, io, () => ended(shell.status));
    }
    const changes = yield* assignments(shell, node.prefix, false);
    return yield* withRedirections(shell, node.redirects, io, (inner) => this.call(argv, changes, inner, declared));
  }

  private aliasOf({ name }: CommandNode): string | undefined {
    const { shell } = this;
    if (!name || name.parts || name.text !== name.value || !shell.options.has('expand_aliases')) return undefined;
    return this.expanding.has(name.value) ? undefined : shell.aliases.get(name.value);
  }

  private readonly expanding = new Set<string>();

  /** An alias stands for text: its words go in the place of the name, or, when it is more than words, the line is read again with it. */
  private *aliased(node: CommandNode, alias: string, io: Io): ShellProgram<number> {
    const name = node.name?.value as string;
    this.expanding.add(name);
    try {
      const words = wordsOfAlias(alias);
      if (words) {
        const [first, ...rest] = words;
        return yield* this.simple({ ...node, name: first, args: [...rest, ...node.args], redirects: node.redirects }, io);
      }
      const { source } = this.shell;
      return yield* this.shell.guarded(`${source.slice(node.pos, node.name?.pos)}${alias}${source.slice(node.name?.end, node.end)}`, io);
    } finally {
      this.expanding.delete(name);
    }
  }

  /** Runs a function, a builtin or a program. What is set before it on the line is gone after it. */
  *call(argv: readonly string[], changes: readonly Change[], io: Io, declared: readonly Change[] = []): ShellProgram<number> {
    const { shell } = this;
    const [name = '', ...args] = argv;
    shell.standard = io;
    const wait = shell.machine.begin?.();
    if (wait) yield wait;
    if (shell.options.has('xtrace')) io.err.push(`+ ${argv.join(' ')}\n`);
    const restore = shell.variables.remember(changes.map((change) => change.name));
    for (const change of changes) {
      change.apply();
      shell.variables.mark(change.name, { exported: true });
    }
    try {
      if (shell.functions.has(name)) return yield* this.function(name, args, io);
      const command = shell.builtin(name) ?? findProgram(shell, name);
      if (typeof command === 'function') return yield* this.program(command, callOf(shell, name, args, io, declared));
      io.err.push(shell.says(command.problem));
      return command.status;
    } finally {
      restore();
    }
  }

  private *program(command: Command, call: Call): ShellProgram<number> {
    try {
      return yield* command(call);
    } catch (error) {
      if (error instanceof BrokenPipe) return sigpipe;
      throw error;
    }
  }

  private *function(name: string, args: readonly string[], io: Io): ShellProgram<number> {
    const { shell } = this;
    const definition = shell.functions.get(name);
    if (!definition) return 127;
    const [before, source] = [shell.args, shell.source];
    shell.args = args;
    shell.source = definition.source;
    shell.variables.enterFunction();
    shell.depth += 1;
    try {
      return yield* this.run(definition.body, io);
    } catch (error) {
      if (error instanceof Return) return error.status;
      throw error;
    } finally {
      shell.depth -= 1;
      shell.variables.leaveFunction();
      shell.args = before;
      shell.source = source;
    }
  }
}
