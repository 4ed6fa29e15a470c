// A place in a YAML text, and the error that says where reading failed.

export interface Mark {
  index: number;
  /** From 0. */
  line: number;
  column: number;
}

/** Go's reader numbers the lines of faults in its tokens from 1, and of faults in their order from 0; line 0 it does not mention. */
export class YamlError extends Error {
  constructor(problem: string, at: Mark, context: Mark | undefined, isScanner: boolean) {
    const line = at.line || context?.line || 0;
    super(line === 0 ? `yaml: ${problem}` : `yaml: line ${isScanner ? line + 1 : line}: ${problem}`);
    this.name = 'YamlError';
  }
}

/** What means nothing to YAML inside a word. */
const letters = /[\w+/=.$-]+/y;

export class Cursor {
  index = 0;
  line = 0;
  column = 0;

  constructor(readonly text: string) {}

  get mark(): Mark {
    return { index: this.index, line: this.line, column: this.column };
  }

  /** The character so far ahead; nothing after the end. */
  at(ahead = 0): string {
    return this.text[this.index + ahead] ?? '';
  }

  get isEnd(): boolean {
    return this.index >= this.text.length;
  }

  isBlank(ahead = 0): boolean {
    const char = this.at(ahead);
    return char === ' ' || char === '\t';
  }

  isBreak(ahead = 0): boolean {
    const char = this.at(ahead);
    return char !== '' && '\r\n\u0085\u2028\u2029'.includes(char);
  }

  isBreakOrEnd(ahead = 0): boolean {
    return this.at(ahead) === '' || this.isBreak(ahead);
  }

  isSpaceOrEnd(ahead = 0): boolean {
    return this.isBlank(ahead) || this.isBreakOrEnd(ahead);
  }

  /** `---` or `...` alone at the start of a line. */
  isDocumentIndicator(sign?: string): boolean {
    const three = this.text.slice(this.index, this.index + 3);
    return this.column === 0 && (sign ? three === sign : three === '---' || three === '...') && this.isSpaceOrEnd(3);
  }

  skip(count = 1): void {
    this.index += count;
    this.column += count;
  }

  /** Takes the character here. */
  take(): string {
    const char = this.at();
    this.skip();
    return char;
  }

  /** Takes the letters from here on at once: keys and certificates are thousands of them. */
  takeLetters(): string {
    letters.lastIndex = this.index;
    const run = letters.exec(this.text)?.[0] ?? '';
    this.skip(run.length);
    return run;
  }

  /** Takes a line break, and answers it as YAML keeps it. */
  takeBreak(): string {
    const char = this.at();
    this.index += char === '\r' && this.at(1) === '\n' ? 2 : 1;
    this.line++;
    this.column = 0;
    return char === '\u2028' || char === '\u2029' ? char : '\n';
  }

  fail(problem: string, context?: Mark): never {
    throw new YamlError(problem, this.mark, context, true);
  }
}
