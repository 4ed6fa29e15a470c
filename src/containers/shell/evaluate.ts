// A shell's script played in simulated time: lists, pipes, loops, functions, redirections.
import { type Command, type CompoundCommand, type CompoundList, parse, type PipelineNode, type Redirection, type Script, type Statement, type WordPart } from 'unbash';
import { FileError } from './files.ts';
import { Input } from './input.ts';
import { type Chunk, Exit, Halt, type Machine, play } from './machine.ts';
import { runTool, tools } from './tools/index.ts';
import type { Session } from './session.ts';
import { arithmetic, type Expander, globToRegExp, textOf, wordsOf } from './words.ts';

/** Where a command reads and writes. */
export interface Io {
  input: Input;
  out(text: string): void;
  err(text: string): void;
}

export const isShell = (name: string): boolean => ['sh', 'bash', 'ash', 'dash'].includes(name.split('/').pop() as string);
export const prefersBash = (name: string): boolean => name.split('/').pop() === 'bash';

/** As busybox, dash and bash say it. */
function notFound({ shell, family, terminal }: Machine, name: string): string {
  if (shell === 'bash') return `bash: ${terminal ? '' : 'line 1: '}${name}: command not found\n`;
  return family === 'debian' ? `sh: 1: ${name}: not found\n` : `sh: ${name}: not found\n`;
}

class Break extends Error {
  constructor(
    readonly sort: 'break' | 'continue',
    public levels: number,
  ) {
    super(sort);
  }
}
class Return extends Error {
  constructor(readonly code: number) {
    super('return');
  }
}

export class Shell implements Expander {
  constructor(readonly machine: Machine) {}

  static ioOf(machine: Machine): Io {
    const push = (stream: Chunk['stream']) => (text: string) => {
      if (text) machine.chunks.push({ at: machine.now, text, stream });
    };
    return { input: new Input(), out: push('stdout'), err: push('stderr') };
  }

  script(text: string, io: Io): number {
    const script: Script & { errors?: readonly unknown[] | undefined } = parse(text);
    if (script.errors?.length) {
      io.err('sh: syntax error: unexpected end of file\n');
      return 2;
    }
    return this.statements(script.commands, io);
  }

  /** A line typed at a prompt. Another shell begins, or the innermost one ends, as it says. */
  typed(line: string, io: Io, session: Session): number {
    const words = line.trim().split(/\s+/);
    if (words.length === 1 && isShell(words[0] as string)) {
      session.shells = [...session.shells, prefersBash(words[0] as string) ? 'bash' : 'sh'];
      return 0;
    }
    try {
      return this.script(line, io);
    } catch (error) {
      if (error instanceof Exit) this.machine.left = true;
      throw error;
    }
  }

  substitute(part: WordPart): string {
    if (part.type !== 'CommandExpansion' || !part.script) return '';
    return this.captured((io) => this.statements((part.script as Script).commands, io));
  }

  private captured(run: (io: Io) => number): string {
    let text = '';
    this.machine.status = run({ input: new Input(), out: (t) => (text += t), err: Shell.ioOf(this.machine).err });
    return text;
  }

  private statements(list: readonly Statement[], io: Io): number {
    let status = 0;
    for (const statement of list) {
      if (statement.background) this.background(statement, io);
      else status = this.node(statement.command, io);
      this.machine.status = status;
      if (status !== 0 && this.machine.errexit && statement.command.type !== 'AndOr') throw new Exit(status);
    }
    return status;
  }

  /** What runs in the background is played to its end, and then the clock is set back. */
  private background(statement: Statement, io: Io): void {
    const { machine } = this;
    const from = machine.now;
    const result = play(machine, () => this.node(statement.command, io));
    machine.jobs.push(result.ending ? machine.now : Number.POSITIVE_INFINITY);
    machine.now = from;
  }

  private list(list: CompoundList, io: Io): number {
    return this.statements(list.commands, io);
  }

  private node(node: Statement['command'], io: Io): number {
    if (node.type === 'AndOr') {
      let status = this.node(node.commands[0] as PipelineNode, io);
      node.operators.forEach((operator, i) => {
        this.machine.status = status;
        if ((status === 0) === (operator === '&&')) status = this.node(node.commands[i + 1] as PipelineNode, io);
      });
      return status;
    }
    if (node.type === 'Pipeline') {
      const status = this.pipeline(node.commands, io);
      return node.prefixes.some((prefix) => prefix.type === 'Negation') ? Number(status === 0) : status;
    }
    return this.command(node, io);
  }

  /** One stage after the other; what never ends still hands on what it printed so far. */
  private pipeline(commands: readonly PipelineNode[], io: Io): number {
    let { input } = io;
    let halted: unknown;
    let status = 0;
    commands.forEach((command, i) => {
      if (i === commands.length - 1) {
        status = this.node(command, { ...io, input });
        return;
      }
      let text = '';
      try {
        this.node(command, { input, out: (t) => (text += t), err: io.err });
      } catch (error) {
        if (!(error instanceof Halt)) throw error;
        halted = error;
      }
      input = new Input(text);
    });
    if (halted) throw halted;
    return status;
  }

