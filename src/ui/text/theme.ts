// How things look. Colour never says anything alone; with NO_COLOR it is absent, and weight, underline and inversion stay.
import { Chalk, type ChalkInstance, supportsColor } from 'chalk';

export interface Theme {
  /** Whether code can be told by its colour; else it stands in backquotes. */
  hasColour: boolean;
  title(text: string): string;
  strong(text: string): string;
  quiet(text: string): string;
  /** The line that is chosen. */
  chosen(text: string): string;
  /** Bars at the top and the bottom. */
  bar(text: string): string;
  key(text: string): string;
  code(text: string): string;
  link(text: string): string;
  emphasis(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
}

/** `level` as chalk has it: 0 without colours. */
export function makeTheme(level: 0 | 1 | 2 | 3): Theme {
  const colour: ChalkInstance = new Chalk({ level });
  const weight: ChalkInstance = new Chalk({ level: Math.max(level, 1) as 1 });
  return {
    hasColour: level > 0,
    title: (text) => weight.bold(colour.cyan(text)),
    strong: (text) => weight.bold(text),
    quiet: (text) => weight.dim(text),
    chosen: (text) => weight.inverse(text),
    bar: (text) => weight.inverse(text),
    key: (text) => weight.bold(text),
    code: colour.cyan,
    link: (text) => weight.underline(text),
    emphasis: (text) => weight.italic(text),
    good: (text) => colour.green(text),
    bad: (text) => colour.red(text),
    warn: (text) => colour.yellow(text),
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** NO_COLOR counts when it is not empty (no-color.org). */
export const personsTheme = (env: Environment): Theme => makeTheme(env.NO_COLOR ? 0 : supportsColor ? supportsColor.level : 0);
