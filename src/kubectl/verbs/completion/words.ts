// What completion answers: words, and what the shell may do with them (upstream: cobra's ShellCompDirective).

export interface Word {
  word: string;
  text?: string;
}

export interface Candidates {
  words: readonly Word[];
  directive: number;
}

export const directives = { usual: 0, noSpace: 2, noFiles: 4, extensions: 8 } as const;

const names: readonly (readonly [bit: number, name: string])[] = [
  [directives.noSpace, 'ShellCompDirectiveNoSpace'],
  [directives.noFiles, 'ShellCompDirectiveNoFileComp'],
  [directives.extensions, 'ShellCompDirectiveFilterFileExt'],
];

export const directiveNames = (directive: number): string =>
  names
    .filter(([bit]) => directive & bit)
    .map(([, name]) => name)
    .join(', ') || 'ShellCompDirectiveDefault';

export const wordsOf = (words: readonly string[], directive: number = directives.noFiles): Candidates => ({ words: words.map((word) => ({ word })), directive });
