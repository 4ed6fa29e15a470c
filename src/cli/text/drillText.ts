// Drills as they are printed: the list with bests, a goal, a result, a round that is over.
import Table from 'cli-table3';
import { type DrillOffer, type DrillResult, type DrillRound, type DrillView, drillGroups } from '../../session.ts';
import { seconds } from '../../ui/text/duration.ts';
import { count, plainText } from '../../ui/text/words.ts';
import { renderMarkdown } from '../../ui/text/markdown.ts';
import { longest, trimEnds } from './labList.ts';
import type { Look } from './look.ts';
import { bare } from './table.ts';

const stateOf = ({ runs, done, missed, isDue }: DrillOffer): string => {
  if (runs === 0) return '';
  if (missed) return isDue ? 'missed, due' : 'missed';
  return done > 0 && isDue ? 'due' : 'done';
};

/** Of the columns after the goal. */
const narrow = [8, 9, 7, 12];

export function drillList(offers: readonly DrillOffer[], { theme, width }: Look): string {
  const id = longest(offers.map((offer) => offer.id)) + 4;
  const goal = Math.max(20, width - id - narrow.reduce((sum, one) => sum + one, 0));
  const parts = Object.entries(drillGroups).flatMap(([group, title]) => {
    const own = offers.filter((offer) => offer.group === group);
    if (own.length === 0) return [];
    const table = new Table({ ...bare, colWidths: [id, goal, ...narrow], head: ['  DRILL', 'GOAL', 'PAR', 'BEST', 'KEYS', 'STATE'].map(theme.quiet) });
    for (const offer of own) {
      table.push([
        `  ${theme.strong(offer.id)}`,
        plainText(offer.goal),
        `${offer.par} s`,
        offer.best === undefined ? '' : seconds(offer.best),
        offer.keys === undefined ? '' : String(offer.keys),
        stateOf(offer),
      ]);
    }
    return [`${theme.title(title)}${theme.quiet(` (${group})`)}\n${trimEnds(table.toString())}\n`];
  });
  return parts.join('\n');
}

export function goalText({ id, goal, par, n, of, remaining }: DrillView, { theme, width }: Look): string {
  const place = of === undefined ? `${n}, ${seconds(remaining ?? 0)} left` : of > 1 ? `${n} of ${of}` : '';
  return `${theme.title(id)}${place ? ` (${place})` : ''}, in ${par} s\n${renderMarkdown(goal, width, theme).join('\n')}\n`;
}

export function resultText({ done, time, par, keys, isBest, inPar, missed, shorter, missing }: DrillResult, { theme }: Look): string {
  const verdict = done ? theme.good(`Done in ${seconds(time)}`) : theme.bad('Given up');
  const compared = done ? ` (${inPar ? 'within' : 'over'} ${par} s), ${count(keys, 'key')}${isBest ? ', your best' : ''}${missed ? ', so slow that it comes again soon' : ''}` : '';
  const way = shorter ? `${done ? 'A shorter way' : 'A way'}:\n${shorter.map((line) => `  ${line}\n`).join('')}` : '';
  return `${verdict}${compared}.\n${(missing ?? []).map((line) => `  ${line}\n`).join('')}${way}`;
}

export function roundText({ title, results }: DrillRound, { theme }: Look): string {
  if (results.length === 0) return `${theme.title(title)}: nothing tried.\n`;
  const done = results.filter((result) => result.done);
  const within = done.filter(({ inPar }) => inPar);
  const missed = results.filter(({ inPar }) => !inPar).map(({ drill }) => drill);
  return `${theme.title(title)}: ${done.length} of ${results.length} done, ${within.length} within their time.\n${missed.length > 0 ? `To do again: ${missed.join(', ')}\n` : ''}`;
}
