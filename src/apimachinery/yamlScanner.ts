// Cuts a YAML text into tokens as libyaml does, so that faults are found where Go's reader finds them.
import { Cursor, type Mark } from './yamlCursor.ts';
import { blockText, plainText, quotedText } from './yamlTexts.ts';

export type TokenKind =
  | 'streamEnd'
  | 'documentStart'
  | 'documentEnd'
  | 'directive'
  | 'blockSequence'
  | 'blockMapping'
  | 'blockEnd'
  | '['
  | ']'
  | '{'
  | '}'
  | ','
  | 'entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  kind: TokenKind;
  mark: Mark;
  text: string;
  /** A scalar without quotes: its text decides its type. */
  isPlain: boolean;
}

/** A place where a key may have begun that shows itself as one only at its colon. */
interface SimpleKey {
  isPossible: boolean;
  /** Nothing but a key may stand here. */
  isRequired: boolean;
  /** The number of its token. */
  token: number;
  mark: Mark;
}

const longestKey = 1024;
const noKey = (): SimpleKey => ({ isPossible: false, isRequired: false, token: 0, mark: { index: 0, line: 0, column: 0 } });

export class Scanner {
  private readonly cursor: Cursor;
  private readonly queue: Token[] = [];
  private taken = 0;
  private isDone = false;
  private indent = -1;
  private readonly indents: number[] = [];
  private mayStartKey = true;
  /** One for each level of brackets. */
  private readonly keys: SimpleKey[] = [noKey()];

