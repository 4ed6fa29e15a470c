// The labs as a table for each domain: what they ask, how far the person has come.
import Table from 'cli-table3';
import { domains, type LabSummary } from '../../session.ts';
import { duration } from '../../ui/text/duration.ts';
import type { Look } from './look.ts';
import { bare } from './table.ts';

const levels = { 1: 'easy', 2: 'exam', 3: 'hard' } as const;
const states = { new: '', open: 'open', tried: 'tried', solved: 'solved', due: 'due' } as const;

/** Of the columns after the title. */
const narrow = [7, 5, 8, 6, 7];

export const longest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));

/** The same in all tables. The titles give way where the terminal is narrow. */
function widths(labs: readonly LabSummary[], width: number): number[] {
  const id = longest(labs.map(({ lab }) => lab.id)) + 4;
  const rest = narrow.reduce((sum, one) => sum + one, 0);
  const title = longest(labs.map(({ lab }) => lab.title)) + 2;
  return [id, Math.max(12, Math.min(title, width - id - rest)), ...narrow];
}

export function labList(labs: readonly LabSummary[], { theme, width }: Look): string {
  const colWidths = widths(labs, width);
  const parts = Object.entries(domains).flatMap(([domain, title]) => {
    const own = labs.filter(({ lab }) => lab.domain === domain);
    if (own.length === 0) return [];
    const table = new Table({ ...bare, colWidths, wordWrap: true, head: ['  LAB', 'TITLE', 'LEVEL', 'MIN', 'STATE', 'BEST', 'TIME'].map(theme.quiet) });
    for (const { lab, state, record } of own) {
      const colour = { new: (text: string) => text, open: theme.warn, tried: (text: string) => text, solved: theme.good, due: theme.warn }[state];
      const best = record && record.checks > 0 ? String(record.best) : '';
      const time = record?.fastest === undefined ? '' : duration(record.fastest);
      table.push([`  ${theme.strong(lab.id)}`, lab.title, levels[lab.difficulty], String(lab.minutes), colour(states[state]), best, time]);
    }
    return [`${theme.title(title)}\n${trimEnds(table.toString())}\n`];
  });
  return parts.join('\n');
}

export const trimEnds = (text: string): string => text.replace(/[ \t]+$/gm, '');
