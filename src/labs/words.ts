// The words of a command line that needs no shell: blanks part them, quotes hold them together.

export class QuoteError extends Error {
  override name = 'QuoteError';
}

export function wordsOf(line: string): string[] {
  const words: string[] = [];
  const pattern = /\s*((?:'[^']*'|"[^"]*"|[^\s'"])+)/gy;
  let end = 0;
  for (const match of line.matchAll(pattern)) {
    words.push((match[1] as string).replace(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double));
    end = match.index + match[0].length;
  }
  if (line.slice(end).trim() !== '') throw new QuoteError(`a quote is not closed: ${line}`);
  return words;
}
