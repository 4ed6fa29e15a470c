// Reads Go's quoted literals: "text", 'text' and `text`.

const simple: Record<string, string> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' };
const escapeForm = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|(.))/gs;

/** The text that a literal stands for; nothing when it is no literal. */
export function unquote(literal: string): string | undefined {
  const quote = literal[0];
  if (literal.length < 2 || quote === undefined || literal[literal.length - 1] !== quote) return undefined;
  const body = literal.slice(1, -1);
  if (quote === '`') return body.includes('`') ? undefined : body;
  if ((quote !== '"' && quote !== "'") || body.includes('\n') || /\\$/.test(body.replace(/\\\\/g, ''))) return undefined;
  let isValid = true;
  const text = body.replace(escapeForm, (_, hex, short, long, octal, char) => {
    const code = hex ?? short ?? long;
    if (code !== undefined) return Number.parseInt(code, 16) <= 0x10ffff ? String.fromCodePoint(Number.parseInt(code, 16)) : '\ufffd';
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    const known = char === quote ? quote : simple[char];
    isValid &&= known !== undefined;
    return known ?? '';
  });
  return isValid ? text : undefined;
}
