// The page of a solution: its commands, and why they solve the task.
import type { OpenLab } from '../../../session.ts';
import { codeLines } from '../../text/code.ts';
import { renderMarkdown } from '../../text/markdown.ts';
import type { Theme } from '../../text/theme.ts';
import type { Page } from './state.ts';

/** The commands without what makes them a script. */
export const commandsOf = (script: string): string[] =>
  script
    .replace(/^#!.*\n/, '')
    .replace(/^set -e\w*(?: -o pipefail| pipefail)?\n/m, '')
    .trim()
    .split('\n');

export function solutionPage(open: OpenLab, solution: { script: string; explanation: string }, theme: Theme): Page {
  return {
    title: `Solution: ${open.lab.title}`,
    lines: (width) => ['', ...codeLines(commandsOf(solution.script), width, theme), '', ...renderMarkdown(solution.explanation, width, theme)],
  };
}
