// What the parts of a script mean: lists, pipes, compound commands, simple commands.
import type { ArithmeticExpression, CompoundCommand, CompoundList, ParsedScript, Pipeline, PipelineNode, Statement } from 'unbash';
import { Commands } from './commands.ts';
import { evaluate, patternOf, textOf, wordsOf } from './expand.ts';
import { Exit, Leave, Return } from './flow.ts';
import { matcher } from './patterns.ts';
import { withRedirections } from './redirect.ts';
import type { Io, Shell } from './shell.ts';
import { BrokenPipe, readLine, type Sink, type Source, sigpipe, TextSource } from './streams.ts';
import type { ShellProgram } from './tasks.ts';
import { testExpression } from './test.ts';

/** After how many rounds of a loop its driver gets a moment. */
const breath = 32;

const negated = (node: Statement['command']): boolean => node.type === 'Pipeline' && node.prefixes.some(({ type }) => type === 'Negation');

export class Evaluator {
  private readonly commands: Commands;

  constructor(private readonly shell: Shell) {
    this.commands = new Commands(shell, (body, io) => (body.type === 'Redirected' ? this.command(body, io) : this.compound(body, io)));
  }

  *script(script: ParsedScript, io: Io, source: string): ShellProgram<number> {
    const { shell } = this;
    const before = shell.source;
    shell.source = source;
    try {
      return yield* this.statements(script.commands, io);
    } finally {
      shell.source = before;
    }
  }

  /** Runs a function, a builtin or a program. */
  call(argv: readonly string[], io: Io): ShellProgram<number> {
    return this.commands.call(argv, [], io);
  }

  /** In a shell of its own: `exit` ends it, and its EXIT trap runs. */
  *subshell(script: Pick<ParsedScript, 'commands'>, io: Io, source: string): ShellProgram<number> {
    const { shell } = this;
    shell.source = source;
    shell.standard = io;
    let status: number;
    try {
      status = yield* this.statements(script.commands, io);
    } catch (error) {
      if (error instanceof Exit) status = error.status;
      else if (error instanceof BrokenPipe) return sigpipe;
      else if (error instanceof Leave || error instanceof Return) status = 0;
      else {
        io.err.push(shell.says((error as Error).message));
        status = 1;
      }
    }
    yield* this.exitTrap(io);
    return status;
  }

  /** What `trap ... EXIT` asked for. */
  *exitTrap(io: Io): ShellProgram<void> {
    const text = this.shell.traps.get('EXIT');
    if (text === undefined) return;
    this.shell.traps.delete('EXIT');
    yield* this.shell.guarded(text, io);
  }

  private *statements(list: readonly Statement[], io: Io): ShellProgram<number> {
    let status = 0;
    for (const statement of list) {
      if (statement.background) {
        this.background(statement, io);
        status = 0;
      } else status = yield* this.node(statement.command, io);
      this.shell.status = status;
      if (status !== 0 && this.shell.options.has('errexit') && this.checked === 0 && statement.command.type !== 'AndOr' && !negated(statement.command)) throw new Exit(status);
    }
    return status;
  }

  /** How many conditions are around what runs: their failures do not end the shell under `set -e`. */
  private checked = 0;

  private *condition(list: CompoundList, io: Io): ShellProgram<boolean> {
    this.checked += 1;
    try {
      return (yield* this.statements(list.commands, io)) === 0;
    } finally {
      this.checked -= 1;
    }
  }

  private background(statement: Statement, io: Io): void {
    const { shell } = this;
    const child = shell.subshell();
    const text = shell.source.slice(statement.pos, statement.end).replace(/\s*&\s*$/, '');
    const job = shell.begin(new Evaluator(child).subshell({ commands: [{ ...statement, background: undefined }] }, { ...io, input: new TextSource() }, shell.source), text);
    if (shell.interactive) io.err.push(`[${job.number}] ${job.pid}\n`);
  }