  private command(node: PipelineNode, io: Io): number {
    switch (node.type) {
      case 'Command':
        return this.simple(node, io);
      case 'Redirected':
        return this.redirected(node.redirects, io, (inner) => this.compound(node.command, inner));
      case 'Function':
        this.machine.functions.set(node.name.value, node.body);
        return 0;
      case 'Pipeline':
        return this.node(node, io);
      case 'Coproc':
        return 0;
      default:
        return this.compound(node, io);
    }
  }

  private compound(node: CompoundCommand | CompoundList, io: Io): number {
    switch (node.type) {
      case 'CompoundList':
        return this.list(node, io);
      case 'BraceGroup':
      case 'Subshell':
        return this.list(node.body, io);
      case 'If': {
        const branch = [node, ...node.elif].find(({ clause }) => this.quiet(() => this.list(clause, io)) === 0)?.then ?? node.else;
        return branch ? this.list(branch, io) : 0;
      }
      case 'While':
        return this.loop(() => (this.quiet(() => this.list(node.clause, io)) === 0) === (node.kind === 'while'), node.body, io);
      case 'For':
        return this.forWords(node, io);
      case 'ArithmeticFor':
        return this.forArithmetic(node, io);
      case 'Case': {
        const word = textOf(this, node.word);
        const item = node.items.find(({ pattern }) => pattern.some((p) => globToRegExp(textOf(this, p)).test(word)));
        return item ? this.list(item.body, io) : 0;
      }
      case 'ArithmeticCommand':
        return Number(arithmetic(this, node.expression) === 0);
      case 'TestCommand':
        return this.tool('[', [...testWords(this, node.expression), ']'], io);
      default:
        return 0;
    }
  }

  private forWords(node: Extract<CompoundCommand, { type: 'For' }>, io: Io): number {
    const words = node.wordlist ? node.wordlist.flatMap((word) => wordsOf(this, word)) : this.machine.args.slice(1);
    let i = 0;
    const next = (): boolean => {
      if (i >= words.length) return false;
      this.machine.vars[node.name.value] = words[i++] as string;
      return true;
    };
    return this.loop(next, node.body, io);
  }

  private forArithmetic(node: Extract<CompoundCommand, { type: 'ArithmeticFor' }>, io: Io): number {
    arithmetic(this, node.initialize);
    let first = true;
    const next = (): boolean => {
      if (!first) arithmetic(this, node.update);
      first = false;
      return node.test ? arithmetic(this, node.test) !== 0 : true;
    };
    return this.loop(next, node.body, io);
  }

  /** Conditions do not end a script that runs with -e. */
  private quiet(run: () => number): number {
    const { errexit } = this.machine;
    this.machine.errexit = false;
    try {
      return run();
    } finally {
      this.machine.errexit = errexit;
    }
  }

  private loop(more: () => boolean, body: CompoundList, io: Io): number {
    let status = 0;
    while (more()) {
      this.machine.step();
      try {
        status = this.list(body, io);
      } catch (error) {
        if (!(error instanceof Break)) throw error;
        if (--error.levels > 0) throw error;
        if (error.sort === 'break') break;
      }
    }
    return status;
  }

  private redirected(redirects: readonly Redirection[], io: Io, run: (io: Io) => number): number {
    const { machine } = this;
    let inner = io;
    for (const redirect of redirects) {
      if (redirect.type === 'HereString') inner = { ...inner, input: new Input(`${redirect.target ? textOf(this, redirect.target) : ''}\n`) };
      else if (redirect.type === 'HereDoc') inner = { ...inner, input: new Input(redirect.body.text) };
      else {
        const target = redirect.target ? textOf(this, redirect.target) : '';
        const descriptor = redirect.descriptor?.type === 'FileDescriptor' ? redirect.descriptor.value : undefined;
        const { operator } = redirect;
        if (operator === '<') {
          const text = machine.read(target);
          if (text === undefined) {
            io.err(`sh: can't open ${target}: no such file\n`);
            return 1;
          }
          inner = { ...inner, input: new Input(text) };
        } else if (operator === '>&') inner = descriptor === 2 ? { ...inner, err: target === '1' ? inner.out : inner.err } : { ...inner, out: target === '2' ? inner.err : inner.out };
        else {
          if (target === '/dev/stdout' || target === '/proc/1/fd/1' || target === '/dev/stderr') continue;
          const problem = this.opening(target, operator.includes('>>'));
          if (problem) {
            io.err(problem);
            return 1;
          }
          const append = (text: string) => machine.write(target, (machine.read(target) ?? '') + text);
          if (descriptor !== 2) inner = { ...inner, out: append };
          if (descriptor === 2 || operator.startsWith('&')) inner = { ...inner, err: append };
        }
      }
    }
    return run(inner);
  }

