// cka-lab demo: one lab from its task to its grade, typed visibly. It touches nothing of the person's.
import { memoryDesk } from '../../session/memory.ts';
import { worldOf } from '../../session/world.ts';
import { Session, wordsOf } from '../../session.ts';
import { bornCluster } from '../../store/lab.ts';
import { readLabs } from '../../store/labFolders.ts';
import { sleep } from '../../store/sleep.ts';
import { statusOfOutput, writeOut } from '../../store/terminal.ts';
import { type Look, personsLook } from '../text/look.ts';
import { scoreTable } from '../text/scoreTable.ts';
import { taskText } from '../text/taskText.ts';
import type { AddCommand } from './index.ts';

/** Its solution has nothing but plain kubectl commands. */
const lab = 'ca-rbac-sa-deployer';

/** What the demo shows before the grade, besides the solution. */
const look = 'kubectl auth can-i delete deployments -n shipyard --as=system:serviceaccount:shipyard:crane-bot';

const pace = { read: 1900, key: 11, answer: 300 };

/** Pauses where somebody watches. */
function pause(milliseconds: number): void {
  if (process.stdout.isTTY && statusOfOutput() === undefined) sleep(milliseconds);
}

function type(line: string, { theme }: Look): void {
  writeOut(theme.quiet('$ '));
  for (const char of line) {
    writeOut(char);
    pause(pace.key);
  }
  writeOut('\n');
  pause(pace.answer);
}

function play(): void {
  const looks = personsLook();
  const desk = memoryDesk(readLabs(), (profile) => bornCluster(profile, Date.now()), Date.now);
  const session = new Session(desk);
  type(`cka-lab start ${lab}`, looks);
  const open = session.start(lab);
  writeOut(`${taskText(open, looks)}\n`);
  session.taskShown();
  pause(pace.read);
  for (const line of [...open.lab.solution.split('\n').filter((text) => text.startsWith('kubectl ')), look]) {
    type(line, looks);
    const { stdout, stderr } = desk.withCluster((cluster) => worldOf(cluster).kubectl(wordsOf(line).slice(1), desk.files));
    writeOut(stdout + stderr);
  }
  pause(pace.answer);
  type('cka-lab check', looks);
  const score = session.check();
  writeOut(scoreTable(score, session.opened(), looks));
  process.exitCode = score.passed ? 0 : 1;
}

export const demo: AddCommand = (program) => {
  program.command('demo').description('watch a lab being solved, in ten seconds').action(play);
};
