// cka-lab clock: shows the cluster's time, and moves it by hand.
import { InvalidArgumentError } from 'commander';
import { formatTime } from '../../apimachinery/object.ts';
import { openPersonsLab } from '../../store/kubectl.ts';
import { withLease } from '../../store/lease.ts';
import { writeOut } from '../../store/terminal.ts';
import type { AddCommand } from './index.ts';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `5m`, `1h30m`, `90`: as milliseconds. */
export function parseSpan(text: string): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/.test(text)) throw new InvalidArgumentError('Say how long, such as 90s, 5m or 1h30m.');
  return [...text.matchAll(/([\d.]+)(ms|[smhd])/g)].reduce((sum, [, number, unit]) => sum + Number(number) * (units[unit as string] as number), 0);
}

export const clock: AddCommand = (program) => {
  const command = program.command('clock').description("show the cluster's time");
  command.action(() => {
    const lease = openPersonsLab();
    withLease(lease, () => writeOut(`${formatTime(lease.cluster.now)}\n`));
  });
  command
    .command('advance')
    .description('let time pass in the cluster')
    .argument('<span>', 'how long, such as 90s, 5m or 1h30m', parseSpan)
    .action((span: number) => {
      const lease = openPersonsLab();
      withLease(lease, () => {
        lease.skip(span);
        writeOut(`${formatTime(lease.cluster.now)}\n`);
      });
    });
};
