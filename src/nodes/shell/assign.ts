// Assignments: to variables, to elements, of lists and maps.
import { type Assignment, type AssignmentPrefix, parse, type Redirection, type Word } from 'unbash';
import { arithmetic } from './arithmetic.ts';
import { evaluate, namesOf, textOf, wordsOf } from './expand.ts';
import type { Shell } from './shell.ts';
import type { ShellProgram } from './tasks.ts';

/** An assignment whose value is known. */
export interface Change {
  name: string;
  apply(): void;
}

/** `[key]=value` within a list's parentheses. */
function keyed(text: string): { key: string; value: Word | undefined } | undefined {
  const found = /^\[((?:[^\]"']|"[^"]*"|'[^']*')+)\]=([\s\S]*)$/.exec(text);
  if (!found) return undefined;
  const command = parse(`x ${found[2]}`).commands[0]?.command;
  const value = command?.type === 'Command' ? command.suffix.find((part): part is Word => part.type === 'Word') : undefined;
  return { key: (found[1] as string).replace(/^["']|["']$/g, ''), value };
}

type Element = { key: string; value: string } | { value: string };

function* elementsOf(shell: Shell, words: readonly Word[]): ShellProgram<Element[]> {
  const out: Element[] = [];
  for (const word of words) {
    const found = keyed(word.text);
    if (found) out.push({ key: found.key, value: found.value ? yield* textOf(shell, found.value) : '' });
    else for (const value of yield* wordsOf(shell, word)) out.push({ value });
  }
  return out;
}

function fill(shell: Shell, name: string, elements: readonly Element[], append: boolean): void {
  const { variables } = shell;
  const old = variables.find(name)?.value;
  if (old instanceof Map) {
    const map = append ? old : new Map<string, string>();
    for (const element of elements) if ('key' in element) map.set(element.key, element.value);
    variables.set(name, map);
    return;
  }
  const list: string[] = append ? (Array.isArray(old) ? [...old] : old === undefined ? [] : [old]) : [];
  for (const element of elements) {
    if ('key' in element) list[Number(arithmetic(element.key, namesOf(shell)))] = element.value;
    else list.push(element.value);
  }
  variables.set(name, list);
}

export function* changeOf(shell: Shell, assignment: Assignment): ShellProgram<Change> {
  const { name, value, append = false, index } = assignment;
  const { variables } = shell;
  if (value.type === 'ArrayValue') {
    const elements = yield* elementsOf(shell, value.elements);
    return { name, apply: () => fill(shell, name, elements, append) };
  }
  const text = yield* textOf(shell, value);
  if (index) {
    const key = yield* textOf(shell, index);
    return { name, apply: () => variables.setElement(name, key, () => Number(arithmetic(key, namesOf(shell))), text) };
  }
  const number = variables.find(name)?.integer ? String(yield* evaluate(shell, text)) : text;
  return { name, apply: () => shell.variables.set(name, append ? (variables.get(name) ?? '') + number : number) };
}

/** The assignments before a command, in order: each sees what those before it have set. */
export function* assignments(shell: Shell, prefix: readonly (AssignmentPrefix | Redirection)[], now: boolean): ShellProgram<Change[]> {
  const changes: Change[] = [];
  for (const part of prefix) {
    if (part.type !== 'Assignment') continue;
    const change = yield* changeOf(shell, part);
    if (now) change.apply();
    changes.push(change);
  }
  return changes;
}
