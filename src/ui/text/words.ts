// Words as a line needs them: counted, and without their Markdown.

/** 1 hint, 2 hints. */
export const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

/** A goal or a task as one line. */
export const plainText = (markdown: string): string =>
  markdown
    .replace(/`|\*\*/g, '')
    .replace(/\s+/g, ' ')
    .trim();
