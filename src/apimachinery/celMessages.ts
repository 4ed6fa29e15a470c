// Literals of messages, `Object.spec{replicas: 1}` and `JSONPatch{op: "test"}`, read as the maps that they come to:
// the evaluator knows no messages, and Kubernetes' have no fields of their own.

const token = /"""[\s\S]*?"""|'''[\s\S]*?'''|r?"(?:\\.|[^"\\])*"|r?'(?:\\.|[^'\\])*'|[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*|\d[\w.]*|\/\/[^\n]*|\s+|[\s\S]/g;
const isMessage = /^(Object|JSONPatch)(\s*\.\s*\w+)*$/;

/** Nothing changes in an expression that has none. */
export function withoutMessages(expression: string): string {
  if (!/\b(Object|JSONPatch)\b/.test(expression)) return expression;
  const tokens = expression.match(token) ?? [];
  const open: boolean[] = [];
  let out = '';
  let expectsField = false;
  tokens.forEach((text, i) => {
    const next = tokens.slice(i + 1).find((t) => t.trim() !== '');
    if (isMessage.test(text) && next === '{') {
      open.push(true);
      return;
    }
    if (text === '{') {
      const pending = isMessage.test(tokens.slice(0, i).findLast((t) => t.trim() !== '') ?? '');
      if (!pending) open.push(false);
      expectsField = pending;
    } else if (text === '(' || text === '[') open.push(false);
    else if (text === '}' || text === ')' || text === ']') open.pop();
    else if (text === ',') expectsField = open.at(-1) === true;
    else if (expectsField && /^\w/.test(text) && next === ':') {
      out += JSON.stringify(text);
      expectsField = false;
      return;
    }
    out += text;
  });
  return out;
}
