// cka-lab drill: small goals against the clock, in the terminal that one is in; cka-lab drills lists them.
import { type DrillView, newTerminal, Session } from '../../session.ts';
import { openDrillLab, openSession, personsDesk } from '../../store/desk.ts';
import { openPersonsLab } from '../../store/kubectl.ts';
import type { LabLease } from '../../store/lab.ts';
import { MachineShell } from '../../store/shell/index.ts';
import { isTerminal, readLine, writeOut } from '../../store/terminal.ts';
import { drillList, goalText, resultText, roundText } from '../text/drillText.ts';
import { type Look, personsLook } from '../text/look.ts';
import { parseNumber } from './exam.ts';
import type { AddCommand } from './index.ts';

const help = 'Type commands until the goal is reached; `?` alone shows a way, Ctrl-D ends.\n\n';

/** One line; nothing at the end of the input. Who types sees their own line, others are shown it. */
function readShown(prompt: string): string | undefined {
  writeOut(prompt);
  const line = readLine();
  if (line === undefined || !isTerminal()) writeOut(`${line ?? ''}\n`);
  return line;
}

/** All lines of one command; nothing at the end of the input. */
function readCommand(shell: MachineShell): string | undefined {
  let text = readShown(shell.prompt);
  while (text !== undefined && text !== '?' && shell.wantsMore(text)) {
    const more = readShown('> ');
    if (more === undefined) return undefined;
    text = `${text}\n${more}`;
  }
  return text;
}

async function runLine(shell: MachineShell, line: string): Promise<void> {
  const child = shell.run(line, {
    columns: process.stdout.columns || 80,
    rows: process.stdout.rows || 24,
    write: writeOut,
    handOver: async (work) => work(),
    edit: async () => undefined,
  });
  child.endInput();
  const interrupt = (): void => child.interrupt();
  process.on('SIGINT', interrupt);
  await child.done;
  process.off('SIGINT', interrupt);
}

/** One drill; false when the person wants no more. */
async function play(session: Session, lease: LabLease, first: DrillView, look: Look): Promise<boolean> {
  const shell = new MachineShell(lease, newTerminal(), () => {});
  try {
    writeOut(goalText(first, look));
    for (let view = first; ; ) {
      const line = readCommand(shell);
      if (line === undefined) return false;
      if (line === '?') view = session.drills.giveUp();
      else if (line.trim() !== '') {
        await runLine(shell, line);
        view = session.drills.ran(line);
      }
      if (shell.left) return false;
      if (!view.result) continue;
      writeOut(`${resultText(view.result, look)}\n`);
      return true;
    }
  } finally {
    shell.close();
  }
}

async function playRound(name: string, seed: number | undefined): Promise<number> {
  const look = personsLook();
  let lease: LabLease | undefined;
  const open = (): LabLease => {
    lease ??= openDrillLab();
    return lease;
  };
  const session = new Session(personsDesk(undefined, openPersonsLab(), open));
  let view: DrillView | undefined = session.drills.start(name, seed);
  writeOut(help);
  while (view && (await play(session, open(), view, look))) view = session.drills.next();
  const round = session.drills.stop();
  writeOut(roundText(round, look));
  return round.results.length > 0 && round.results.every(({ done }) => done) ? 0 : 1;
}

export const drill: AddCommand = (program) => {
  program
    .command('drill')
    .description('practise small goals against the clock, graded after every line')
    .argument('[name]', 'a drill, a group, or mixed: five minutes of what you missed, what is new and what is due', 'mixed')
    .option('--seed <number>', 'the order of a mixed round', parseNumber)
    .action(async (name: string, { seed }: { seed?: number }) => {
      process.exitCode = await playRound(name, seed);
    });
};

export const drills: AddCommand = (program) => {
  program
    .command('drills')
    .description('list the drills, with your bests')
    .action(() => writeOut(drillList(openSession().drills.offers(), personsLook())));
};
