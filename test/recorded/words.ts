// Tells the command lines that need no shell: words with quotes, assignments before them, nothing else.

export interface SimpleCommand {
  env: Record<string, string>;
  argv: string[];
}

const special = /[|&;<>()`$*?[\]{}~#!\n\\]/;

/** The words of a line; nothing when a shell has to read it. */
function wordsOf(line: string): string[] | undefined {
  const words: string[] = [];
  const pattern = /\s*((?:'[^']*'|"[^"$`\\]*"|[^\s'"])+)/gy;
  let end = 0;
  for (const match of line.matchAll(pattern)) {
    const word = match[1] as string;
    if (special.test(word.replace(/'[^']*'|"[^"]*"/g, ''))) return undefined;
    words.push(word.replace(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double));
    end = match.index + match[0].length;
  }
  return line.slice(end).trim() === '' ? words : undefined;
}

export function simpleKubectl(line: string): SimpleCommand | undefined {
  const words = wordsOf(line);
  const first = words?.findIndex((word) => !/^\w+=/.test(word)) ?? -1;
  if (words?.[first] !== 'kubectl') return undefined;
  const env = Object.fromEntries(words.slice(0, first).map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]));
  return { env, argv: words.slice(first + 1) };
}
