// What cannot be read of an expression, in the words of cel-go's parser: where cel-js stops, and what stands there.

const operands = "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}";

/** cel-go marks the place under the line, with dots before it. */
export function placed(expression: string, at: number, what: string): string {
  const before = expression.slice(0, at).split('\n');
  const column = (before.at(-1) as string).length;
  const line = expression.split('\n')[before.length - 1] ?? '';
  return `ERROR: <input>:${before.length}:${column + 1}: ${what}\n | ${line}\n | ${'.'.repeat(column)}^`;
}

/** What is said where the end comes too early, by the sign that is still to come. */
const unclosed: Readonly<Record<string, string>> = {
  RPAREN: "missing ')' at '<EOF>'",
  RBRACKET: "mismatched input '<EOF>' expecting {']', ','}",
  RBRACE: "mismatched input '<EOF>' expecting {'}', ','}",
  COLON: "mismatched input '<EOF>' expecting ':'",
};

const tokenAt = (expression: string, at: number): string => /^(\w+|[=!<>]=|&&|\|\||"[^"]*"|'[^']*'|.)/s.exec(expression.slice(at))?.[0] ?? '';

/** An operator or an open bracket wants something to follow. */
const wantsOperand = (before: string): boolean => /(^|[-+*/%<>=!&|(,[{:?])\s*$/.test(before);

const misplaced = (expression: string, at: number, before = expression.slice(0, at)): string =>
  placed(expression, at, `Syntax error: extraneous input '${tokenAt(expression, at)}' expecting ${wantsOperand(before) ? operands : '<EOF>'}`);

const atEnd = (expression: string): string => placed(expression, expression.length, `Syntax error: mismatched input '<EOF>' expecting ${operands}`);

/** A sign that begins no token is told of with the one that follows, and what comes then stands where nothing may. */
function unreadable(expression: string, at: number, text: string): string {
  const first = placed(expression, at, `Syntax error: token recognition error at: '${text}'`);
  const rest = /\S/.exec(expression.slice(at + text.length));
  const before = expression.slice(0, at);
  if (!rest) return wantsOperand(before) ? `${first}\n${atEnd(expression)}` : first;
  return `${first}\n${misplaced(expression, at + text.length + rest.index, before)}`;
}

/** `message` is what cel-js says of it. */
export function syntaxText(expression: string, at: number, message: string): string {
  const reserved = /^Reserved identifier: (\w+)/.exec(message)?.[1];
  if (reserved) return placed(expression, at, `reserved identifier: ${reserved}`);
  if (message.includes('iteration variable')) return placed(expression, at, 'argument must be a simple name');
  const character = /^Unexpected character: ([^'])$/.exec(message)?.[1];
  if (character) return unreadable(expression, at, '=&|'.includes(character) ? expression.slice(at, at + 2) : character);
  if (message.startsWith('Unterminated string')) return unreadable(expression, at, expression.slice(at));
  const awaited = unclosed[/^Expected (\w+), got EOF/.exec(message)?.[1] ?? ''];
  if (awaited) return placed(expression, expression.length, `Syntax error: ${awaited}`);
  if (message === 'Expected IDENTIFIER, got DOT') return placed(expression, at, "Syntax error: no viable alternative at input '..'");
  return at >= expression.trimEnd().length ? atEnd(expression) : misplaced(expression, at);
}
