// The types of descriptions.mjs, for its test.
export function descriptions(types: Readonly<Record<string, unknown>>): [texts: string[], types: Record<string, [text: number, fields: Record<string, number>]>];
