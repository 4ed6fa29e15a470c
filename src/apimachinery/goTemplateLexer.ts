// Cuts a Go template into tokens, as text/template/parse does.

export type TokenKind =
  | 'error'
  | 'eof'
  | 'text'
  | 'left'
  | 'right'
  | 'space'
  | 'char'
  | 'pipe'
  | 'assign'
  | 'declare'
  | 'lparen'
  | 'rparen'
  | 'bool'
  | 'nil'
  | 'dot'
  | 'field'
  | 'variable'
  | 'identifier'
  | 'keyword'
  | 'number'
  | 'charConstant'
  | 'string'
  | 'rawString';

export interface Token {
  kind: TokenKind;
  text: string;
  at: number;
}

const keywords = new Set(['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'template', 'with']);
const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{Nd}_]/u.test(char);
const isSpace = (char: string | undefined): boolean => char === ' ' || char === '\t' || char === '\r' || char === '\n';
/** `%#U`: a character as its code and itself. */
const codeAndChar = (char: string): string => `U+${(char.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')} '${char}'`;

class LexError extends Error {}

class Lexer {
  readonly tokens: Token[] = [];
  private at = 0;
  private depth = 0;

  constructor(private readonly input: string) {}

  run(): Token[] {
    try {
      this.texts();
    } catch (error) {
      if (!(error instanceof LexError)) throw error;
      this.push('error', this.at, error.message);
    }
    return this.tokens;
  }

  private push(kind: TokenKind, start: number, text = this.input.slice(start, this.at)): void {
    this.tokens.push({ kind, text, at: start });
  }

  private texts(): void {
    for (;;) {
      const open = this.input.indexOf('{{', this.at);
      const end = open < 0 ? this.input.length : open;
      const trims = open >= 0 && this.input[open + 2] === '-' && isSpace(this.input[open + 3]);
      const text = this.input.slice(this.at, end);
      const shown = trims ? text.trimEnd() : text;
      if (shown !== '') this.push('text', this.at, shown);
      if (open < 0) {
        this.at = end;
        this.push('eof', end, '');
        return;
      }
      this.at = open + 2;
      const inside = this.at + (trims ? 2 : 0);
      if (this.input.startsWith('/*', inside)) this.comment(inside);
      else {
        this.push('left', open);
        this.at = inside;
        this.depth = 0;
        this.action();
      }
    }
  }

  private comment(start: number): void {
    const end = this.input.indexOf('*/', start);
    if (end < 0) throw new LexError('unclosed comment');
    this.at = end + 2;
    const close = this.closing();
    if (!close) throw new LexError('comment ends before closing delimiter');
    this.close(close);
  }

  /** The right delimiter here, with a trim marker before it or not. */
  private closing(): { length: number; trims: boolean } | undefined {
    if (this.input.startsWith('}}', this.at)) return { length: 2, trims: false };
    if (isSpace(this.input[this.at]) && this.input.startsWith('-}}', this.at + 1)) return { length: 4, trims: true };
    return undefined;
  }

  private close({ length, trims }: { length: number; trims: boolean }): void {
    this.at += length;
    if (trims) while (isSpace(this.input[this.at])) this.at++;
  }

  private action(): void {
    for (;;) {
      const close = this.closing();
      if (close) {
        if (this.depth > 0) throw new LexError('unclosed left paren');
        const start = this.at + (close.trims ? 2 : 0);
        this.close(close);
        this.push('right', start, '}}');
        return;
      }
      const char = this.input[this.at];
      if (char === undefined) throw new LexError('unclosed action');
      this.inside(char);
    }
  }

  private inside(char: string): void {
    const start = this.at;
    if (isSpace(char)) {
      while (isSpace(this.input[this.at]) && !(this.at > start && this.closing())) this.at++;
      this.push('space', start);
    } else if (char === '"' || char === "'") this.quoted(char);
    else if (char === '`') this.raw();
    else if (char === '$') this.name('variable');
    else if (char === '.' && !/\d/.test(this.input[start + 1] ?? '')) this.dot();
    else if (/[+\-.\d]/.test(char)) this.number();
    else if (isWord(char)) this.word();
    else this.symbol(char);
  }

  private symbol(char: string): void {
    const start = this.at++;
    if (char === ':') {
      if (this.input[this.at++] !== '=') throw new LexError('expected :=');
      this.push('declare', start);
      return;
    }
    if (char === '(') this.depth++;
    if (char === ')' && --this.depth < 0) throw new LexError('unexpected right paren');
    const kinds: Record<string, TokenKind> = { '=': 'assign', '|': 'pipe', '(': 'lparen', ')': 'rparen' };
    const kind = kinds[char] ?? (/[!-~]/.test(char) ? 'char' : undefined);
    if (!kind) throw new LexError(`unrecognized character in action: ${codeAndChar(this.input.slice(start, start + ((char.codePointAt(0) as number) > 0xffff ? 2 : 1)))}`);
    this.push(kind, start);
  }

  private checkTerminator(): void {
    const char = this.input[this.at];
    if (char === undefined || isSpace(char) || '.,|:)(='.includes(char) || this.input.startsWith('}}', this.at)) return;
    throw new LexError(`bad character ${codeAndChar(char)}`);
  }

  private name(kind: TokenKind): void {
    const start = this.at++;
    while (isWord(this.input[this.at])) this.at++;
    this.checkTerminator();
    this.push(kind, start);
  }

  private dot(): void {
    if (isWord(this.input[this.at + 1])) this.name('field');
    else {
      const start = this.at++;
      this.checkTerminator();
      this.push('dot', start);
    }
  }

  private word(): void {
    const start = this.at;
    while (isWord(this.input[this.at])) this.at++;
    const text = this.input.slice(start, this.at);
    this.checkTerminator();
    this.push(keywords.has(text) ? 'keyword' : text === 'nil' ? 'nil' : text === 'true' || text === 'false' ? 'bool' : 'identifier', start);
  }

  private number(): void {
    const start = this.at;
    const text = (/^[+-]?(0[xX][\da-fA-F_]*|0[oO][0-7_]*|0[bB][01_]*|[\d_]*(\.[\d_]*)?([eE][+-]?[\d_]*)?)i?/.exec(this.input.slice(start)) as RegExpExecArray)[0];
    this.at += text.length;
    if (isWord(this.input[this.at])) {
      this.at++;
      throw new LexError(`bad number syntax: ${JSON.stringify(this.input.slice(start, this.at))}`);
    }
    this.push('number', start);
  }

  private quoted(quote: string): void {
    const start = this.at++;
    for (;;) {
      const char = this.input[this.at++];
      if (char === '\\' && this.input[this.at] !== undefined && this.input[this.at] !== '\n') this.at++;
      else if (char === undefined || char === '\n' || char === '\\') throw new LexError(quote === '"' ? 'unterminated quoted string' : 'unterminated character constant');
      else if (char === quote) break;
    }
    this.push(quote === '"' ? 'string' : 'charConstant', start);
  }

  private raw(): void {
    const end = this.input.indexOf('`', this.at + 1);
    if (end < 0) throw new LexError('unterminated raw quoted string');
    const start = this.at;
    this.at = end + 1;
    this.push('rawString', start);
  }
}

export const tokensOf = (text: string): Token[] => new Lexer(text).run();
