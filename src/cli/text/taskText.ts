// The task of a lab, as it is printed.
import { domains, type OpenLab } from '../../session.ts';
import { renderMarkdown } from '../../ui/text/markdown.ts';
import type { Look } from './look.ts';

export function taskText({ lab, directory }: OpenLab, { theme, width }: Look): string {
  const facts = [domains[lab.domain], `${lab.minutes} minutes`, ...(lab.host ? [`on host ${lab.host}`] : []), ...(lab.namespace ? [`namespace ${lab.namespace}`] : [])];
  return [theme.title(lab.title), theme.quiet(facts.join(' · ')), '', ...renderMarkdown(lab.task, width, theme), '', theme.quiet(`Working directory: ${directory}`), ''].join('\n');
}