  constructor(text: string) {
    const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u0084\u0086-\u009f\ufffe\uffff]/.exec(text);
    if (control) throw new Error('yaml: control characters are not allowed');
    this.cursor = new Cursor(text.startsWith('\ufeff') ? text.slice(1) : text);
  }

  /** The next token, which stays. */
  peek(): Token {
    while (this.needsMore()) this.fetch();
    return this.queue[0] as Token;
  }

  next(): Token {
    const token = this.peek();
    this.queue.shift();
    this.taken++;
    return token;
  }

  private needsMore(): boolean {
    if (this.queue.length === 0) return !this.isDone;
    return this.keys.some((key) => key.isPossible && key.token === this.taken && this.isStillKey(key)) && !this.isDone;
  }

  /** A key ends on its line, and soon. */
  private isStillKey(key: SimpleKey): boolean {
    if (!key.isPossible) return false;
    if (key.mark.line === this.cursor.line && key.mark.index + longestKey >= this.cursor.index) return true;
    if (key.isRequired) this.cursor.fail("could not find expected ':'", key.mark);
    key.isPossible = false;
    return false;
  }

  private get inFlow(): boolean {
    return this.keys.length > 1;
  }

  private get key(): SimpleKey {
    return this.keys[this.keys.length - 1] as SimpleKey;
  }

  private push(kind: TokenKind, mark = this.cursor.mark, text = '', isPlain = false): void {
    this.queue.push({ kind, mark, text, isPlain });
  }

  private fetch(): void {
    this.skipToToken();
    const { cursor } = this;
    this.unroll(cursor.column);
    if (cursor.isEnd) this.end();
    else if (cursor.column === 0 && cursor.at() === '%') this.directive();
    else if (cursor.isDocumentIndicator('---')) this.documentIndicator('documentStart');
    else if (cursor.isDocumentIndicator('...')) this.documentIndicator('documentEnd');
    else this.content(cursor.at());
  }

  private content(char: string): void {
    const { cursor } = this;
    if (char === '[' || char === '{') this.openFlow(char);
    else if (char === ']' || char === '}') this.closeFlow(char);
    else if (char === ',') this.sign(',', true);
    else if (char === '-' && cursor.isSpaceOrEnd(1)) this.entry();
    else if (char === '?' && (this.inFlow || cursor.isSpaceOrEnd(1))) this.explicitKey();
    else if (char === ':' && (this.inFlow || cursor.isSpaceOrEnd(1))) this.value();
    else if (char === '*' || char === '&') this.anchor(char);
    else if (char === '!') this.tag();
    else if ((char === '|' || char === '>') && !this.inFlow) this.block();
    else if (char === "'" || char === '"') this.quoted();
    else if (this.startsPlain(char)) this.plain();
    else cursor.fail('found character that cannot start any token', cursor.mark);
  }

  private startsPlain(char: string): boolean {
    if (!this.cursor.isSpaceOrEnd() && !'-?:,[]{}#&*!|>\'"%@`'.includes(char)) return true;
    if (char === '-') return !this.cursor.isBlank(1);
    return !this.inFlow && (char === '?' || char === ':') && !this.cursor.isSpaceOrEnd(1);
  }

  private skipToToken(): void {
    const { cursor } = this;
    for (;;) {
      while (cursor.at() === ' ' || ((this.inFlow || !this.mayStartKey) && cursor.at() === '\t')) cursor.skip();
      if (cursor.at() === '#') while (!cursor.isBreakOrEnd()) cursor.skip();
      if (!cursor.isBreak()) return;
      cursor.takeBreak();
      if (!this.inFlow) this.mayStartKey = true;
    }
  }

  /** Opens a block at a column deeper than the one that is open. */
  private roll(column: number, kind: 'blockSequence' | 'blockMapping', mark: Mark, token?: number): void {
    if (this.inFlow || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    this.queue.splice(token === undefined ? this.queue.length : token - this.taken, 0, { kind, mark, text: '', isPlain: false });
  }

  /** Closes the blocks that are deeper than a column. */
  private unroll(column: number): void {
    if (this.inFlow) return;
    while (this.indent > column) {
      this.push('blockEnd');
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private saveKey(): void {
    if (!this.mayStartKey) return;
    const isRequired = !this.inFlow && this.indent === this.cursor.column;
    this.removeKey();
    this.keys[this.keys.length - 1] = { isPossible: true, isRequired, token: this.taken + this.queue.length, mark: this.cursor.mark };
  }

  private removeKey(): void {
    const { key } = this;
    if (key.isPossible && key.isRequired) this.cursor.fail("could not find expected ':'", key.mark);
    key.isPossible = false;
  }

  private end(): void {
    const { cursor } = this;
    if (cursor.column !== 0) {
      cursor.column = 0;
      cursor.line++;
    }
    this.unroll(-1);
    this.removeKey();
    this.push('streamEnd');
    this.isDone = true;
  }

  private directive(): void {
    const { cursor } = this;
    this.unroll(-1);
    this.removeKey();
    this.mayStartKey = false;
    const start = cursor.mark;
    const name = /^%([0-9A-Za-z_-]*)/.exec(cursor.text.slice(cursor.index))?.[1] as string;
    cursor.skip(1 + name.length);
    if (name === '') cursor.fail('could not find expected directive name', start);
    if (!cursor.isSpaceOrEnd()) cursor.fail('found unexpected non-alphabetical character', start);
    if (name !== 'YAML' && name !== 'TAG') cursor.fail('found unknown directive name', start);
    while (!cursor.isBreakOrEnd()) cursor.skip();
    this.push('directive', start);
  }

  private documentIndicator(kind: 'documentStart' | 'documentEnd'): void {
    this.unroll(-1);
    this.removeKey();
    this.mayStartKey = false;
    this.push(kind);
    this.cursor.skip(3);
  }

  private sign(kind: TokenKind, mayStartKey: boolean): void {
    this.removeKey();
    this.mayStartKey = mayStartKey;
    this.push(kind);
    this.cursor.skip();
  }

  private openFlow(kind: '[' | '{'): void {
    this.saveKey();
    this.keys.push(noKey());
    this.mayStartKey = true;
    this.push(kind);
    this.cursor.skip();
  }

  private closeFlow(kind: ']' | '}'): void {
    this.removeKey();
    if (this.keys.length > 1) this.keys.pop();
    this.mayStartKey = false;
    this.push(kind);
    this.cursor.skip();
  }

  private entry(): void {
    if (!this.inFlow) {
      if (!this.mayStartKey) this.cursor.fail('block sequence entries are not allowed in this context', this.cursor.mark);
      this.roll(this.cursor.column, 'blockSequence', this.cursor.mark);
    }
    this.sign('entry', true);
  }

  private explicitKey(): void {
    if (!this.inFlow) {
      if (!this.mayStartKey) this.cursor.fail('mapping keys are not allowed in this context', this.cursor.mark);
      this.roll(this.cursor.column, 'blockMapping', this.cursor.mark);
    }
    this.sign('key', !this.inFlow);
  }

  private value(): void {
    const { key, cursor } = this;
    if (this.isStillKey(key)) {
      this.queue.splice(key.token - this.taken, 0, { kind: 'key', mark: key.mark, text: '', isPlain: false });
      this.roll(key.mark.column, 'blockMapping', key.mark, key.token);
      key.isPossible = false;
      this.mayStartKey = false;
    } else {
      if (!this.inFlow) {
        if (!this.mayStartKey) cursor.fail('mapping values are not allowed in this context', cursor.mark);
        this.roll(cursor.column, 'blockMapping', cursor.mark);
      }
      this.mayStartKey = !this.inFlow;
    }
    this.push('value');
    cursor.skip();
  }

  private anchor(char: '*' | '&'): void {
    const { cursor } = this;
    this.saveKey();
    this.mayStartKey = false;
    const start = cursor.mark;
    const name = /^[0-9A-Za-z_-]*/.exec(cursor.text.slice(cursor.index + 1))?.[0] as string;
    cursor.skip(1 + name.length);
    if (name === '' || !(cursor.isSpaceOrEnd() || '?:,]}%@`'.includes(cursor.at()))) cursor.fail('did not find expected alphabetic or numeric character', start);
    this.push(char === '*' ? 'alias' : 'anchor', start, name);
  }

  private tag(): void {
    const { cursor } = this;
    this.saveKey();
    this.mayStartKey = false;
    const start = cursor.mark;
    const text = /^(?:!<[^>\s]*>|![^\s,[\]{}]*)/.exec(cursor.text.slice(cursor.index))?.[0] ?? '!';
    cursor.skip(text.length);
    if (!cursor.isSpaceOrEnd() && !(this.inFlow && cursor.at() === ',')) cursor.fail('did not find expected whitespace or line break', start);
    this.push('tag', start, text);
  }

  private block(): void {
    this.removeKey();
    this.mayStartKey = true;
    const start = this.cursor.mark;
    this.push('scalar', start, blockText(this.cursor, this.indent));
  }

  private quoted(): void {
    this.saveKey();
    this.mayStartKey = false;
    const start = this.cursor.mark;
    this.push('scalar', start, quotedText(this.cursor));
  }

  private plain(): void {
    this.saveKey();
    this.mayStartKey = false;
    const start = this.cursor.mark;
    const { text, crossedLines } = plainText(this.cursor, this.indent + 1, this.inFlow);
    if (crossedLines) this.mayStartKey = true;
    this.push('scalar', start, text, true);
  }
}