  /** Opens a file for writing; answers the shell's complaint when it cannot. */
  private opening(target: string, appends: boolean): string | undefined {
    const { machine } = this;
    if (machine.isDirectory(target)) return `sh: can't create ${target}: Is a directory\n`;
    try {
      if (!appends || machine.read(target) === undefined) machine.write(target, '');
      return undefined;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return `sh: can't create ${target}: ${error.why === 'No such file or directory' ? 'nonexistent directory' : error.why}\n`;
    }
  }

  private simple(node: Command, io: Io): number {
    const { machine } = this;
    const assignments = node.prefix.filter((p) => p.type === 'Assignment');
    const words = node.name
      ? [...wordsOf(this, node.name), ...node.args.flatMap((arg) => (arg.type === 'Word' ? wordsOf(this, arg) : [`${arg.name}=${arg.value.type === 'Word' ? textOf(this, arg.value) : ''}`]))]
      : [];
    for (const assignment of assignments) {
      const value = assignment.value.type === 'Word' ? textOf(this, assignment.value) : '';
      machine.vars[assignment.name] = assignment.append ? (machine.vars[assignment.name] ?? '') + value : value;
    }
    const [name, ...args] = words;
    if (name === undefined) return 0;
    machine.step();
    return this.redirected(node.redirects, io, (inner) => this.tool(name, args, inner));
  }

  private tool(name: string, args: string[], io: Io): number {
    const { machine } = this;
    const body = machine.functions.get(name) as CompoundCommand | undefined;
    if (body) {
      const saved = machine.args;
      machine.args = [name, ...args];
      try {
        return this.compound(body.type === ('Redirected' as string) ? (body as unknown as { command: CompoundCommand }).command : body, io);
      } catch (error) {
        if (error instanceof Return) return error.code;
        throw error;
      } finally {
        machine.args = saved;
      }
    }
    const control: Record<string, () => number> = {
      break: () => {
        throw new Break('break', Number(args[0] ?? 1));
      },
      continue: () => {
        throw new Break('continue', Number(args[0] ?? 1));
      },
      return: () => {
        throw new Return(Number(args[0] ?? machine.status));
      },
      exit: () => {
        throw new Exit(Number(args[0] ?? machine.status) & 255);
      },
      exec: () => {
        if (!args.length) return 0;
        throw new Exit(this.tool(args[0] as string, args.slice(1), io));
      },
      eval: () => this.script(args.join(' '), io),
      '.': () => this.script(machine.read(args[0] ?? '') ?? '', io),
      source: () => this.script(machine.read(args[0] ?? '') ?? '', io),
    };
    return control[name]?.() ?? this.program(name, args, io);
  }

  /** A program by its name or path: a shell, a small tool, or one of the image's own. */
  program(name: string, args: readonly string[], io: Io): number {
    const { machine } = this;
    const base = name.split('/').pop() as string;
    if (isShell(base)) machine.shell = prefersBash(base) ? 'bash' : 'sh';
    if (isShell(base)) return this.subshell(args, io);
    if ((base in tools && machine.knows(name)) || base === 'busybox') return base === 'busybox' && args[0] ? this.program(args[0], args.slice(1), io) : runTool(this, base, args, io);
    const program = machine.native({ ...machine.start, argv: [name, ...args], env: { ...machine.vars }, at: machine.now, file: (path) => machine.read(path) });
    if (!program) {
      const text = name.includes('/') ? machine.read(name) : undefined;
      if (text !== undefined) return this.subshell([name, ...args], io);
      io.err(notFound(machine, name));
      return 127;
    }
    for (const line of program.logs(Number.POSITIVE_INFINITY)) machine.chunks.push({ at: Math.min(line.at, machine.until), text: `${line.text}\n`, stream: line.stream });
    if (!program.ending) {
      machine.child = program;
      throw new Halt('forever');
    }
    machine.pass(program.ending.at - machine.now);
    return program.ending.code;
  }

  private subshell(args: readonly string[], io: Io): number {
    const command = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
    const flags = args.filter((arg) => /^-[a-z]+$/.test(arg)).join('');
    if (flags.includes('e')) this.machine.errexit = true;
    if (command >= 0) {
      this.machine.args = ['sh', ...args.slice(command + 3)];
      return this.script(args[command + 1] ?? '', io);
    }
    const file = args.find((arg) => !arg.startsWith('-'));
    if (!file) return this.script(io.input.rest(), io); // its input is empty: it ends
    const text = this.machine.read(file);
    if (text === undefined) {
      io.err(`sh: can't open '${file}': No such file or directory\n`);
      return 2;
    }
    this.machine.args = args.slice(args.indexOf(file));
    return this.script(text, io);
  }
}

/** What stands between the brackets of `[[ ]]`, as `[` wants it. */
function testWords(shell: Expander, expression: Extract<CompoundCommand, { type: 'TestCommand' }>['expression']): string[] {
  if (expression.type === 'TestBinary') return [textOf(shell, expression.left), expression.operator, textOf(shell, expression.right)];
  return expression.type === 'TestUnary' ? [expression.operator, textOf(shell, expression.operand)] : [];
}