  private *node(node: Statement['command'], io: Io): ShellProgram<number> {
    if (node.type === 'AndOr') return yield* this.andOr(node.commands, node.operators, io);
    if (node.type === 'Pipeline') return yield* this.pipeline(node, io);
    const status = yield* this.command(node, io);
    this.shell.pipeStatus = [status];
    return status;
  }

  private *andOr(commands: readonly PipelineNode[], operators: readonly string[], io: Io): ShellProgram<number> {
    let status = 0;
    for (const [i, command] of commands.entries()) {
      if (i > 0 && (status === 0) !== (operators[i - 1] === '&&')) continue;
      const last = i === commands.length - 1;
      if (!last) this.checked += 1;
      try {
        status = yield* this.node(command, io);
      } finally {
        if (!last) this.checked -= 1;
      }
      this.shell.status = status;
      if (last && status !== 0 && this.shell.options.has('errexit') && this.checked === 0) throw new Exit(status);
    }
    return status;
  }

  private *pipeline({ commands, operators, prefixes }: Pipeline, io: Io): ShellProgram<number> {
    const { shell } = this;
    const began = shell.machine.now();
    const statuses = commands.length === 1 ? [yield* this.command(commands[0] as PipelineNode, io)] : yield* this.stages(commands, operators, io);
    shell.pipeStatus = statuses;
    const status = (shell.options.has('pipefail') ? statuses.findLast((one) => one !== 0) : statuses.at(-1)) ?? 0;
    for (const prefix of prefixes) {
      if (prefix.type !== 'Time') continue;
      const seconds = (shell.machine.now() - began) / 1000;
      io.err.push(`\nreal\t${Math.floor(seconds / 60)}m${(seconds % 60).toFixed(3)}s\nuser\t0m0.000s\nsys\t0m0.000s\n`);
    }
    return prefixes.filter((prefix) => prefix.type === 'Negation').length % 2 === 1 ? Number(status === 0) : status;
  }

  private *stages(commands: readonly PipelineNode[], operators: readonly string[], io: Io): ShellProgram<number[]> {
    const { shell } = this;
    const stage =
      (command: PipelineNode, i: number) =>
      (input: Source, out: Sink): ShellProgram<number> => {
        const child = shell.subshell();
        const inner: Io = { ...io, input, out, err: operators[i] === '|&' ? out : io.err };
        return new Evaluator(child).stage(command, inner);
      };
    return yield* shell.pipeline(commands.map(stage), io);
  }

  /** One stage of a pipe, or what is in parentheses. */
  private *stage(command: PipelineNode, io: Io): ShellProgram<number> {
    const statement = { type: 'Statement', pos: command.pos, end: command.end, command, background: undefined } as Statement;
    return yield* this.subshell({ commands: [statement] }, io, this.shell.source);
  }

  private *command(node: PipelineNode, io: Io): ShellProgram<number> {
    switch (node.type) {
      case 'Command':
        return yield* this.commands.simple(node, io);
      case 'Pipeline':
        return yield* this.pipeline(node, io);
      case 'Function':
        this.shell.functions.set(node.name.text, { body: node.body, source: this.shell.source });
        return 0;
      case 'Coproc':
        return 0;
      case 'Redirected':
        return yield* withRedirections(this.shell, node.redirects, io, (inner) => this.compound(node.command, inner));
      default:
        return yield* this.compound(node, io);
    }
  }

  private *compound(node: CompoundCommand | CompoundList, io: Io): ShellProgram<number> {
    switch (node.type) {
      case 'CompoundList':
        return yield* this.statements(node.commands, io);
      case 'BraceGroup':
        return yield* this.statements(node.body.commands, io);
      case 'Subshell':
        return yield* new Evaluator(this.shell.subshell()).subshell(node.body, io, this.shell.source);
      case 'If':
        for (const branch of [node, ...node.elif]) if (yield* this.condition(branch.clause, io)) return yield* this.statements(branch.then.commands, io);
        return node.else ? yield* this.statements(node.else.commands, io) : 0;
      case 'While':
        return yield* this.loop(() => this.whether(node.clause, node.kind === 'while', io), node.body, io);
      case 'For':
        return yield* this.forWords(node, io);
      case 'Select':
        return yield* this.select(node, io);
      case 'ArithmeticFor':
        return yield* this.forArithmetic(node, io);
      case 'Case':
        return yield* this.case(node, io);
      case 'ArithmeticCommand':
        return Number((yield* evaluate(this.shell, node.body)) === 0n);
      case 'TestCommand':
        return Number(!(yield* testExpression(this.shell, node.expression)));
    }
  }

