// The kinds that have something to say beyond their schema. One line each.
import type { Kind } from './kind.ts';

export const kinds: readonly Kind[] = [];
