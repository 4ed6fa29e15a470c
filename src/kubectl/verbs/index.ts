// The verbs: command (as in facts/kubectl.json, without `kubectl`) to what does it. One line for each.
import type { Verb } from '../call.ts';

export const verbs: Readonly<Record<string, () => Verb>> = {
};