  private *whether(clause: CompoundList, wanted: boolean, io: Io): ShellProgram<boolean> {
    return (yield* this.condition(clause, io)) === wanted;
  }

  private *loop(next: () => ShellProgram<boolean>, body: CompoundList, io: Io, step?: () => ShellProgram<unknown>): ShellProgram<number> {
    let status = 0;
    for (let round = 1; yield* next(); round++) {
      // A loop that never waits gives its driver a moment, so that Ctrl-C is heard.
      if (round % breath === 0) yield { for: 'instant', at: this.shell.machine.now() };
      try {
        status = yield* this.statements(body.commands, io);
      } catch (error) {
        if (!(error instanceof Leave)) throw error;
        if (error.levels > 1) throw new Leave(error.how, error.levels - 1);
        status = 0;
        if (error.how === 'break') break;
      }
      if (step) yield* step();
    }
    return status;
  }

  private *forWords(node: Extract<CompoundCommand, { type: 'For' }>, io: Io): ShellProgram<number> {
    const { shell } = this;
    const words: string[] = [];
    if (node.wordlist) for (const word of node.wordlist) words.push(...(yield* wordsOf(shell, word)));
    else words.push(...shell.args);
    // biome-ignore lint/correctness/useYield: the loop asks by a program, this one never waits
    function* next(): ShellProgram<boolean> {
      const word = words.shift();
      if (word !== undefined) shell.variables.set(node.name.text, word);
      return word !== undefined;
    }
    return yield* this.loop(next, node.body, io);
  }

  private *select(node: Extract<CompoundCommand, { type: 'Select' }>, io: Io): ShellProgram<number> {
    const { shell } = this;
    const words: string[] = [];
    for (const word of node.wordlist ?? []) words.push(...(yield* wordsOf(shell, word)));
    function* next(): ShellProgram<boolean> {
      io.err.push(`${words.map((word, i) => `${i + 1}) ${word}\n`).join('')}#? `);
      const typed = yield* readLine(io.input);
      if (!typed) return false;
      shell.variables.set('REPLY', typed.line);
      shell.variables.set(node.name.text, words[Number(typed.line) - 1] ?? '');
      return true;
    }
    return yield* this.loop(next, node.body, io);
  }

  private *forArithmetic(node: Extract<CompoundCommand, { type: 'ArithmeticFor' }>, io: Io): ShellProgram<number> {
    const { shell } = this;
    function* value(expression: ArithmeticExpression | undefined): ShellProgram<bigint> {
      return expression ? yield* evaluate(shell, shell.source.slice(expression.pos, expression.end)) : 1n;
    }
    function* next(): ShellProgram<boolean> {
      return (yield* value(node.test)) !== 0n;
    }
    if (node.initialize) yield* value(node.initialize);
    return yield* this.loop(next, node.body, io, () => value(node.update));
  }

  private *case(node: Extract<CompoundCommand, { type: 'Case' }>, io: Io): ShellProgram<number> {
    const word = yield* textOf(this.shell, node.word);
    let status = 0;
    let falls = false;
    for (const { pattern, body, terminator } of node.items) {
      let fits = falls;
      for (const one of pattern) fits ||= matcher(yield* patternOf(this.shell, one)).test(word);
      if (!fits) continue;
      status = yield* this.statements(body.commands, io);
      if (terminator !== ';&' && terminator !== ';;&') return status;
      falls = terminator === ';&';
    }
    return status;
  }
}
