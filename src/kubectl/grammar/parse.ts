// A command's flags and arguments, read as pflag reads them.
import type { Flags } from '../call.ts';
import type { FlagDefinition, FlagSet } from './flagTypes.ts';
import { defaultValue, type FlagValue, setValue } from './values.ts';

export interface Parsed {
  flags: ParsedFlags;
  args: string[];
  /** How many arguments stood before `--`; -1 without one. */
  argsLenAtDash: number;
  /** -h or --help. */
  help: boolean;
  /** `Flag --x has been deprecated, ...` */
  notices: string[];
}

export class ParsedFlags implements Flags {
  private readonly given = new Map<string, FlagValue>();
  private readonly words: string[] = [];

  constructor(private readonly set: FlagSet) {}

  give(flag: FlagDefinition, text: string): void {
    this.given.set(flag.name, setValue(flag, text, this.given.get(flag.name)));
  }

  /** The same, typed by a person. */
  type(flag: FlagDefinition, text: string): void {
    this.give(flag, text);
    this.words.push(`--${flag.name}=${text}`);
  }

  typed(): readonly string[] {
    return this.words;
  }

  private value(name: string): FlagValue {
    const given = this.given.get(name);
    if (given !== undefined) return given;
    const flag = this.set.byName.get(name);
    if (!flag) throw new Error(`flag accessed but not defined: ${name}`);
    return defaultValue(flag);
  }

  string(name: string): string {
    return String(this.value(name));
  }

  bool(name: string): boolean {
    return this.value(name) === true;
  }

  int(name: string): number {
    return Number(this.value(name));
  }

  duration(name: string): number {
    return Number(this.value(name));
  }

  list(name: string): readonly string[] {
    const value = this.value(name);
    return Array.isArray(value) ? value : [];
  }

  changed(name: string): boolean {
    return this.given.has(name);
  }

  has(name: string): boolean {
    return this.set.byName.has(name);
  }

  isGlobal(name: string): boolean {
    return this.has(name) && !this.set.own.some((flag) => flag.name === name);
  }
}

export function invalidArgument({ short, name }: FlagDefinition, text: string, error: unknown): string {
  return `invalid argument ${JSON.stringify(text)} for "${short ? `-${short}, ` : ''}--${name}" flag: ${(error as Error).message}`;
}

/** One pass over the words of a command. */
class Parser {
  readonly out: Parsed;
  private rest: string[];

  constructor(
    args: readonly string[],
    private readonly set: FlagSet,
  ) {
    this.rest = [...args];
    this.out = { flags: new ParsedFlags(set), args: [], argsLenAtDash: -1, help: false, notices: [] };
  }

  run(): Parsed {
    while (this.rest.length > 0) {
      const word = this.rest.shift() as string;
      if (word === '--') {
        this.out.argsLenAtDash = this.out.args.length;
        this.out.args.push(...this.rest);
        break;
      }
      if (word.startsWith('--')) this.long(word);
      else if (word.startsWith('-') && word.length > 1) this.shorts(word.slice(1));
      else this.out.args.push(word);
    }
    return this.out;
  }

  private long(word: string): void {
    const body = word.slice(2);
    if (body.startsWith('-') || body.startsWith('=')) throw new Error(`bad flag syntax: ${word}`);
    const equals = body.indexOf('=');
    const name = equals < 0 ? body : body.slice(0, equals);
    const flag = this.set.named(name);
    if (!flag) throw new Error(`unknown flag: --${name}`);
    if (equals >= 0) this.give(flag, body.slice(equals + 1));
    else if (flag.alone) this.give(flag, flag.alone);
    else if (this.rest.length > 0) this.give(flag, this.rest.shift() as string);
    else throw new Error(`flag needs an argument: --${name}`);
  }

  /** Letters behind one dash: flags that need no value, and at the end perhaps one that takes the rest, or the next word. */
  private shorts(letters: string): void {
    for (let at = 0; at < letters.length; at += 1) {
      const left = letters.slice(at);
      const flag = this.set.byShort.get(left[0] as string);
      if (!flag) throw new Error(`unknown shorthand flag: '${left[0]}' in -${left}`);
      const value = this.shortValue(flag, left);
      this.give(flag, value ?? flag.alone);
      if (value !== undefined) return;
    }
  }

  /** The value of the first of these letters; nothing when it stands alone and more may follow. */
  private shortValue(flag: FlagDefinition, left: string): string | undefined {
    if (left.length > 2 && left[1] === '=') return left.slice(2);
    if (flag.alone) return undefined;
    if (left.length > 1) return left.slice(1);
    if (this.rest.length > 0) return this.rest.shift() as string;
    throw new Error(`flag needs an argument: '${left[0]}' in -${left}`);
  }

  private give(flag: FlagDefinition, text: string): void {
    try {
      this.out.flags.type(flag, text);
    } catch (error) {
      throw new Error(invalidArgument(flag, text, error));
    }
    if (flag.deprecated) this.out.notices.push(`Flag --${flag.name} has been deprecated, ${flag.deprecated}`);
    if (flag.name === 'help') this.out.help = this.out.flags.bool('help');
  }
}

/** Throws pflag's sentences: unknown flag, missing argument, invalid argument. */
export const parseFlags = (args: readonly string[], set: FlagSet): Parsed => new Parser(args, set).run();
