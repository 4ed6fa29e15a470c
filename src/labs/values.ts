// The values of a lab that differ from one attempt to the next: `__NAME__` in any of its texts stands for one from the list `name`.
import type { Json } from '../apimachinery/object.ts';
import type { Lab } from './lab.ts';

export type Value = string | number;
/** What was drawn, by name. */
export type Drawn = Readonly<Record<string, Value>>;

const token = /__([A-Z][A-Z0-9_]*?)__/g;

/** The names that a text asks for, and where in it. */
export const placesIn = (text: string): { name: string; at: number }[] => [...text.matchAll(token)].map(({ 1: name, index }) => ({ name: (name as string).toLowerCase(), at: index }));

export const namesIn = (text: string): string[] => placesIn(text).map(({ name }) => name);

/** What was drawn in the place of the names. */
export function filled(value: Json, drawn: Drawn): Json {
  if (typeof value === 'string') return value.replace(token, (whole, name: string) => String(drawn[name.toLowerCase()] ?? whole));
  if (Array.isArray(value)) return value.map((item) => filled(item, drawn));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [filled(key, drawn), filled(item, drawn)]));
}

/** One value for each name; `choose` answers which of so many. */
export const draw = (lab: Pick<Lab, 'values'>, choose: (name: string, of: number) => number): Drawn =>
  Object.fromEntries(Object.entries(lab.values ?? {}).map(([name, list]) => [name, list[choose(name, list.length)] as Value]));

/** The lab with what was drawn in the place of the names. */
export const withValues = (lab: Lab, drawn: Drawn): Lab => (lab.values ? { ...filled({ ...lab, values: null }, drawn), values: lab.values } : lab);

/** The lab in as many draws as it takes to use every value of every list. */
export const everyDraw = (lab: Lab): Lab[] =>
  Array.from({ length: Math.max(1, ...Object.values(lab.values ?? {}).map((list) => list.length)) }, (_, i) =>
    withValues(
      lab,
      draw(lab, (_name, of) => i % of),
    ),
  );
