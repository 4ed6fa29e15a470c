// Arithmetic of the shell: whole numbers of 64 bits, read from an expression's text when variables are involved.

/** A mistake in an expression: what bash says after the expression's text. */
export class ArithmeticError extends Error {}

/** Variables as an expression reads and writes them. */
export interface Names {
  get(name: string, index?: string): string | undefined;
  set(name: string, value: string, index?: string): void;
}

const binary: readonly (readonly string[])[] = [['||'], ['&&'], ['|'], ['^'], ['&'], ['==', '!='], ['<=', '>=', '<', '>'], ['<<', '>>'], ['+', '-'], ['*', '/', '%'], ['**']];
const token = /\s*(\*\*|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||\+\+|--|[-+*/%&|^]=|0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z@_]+|\d+|[A-Za-z_]\w*|[-+*/%<>=!~&|^?:(),[\]])/y;

class Reader {
  private readonly tokens: string[] = [];
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly names: Names,
  ) {
    token.lastIndex = 0;
    while (token.lastIndex < text.length) {
      const from = token.lastIndex;
      const found = token.exec(text);
      if (!found) {
        if (text.slice(from).trim() === '') break;
        throw new ArithmeticError(`${text.trim()}: syntax error: invalid arithmetic operator (error token is "${text.slice(from).trim()}")`);
      }
      this.tokens.push(found[1] as string);
    }
  }

  whole(): bigint {
    if (this.tokens.length === 0) return 0n;
    const value = this.comma();
    if (this.at < this.tokens.length) throw this.mistake('syntax error in expression');
    return value;
  }

  private mistake(what: string): ArithmeticError {
    return new ArithmeticError(`${this.text.trim()}: ${what} (error token is "${this.tokens.slice(this.at).join(' ')}")`);
  }

  private take(...wanted: string[]): string | undefined {
    const next = this.tokens[this.at];
    if (next === undefined || !wanted.includes(next)) return undefined;
    this.at += 1;
    return next;
  }

  private comma(): bigint {
    let value = this.assignment();
    while (this.take(',')) value = this.assignment();
    return value;
  }

  private assignment(): bigint {
    const start = this.at;
    const place = this.place();
    const operator = place && this.take('=', '+=', '-=', '*=', '/=', '%=', '<<=', '>>=', '&=', '^=', '|=');
    if (!place || !operator) {
      this.at = start;
      return this.choice();
    }
    const right = this.assignment();
    const value = operator === '=' ? right : this.apply(operator.slice(0, -1), this.read(place), right);
    this.names.set(place.name, String(value), place.index);
    return value;
  }

  private place(): { name: string; index?: string } | undefined {
    const name = this.tokens[this.at];
    if (!name || !/^[A-Za-z_]/.test(name)) return undefined;
    this.at += 1;
    if (!this.take('[')) return { name };
    const from = this.at;
    const value = this.comma();
    const spelt = this.tokens.slice(from, this.at).join('');
    if (!this.take(']')) throw this.mistake('bad array subscript');
    return { name, index: /^[A-Za-z_]\w*$/.test(spelt) ? spelt : String(value) };
  }

  private read({ name, index }: { name: string; index?: string }): bigint {
    const text = this.names.get(name, index);
    if (text === undefined || text.trim() === '') return 0n;
    return /^\s*-?\d+\s*$/.test(text) ? BigInt(text.trim()) : arithmetic(text, this.names);
  }

  private choice(): bigint {
    const test = this.level(0);
    if (!this.take('?')) return test;
    const yes = this.assignment();
    if (!this.take(':')) throw this.mistake("`:' expected for conditional expression");
    const no = this.assignment();
    return test !== 0n ? yes : no;
  }

  private level(depth: number): bigint {
    const operators = binary[depth];
    if (!operators) return this.unary();
    let left = this.level(depth + 1);
    for (let operator = this.take(...operators); operator; operator = this.take(...operators)) {
      left = this.apply(operator, left, operator === '**' ? this.level(depth) : this.level(depth + 1));
    }
    return left;
  }

  private unary(): bigint {
    const operator = this.take('-', '+', '!', '~', '++', '--');
    if (!operator) return this.postfix();
    if (operator.length === 2) {
      const place = this.place();
      if (!place) throw this.mistake('syntax error: operand expected');
      const value = this.read(place) + (operator === '++' ? 1n : -1n);
      this.names.set(place.name, String(value), place.index);
      return value;
    }
    const value = this.unary();
    return operator === '-' ? -value : operator === '!' ? BigInt(value === 0n) : operator === '~' ? ~value : value;
  }

  private postfix(): bigint {
    if (this.take('(')) {
      const value = this.comma();
      if (!this.take(')')) throw this.mistake("missing `)'");
      return value;
    }
    const place = this.place();
    if (place) {
      const value = this.read(place);
      const operator = this.take('++', '--');
      if (operator) this.names.set(place.name, String(value + (operator === '++' ? 1n : -1n)), place.index);
      return value;
    }
    const number = this.tokens[this.at];
    if (number === undefined || !/^\d/.test(number)) throw this.mistake('syntax error: operand expected');
    this.at += 1;
    return this.number(number);
  }

  private number(text: string): bigint {
    const based = /^(\d+)#(.+)$/.exec(text);
    if (based) return [...(based[2] as string).toLowerCase()].reduce((value, digit) => value * BigInt(based[1] as string) + BigInt(Number.parseInt(digit, 36)), 0n);
    if (/^0\d/.test(text)) {
      if (/[89]/.test(text)) throw new ArithmeticError(`${text}: value too great for base (error token is "${text}")`);
      return BigInt(`0o${text.slice(1)}`);
    }
    return BigInt(text);
  }

  private apply(operator: string, a: bigint, b: bigint): bigint {
    if ((operator === '/' || operator === '%') && b === 0n) throw new ArithmeticError(`${this.text.trim()}: division by 0 (error token is "${this.tokens.at(-1)}")`);
    return BigInt.asIntN(64, operations[operator]?.(a, b) ?? 0n);
  }
}

const operations: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<': (a, b) => BigInt(a < b),
  '>': (a, b) => BigInt(a > b),
  '<=': (a, b) => BigInt(a <= b),
  '>=': (a, b) => BigInt(a >= b),
  '==': (a, b) => BigInt(a === b),
  '!=': (a, b) => BigInt(a !== b),
  '&&': (a, b) => BigInt(a !== 0n && b !== 0n),
  '||': (a, b) => BigInt(a !== 0n || b !== 0n),
};

/** The value of an expression in which parameters have been expanded. Throws ArithmeticError. */
export const arithmetic = (text: string, names: Names): bigint => new Reader(text, names).whole();
