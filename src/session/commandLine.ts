// The command that is being typed, as completion sees it: its words up to the cursor, and how the last one is quoted.

export interface TypedCommand {
  /** Without their quotes. The last one is being typed. */
  words: string[];
  /** Where the last word begins in the line, with its quotes. */
  from: number;
  /** The quote that is open at the end. */
  quote: '' | "'" | '"';
  /** The last word is the file of a redirection. */
  isFile: boolean;
}

/** Words that a command follows. */
const before = new Set(['!', '{', 'do', 'elif', 'else', 'if', 'then', 'time', 'until', 'while']);
const isAssignment = (word: string): boolean => /^[A-Za-z_]\w*\+?=/.test(word);

class Scanner {
  private words: string[] = [];
  private word: string | undefined;
  private from = 0;
  private quote: TypedCommand['quote'] = '';
  private isFile = false;

  constructor(private readonly line: string) {}

  scan(): TypedCommand {
    for (let i = 0; i < this.line.length; ) i += this.take(i);
    const words = [...this.words, this.word ?? ''];
    while (words.length > 1 && (before.has(words[0] as string) || isAssignment(words[0] as string))) words.shift();
    return { words, from: this.word === undefined ? this.line.length : this.from, quote: this.quote, isFile: this.isFile };
  }

  /** Answers how many characters that were. */
  private take(i: number): number {
    const char = this.line[i] as string;
    const two = this.line.slice(i, i + 2);
    if (two === '$(' && this.quote !== "'") return this.command(2);
    if (this.quote === "'") return this.inQuotes(char);
    if (char === '\\' && (this.quote === '' || /^\\[$`"\\]/.test(two))) return this.add(two.slice(1), i, 2);
    if (this.quote === '"') return char === '`' ? this.command(1) : this.inQuotes(char);
    if (char === "'" || char === '"') return this.open(char, i);
    if (/[|&;()`\n]/.test(char)) return this.command(1);
    if (/[<>]/.test(char)) return this.redirection();
    if (/\s/.test(char)) return this.endWord();
    return this.add(char, i, 1);
  }

  private add(text: string, i: number, length: number): number {
    if (this.word === undefined) this.from = i;
    this.word = (this.word ?? '') + text;
    return length;
  }

  private open(quote: "'" | '"', i: number): number {
    this.quote = quote;
    return this.add('', i, 1);
  }

  private inQuotes(char: string): number {
    if (char === this.quote) this.quote = '';
    else this.word += char;
    return 1;
  }

  private endWord(): number {
    // What a redirection reads or writes is no word of the command.
    if (this.word !== undefined && !this.isFile) this.words.push(this.word);
    if (this.word !== undefined) this.isFile = false;
    this.word = undefined;
    return 1;
  }

  private redirection(): number {
    if (!/^\d*$/.test(this.word ?? '')) this.endWord();
    this.word = undefined;
    this.isFile = true;
    return 1;
  }

  private command(length: number): number {
    this.words = [];
    this.word = undefined;
    this.quote = '';
    this.isFile = false;
    return length;
  }
}

export const typedCommand = (line: string): TypedCommand => new Scanner(line).scan();

/** A word so that the shell reads it as it is: in the quotes that are open, or with backslashes. `~` at its beginning stays. */
export function quoted(word: string, quote: TypedCommand['quote']): string {
  if (quote === "'") return `'${word.replaceAll("'", "'\\''")}`;
  if (quote === '"') return `"${word.replace(/["\\$`]/g, '\\$&')}`;
  return word.replace(/[\s'"\\|&;()<>$`*?[\]{}!#]/g, '\\$&');
}
