// cka-lab progress: what was reached so far; as a file to take along, and from one.
import { readFileSync, writeFileSync } from 'node:fs';
import { SessionError } from '../../session.ts';
import { openSession } from '../../store/desk.ts';
import { writeOut } from '../../store/terminal.ts';
import { count } from '../../ui/text/words.ts';
import { personsLook } from '../text/look.ts';
import { progressText } from '../text/progressText.ts';
import type { AddCommand } from './index.ts';

const reasons: Readonly<Record<string, string>> = { ENOENT: 'no such file or directory', EISDIR: 'it is a directory', EACCES: 'permission denied', ENOSPC: 'no space left' };

/** The failure of a file, in one line. */
function withFile<Result>(verb: string, file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof SessionError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new SessionError(`${file} cannot be ${verb}: ${reasons[code ?? ''] ?? code ?? message}`);
  }
}

export const progress: AddCommand = (program) => {
  const command = program
    .command('progress')
    .description('what you reached so far, by domain and competency')
    .option('--json', 'as JSON, for other programs')
    .action(({ json }: { json?: boolean }) => {
      const view = openSession().progress.view();
      if (!json) writeOut(progressText(view, personsLook()));
      else writeOut(`${JSON.stringify({ ...view, next: view.next && { lab: view.next.lab.id, why: view.next.why } }, undefined, 2)}\n`);
    });
  command
    .command('export')
    .description('write everything that is remembered into a file')
    .argument('<file>')
    .action((file: string) => {
      const text = openSession().progress.exported();
      withFile('written', file, () => writeFileSync(file, text));
      writeOut(`Your progress is in ${file}.\n`);
    });
  command
    .command('import')
    .description('add what such a file holds; nothing that is here is lost')
    .argument('<file>')
    .action((file: string) => {
      const text = withFile('read', file, () => readFileSync(file, 'utf8'));
      const { attempts, drills, exams } = openSession().progress.imported(text, file);
      writeOut(`Added ${count(attempts, 'attempt')}, ${count(drills, 'drill')} and ${count(exams, 'exam')} from ${file}.\n`);
    });
};
