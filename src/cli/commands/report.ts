// cka-lab report: the report on an exam, to keep.
import { openSession } from '../../store/desk.ts';
import { writeOut } from '../../store/terminal.ts';
import { personsLook } from '../text/look.ts';
import { reportMarkdown, reportText } from '../text/reportText.ts';
import { parseNumber } from './exam.ts';
import type { AddCommand } from './index.ts';

export const report: AddCommand = (program) => {
  program
    .command('report')
    .description('the report on the last exam, or on the one of that number')
    .argument('[n]', 'counted from 1', parseNumber)
    .option('--json', 'as JSON')
    .option('--markdown', 'as Markdown')
    .action((n: number | undefined, { json, markdown }: { json?: boolean; markdown?: boolean }) => {
      const found = openSession().exam.report(n);
      if (json) writeOut(`${JSON.stringify(found, undefined, 2)}\n`);
      else writeOut(markdown ? reportMarkdown(found) : reportText(found, personsLook()));
    });
};
