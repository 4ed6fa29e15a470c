// How the commands print: colours and width of the terminal, neither where the output goes elsewhere.
import { type Theme, personsTheme } from '../../ui/text/theme.ts';

export interface Look {
  theme: Theme;
  width: number;
}

/** Lines longer than this are hard to read. */
const widest = 110;

const same = (text: string): string => text;

/** Nothing but the text itself. */
export const plainTheme: Theme = {
  hasColour: false,
  title: same,
  strong: same,
  quiet: same,
  chosen: same,
  bar: same,
  key: same,
  code: same,
  link: same,
  emphasis: same,
  good: same,
  bad: same,
  warn: same,
};

export function personsLook(): Look {
  const { stdout, env } = process;
  const theme = personsTheme(env);
  return { theme: stdout.isTTY || theme.hasColour ? theme : plainTheme, width: Math.min(stdout.columns || widest, widest) };
}
