// cka-lab exam: a mock exam, one command for each step.
import { type Command, InvalidArgumentError } from 'commander';
import { type ExamOptions, type Session, SessionError } from '../../session.ts';
import { openSession } from '../../store/desk.ts';
import { writeOut } from '../../store/terminal.ts';
import { clockText, examTable, examTaskText, offersText } from '../text/examText.ts';
import { personsLook } from '../text/look.ts';
import { reportText } from '../text/reportText.ts';
import type { AddCommand } from './index.ts';

export function parseNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Say a number.');
  return Number(text);
}

/** The clock after a change; whoever reads it has seen its warning. */
function tellClock({ exam }: Session): void {
  writeOut(`${clockText(exam.running(), personsLook())}\n`);
  exam.warningSeen();
}

function addStart(command: Command): void {
  command
    .command('start')
    .description('begin an exam: its clock starts at once')
    .argument('<exam>', 'mock-a, mock-b, mock-c or random')
    .option('--seed <number>', 'draw the same labs and values again', parseNumber)
    .option('--practice', 'allow pauses')
    .action((id: string, options: ExamOptions) => {
      writeOut(examTable(openSession().exam.start(id, options), personsLook()));
      writeOut('`cka-lab exam task N` opens a task: kubectl and `cka-lab shell` then work on its cluster.\n');
    });
}

function addTask(command: Command): void {
  command
    .command('task')
    .description('open a task: kubectl works on its cluster; without a number, show the open one again')
    .argument('[n]', 'its number', parseNumber)
    .action((n: number | undefined) => {
      const { exam } = openSession();
      const number = n ?? exam.running().current;
      if (number === undefined) throw new SessionError('No task is open: `cka-lab exam task 1` opens the first.');
      writeOut(examTaskText(exam.open(number), exam.running(), personsLook()));
      exam.warningSeen();
    });
}

function addMark(command: Command, name: 'flag' | 'answer', description: string, words: [string, string]): void {
  command
    .command(name)
    .description(description)
    .argument('<n>', 'its number', parseNumber)
    .action((n: number) => {
      const { exam } = openSession();
      const task = exam[name](n);
      const on = name === 'flag' ? task.flagged : task.answered;
      writeOut(`Task ${n} is ${on ? words[0] : words[1]}.\n`);
    });
}

export const exam: AddCommand = (program) => {
  const command = program.command('exam').description('a mock exam under the clock');
  command
    .command('list')
    .description('the exams there are')
    .action(() => writeOut(offersText(openSession().exam.offers(), personsLook())));
  addStart(command);
  command
    .command('status')
    .description('tasks, marks and the clock')
    .action(() => {
      const session = openSession();
      writeOut(examTable(session.exam.running(), personsLook()));
      session.exam.warningSeen();
    });
  addTask(command);
  addMark(command, 'flag', 'mark a task for a second look, or take the mark off', ['flagged', 'not flagged any more']);
  addMark(command, 'answer', 'mark a task as answered, or take the mark off', ['marked as answered', 'not marked as answered any more']);
  for (const name of ['pause', 'resume'] as const) {
    command
      .command(name)
      .description(name === 'pause' ? 'stop the clock (with --practice only)' : 'let the clock go on')
      .action(() => {
        const session = openSession();
        session.exam[name]();
        tellClock(session);
      });
  }
  command
    .command('finish')
    .description('end the exam and see the result')
    .action(() => writeOut(reportText(openSession().exam.finish(), personsLook())));
  command
    .command('report')
    .description('the result of the last exam, or of the one of that number')
    .argument('[n]', 'counted from 1', parseNumber)
    .action((n: number | undefined) => writeOut(reportText(openSession().exam.report(n), personsLook())));
};
