// The grammar of label selectors, with the sentences of k8s.io/apimachinery/pkg/labels for what breaks it.
import type { Requirement, SelectionOperator } from './labels.ts';

type TokenKind = 'end' | 'identifier' | 'error' | '(' | ')' | ',' | '!' | '=' | '==' | '!=' | '>' | '<' | 'in' | 'notin';

interface Token {
  kind: TokenKind;
  literal: string;
}

const symbols = new Set(['(', ')', ',', '!', '=', '==', '!=', '>', '<']);
const special = /[=!(),><]/;
const space = /[ \t\r\n]/;

/** The longest symbol that starts here; one character may be the start of two. */
function symbolAt(text: string, at: number): Token {
  const two = text.slice(at, at + 2);
  const literal = symbols.has(two) ? two : (text[at] as string);
  return { kind: literal as TokenKind, literal };
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const char = text[at] as string;
    if (space.test(char)) {
      at++;
      continue;
    }
    if (special.test(char)) {
      const token = symbolAt(text, at);
      tokens.push(token);
      at += token.literal.length;
      continue;
    }
    let end = at;
    while (end < text.length && !special.test(text[end] as string) && !space.test(text[end] as string)) end++;
    const literal = text.slice(at, end);
    tokens.push({ kind: literal === 'in' || literal === 'notin' ? literal : 'identifier', literal });
    at = end;
  }
  return tokens;
}

const operators: Partial<Record<TokenKind, SelectionOperator>> = { in: 'in', notin: 'notin', '=': '=', '==': '==', '!=': '!=', '>': 'gt', '<': 'lt' };

class Parser {
  private position = 0;
  private readonly tokens: Token[];

  constructor(
    text: string,
    private readonly checkKey: (key: string) => void,
    private readonly checked: (requirement: Requirement) => Requirement,
  ) {
    this.tokens = tokensOf(text);
  }

  /** The next token. Where a value may stand, `in` and `notin` are values. */
  private peek(asValue = true): Token {
    const token = this.tokens[this.position] ?? { kind: 'end', literal: '' };
    return asValue && (token.kind === 'in' || token.kind === 'notin') ? { ...token, kind: 'identifier' } : token;
  }

  private next(asValue = true): Token {
    const token = this.peek(asValue);
    this.position++;
    return token;
  }

  private requirementError(why: string): Error {
    return new Error(`unable to parse requirement: ${why}`);
  }

  parse(): Requirement[] {
    const requirements: Requirement[] = [];
    for (;;) {
      const first = this.peek();
      if (first.kind === 'end') return requirements;
      if (first.kind !== 'identifier' && first.kind !== '!') throw new Error(`found '${first.literal}', expected: !, identifier, or 'end of string'`);
      requirements.push(this.guarded());
      const separator = this.next();
      if (separator.kind === 'end') return requirements;
      if (separator.kind !== ',') throw new Error(`found '${separator.literal}', expected: ',' or 'end of string'`);
      const after = this.peek();
      if (after.kind !== 'identifier' && after.kind !== '!') throw new Error(`found '${after.literal}', expected: identifier after ','`);
    }
  }

  private guarded(): Requirement {
    try {
      return this.requirement();
    } catch (error) {
      throw this.requirementError((error as Error).message);
    }
  }

  private requirement(): Requirement {
    const absent = this.peek().kind === '!';
    if (absent) this.next();
    const key = this.next();
    if (key.kind !== 'identifier') throw new Error(`found '${key.literal}', expected: identifier`);
    this.checkKey(key.literal);
    if (absent) return this.checked({ key: key.literal, operator: '!', values: [] });
    const after = this.peek().kind;
    if (after === 'end' || after === ',') return this.checked({ key: key.literal, operator: 'exists', values: [] });
    const token = this.next(false);
    const operator = operators[token.kind];
    if (!operator) throw new Error(`found '${token.literal}', expected: in, notin, =, ==, !=, gt, lt`);
    const values = operator === 'in' || operator === 'notin' ? this.valueSet() : [this.exactValue()];
    return this.checked({ key: key.literal, operator, values });
  }

  private exactValue(): string {
    const kind = this.peek().kind;
    if (kind === 'end' || kind === ',') return '';
    const token = this.next();
    if (token.kind !== 'identifier') throw new Error(`found '${token.literal}', expected: identifier`);
    return token.literal;
  }

  private valueSet(): string[] {
    const open = this.next();
    if (open.kind !== '(') throw new Error(`found '${open.literal}' expected: '('`);
    const first = this.peek();
    if (first.kind === ')') {
      this.next();
      return [''];
    }
    if (first.kind !== 'identifier' && first.kind !== ',') throw new Error(`found '${first.literal}', expected: ',', ')' or identifier`);
    const values = this.identifiers();
    if (this.next().kind !== ')') throw new Error(`found '${first.literal}', expected: ')'`);
    return [...values].sort();
  }

  /** The values up to the closing parenthesis, where nothing between two commas is the empty value. */
  private identifiers(): Set<string> {
    const values = new Set<string>();
    for (;;) {
      const token = this.next();
      if (token.kind === 'identifier') {
        values.add(token.literal);
        const after = this.peek();
        if (after.kind === ')') return values;
        if (after.kind !== ',') throw new Error(`found '${after.literal}', expected: ',' or ')'`);
      } else if (token.kind === ',') {
        if (values.size === 0) values.add('');
        const after = this.peek().kind;
        if (after === ')') return values.add('');
        if (after === ',') {
          this.next();
          values.add('');
        }
      } else {
        throw new Error(`found '${token.literal}', expected: ',', or identifier`);
      }
    }
  }
}

export const parseRequirements = (text: string, checkKey: (key: string) => void, checked: (requirement: Requirement) => Requirement): Requirement[] => new Parser(text, checkKey, checked).parse();
