// Lines that are no whole command yet: what is open in them, and how the history keeps them as one.

type Quote = '' | "'" | '"';

interface Open {
  quote: Quote;
  /** What ends the here-documents that are open, the first one first. */
  documents: string[];
}

function scan({ quote, documents }: Open, line: string): Open {
  if (quote === '' && documents.length > 0) return { quote, documents: line.trimStart() === documents[0] ? documents.slice(1) : documents };
  const more = [...documents];
  let open: Quote = quote;
  for (let i = 0; i < line.length; i += 1) {
    const char = line[i] as string;
    if (open !== '') {
      if (char === '\\' && open === '"') i += 1;
      else if (char === open) open = '';
    } else if (char === '\\') i += 1;
    else if (char === "'" || char === '"') open = char;
    else if (char === '#' && /^$|[\s;|&(]$/.test(line.slice(0, i))) break;
    else if (char === '<') {
      const document = /^<<(?!<)-?\s*(?:'([^']+)'|"([^"]+)"|\\?([^\s;&|<>()]+))/.exec(line.slice(i));
      if (document) more.push(document[1] ?? document[2] ?? (document[3] as string));
      i += (/^<+/.exec(line.slice(i)) as RegExpExecArray)[0].length - 1;
    }
  }
  return { quote: open, documents: more };
}

const nothing: Open = { quote: '', documents: [] };

/** What is open after these lines. */
export const openAfter = (lines: readonly string[]): Open => lines.reduce(scan, nothing);

/** After these a line may go on without a semicolon. */
const joins = /(?:[|&;({]|(?:^|[;|&({]\s*|\b(?:do|then|else)\s+)(?:do|then|else|elif|if|while|until|!)|\b(?:case|for|select)\s[^;]*\sin)$/;

/** One line for the history, as bash keeps it; quoted text and here-documents keep their ends of lines. */
export function asOneLine(text: string): string {
  const [first = '', ...rest] = text.split('\n');
  let all = first;
  let open = scan(nothing, first);
  let hasDocument = open.documents.length > 0;
  for (const line of rest) {
    if (open.quote !== '' || hasDocument) all += `\n${line}`;
    else if (/(^|[^\\])(\\\\)*\\$/.test(all)) all = all.slice(0, -1) + line;
    else all += `${joins.test(all.trimEnd()) || line.trim() === '' ? ' ' : '; '}${line}`;
    open = scan(open, line);
    hasDocument ||= open.documents.length > 0;
  }
  return all;
}
