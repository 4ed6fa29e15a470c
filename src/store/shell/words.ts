// The words of a line that is one plain command: what a shell would do with it needs no shell.

/** What may stand unquoted without meaning anything to a shell. */
const plainWord = /[\w@%+=:,./^-]/;

/** Nothing when the line needs a shell: expansions, pipes, globs, comments, a quote that is not closed. */
export function plainWords(line: string): string[] | undefined {
  const words: string[] = [];
  const text = line.trim();
  for (let at = 0; at < text.length; ) {
    const read = readWord(text, at);
    if (!read) return undefined;
    words.push(read.word);
    at = read.end;
    while (text[at] === ' ') at++;
  }
  return words;
}

function readWord(text: string, start: number): { word: string; end: number } | undefined {
  let word = '';
  let at = start;
  while (at < text.length && text[at] !== ' ') {
    const char = text[at] as string;
    if (char === "'" || char === '"') {
      const end = text.indexOf(char, at + 1);
      const inside = text.slice(at + 1, end);
      if (end < 0 || (char === '"' && /[$`\\!]/.test(inside))) return undefined;
      word += inside;
      at = end + 1;
    } else if (plainWord.test(char)) {
      word += char;
      at++;
    } else return undefined;
  }
  return { word, end: at };
}
