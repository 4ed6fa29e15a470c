/** What is typed at once, and how long to wait before the next, in milliseconds. */
export function piecesOf(keys: string): { text: string; pause: number }[];
