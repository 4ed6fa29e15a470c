// What runs in the background: jobs, wait, kill, fg.
import type { Call, Command } from '../machine.ts';
import type { Job, Shell } from '../shell.ts';
import { sigint } from '../tasks.ts';
import { complain, letters, plain } from './say.ts';

const signals: Readonly<Record<string, number>> = { HUP: 1, INT: 2, QUIT: 3, KILL: 9, USR1: 10, USR2: 12, PIPE: 13, ALRM: 14, TERM: 15, CONT: 18, STOP: 19 };

/** The name of a signal that is given by its number. */
export const signalName = (number: string | number): string | undefined => Object.entries(signals).find(([, one]) => String(one) === String(number))?.[0];

function jobOf({ shell }: Call, text: string): Job | undefined {
  if (text === '%%' || text === '%+' || text === '%') return shell.jobs.at(-1);
  if (text.startsWith('%')) return shell.jobs.find(({ number, text: line }) => String(number) === text.slice(1) || line.startsWith(text.slice(1)));
  return shell.jobs.find(({ pid }) => String(pid) === text);
}

const state = ({ task }: Job): string =>
  task.isStopped && !task.done ? 'Stopped' : !task.done ? 'Running' : task.status === 0 ? 'Done' : (task.status as number) > 128 ? 'Terminated' : `Exit ${task.status}`;

/** `[1]+  Done                    sleep 5` */
export function jobRow(shell: Shell, job: Job, pid = ''): string {
  const fromEnd = shell.jobs.length - shell.jobs.indexOf(job);
  return `[${job.number}]${fromEnd === 1 ? '+' : fromEnd === 2 ? '-' : ' '} ${pid} ${state(job).padEnd(24)}${job.text}${job.task.done || job.task.isStopped ? '' : ' &'}\n`;
}

/** What a prompt says of the jobs that have ended since the last one. That a signal has ended one is heard of a moment later. */
export function jobNotices(shell: Shell): string {
  const ended = shell.jobs.filter(({ task, isKilled }) => task.done && !isKilled);
  // Whoever pressed Ctrl-C knows.
  const text = ended.map((job) => (job.task.status === sigint ? '' : jobRow(shell, job))).join('');
  shell.jobs = shell.jobs.filter((job) => !ended.includes(job));
  for (const job of shell.jobs) job.isKilled = false;
  return text;
}

export const jobs = plain(({ shell, out, args }) => {
  const { flags } = letters(args, 'lprs');
  for (const job of shell.jobs) out.push(flags.has('p') ? `${job.pid}\n` : jobRow(shell, job, flags.has('l') ? String(job.pid) : ''));
  shell.jobs = shell.jobs.filter(({ task }) => !task.done);
  return 0;
});

export const wait: Command = function* (call) {
  const { shell, args } = call;
  const given = args.filter((arg) => !arg.startsWith('-'));
  if (given.length === 0) {
    yield { for: 'tasks', tasks: shell.jobs.map(({ task }) => task) };
    shell.jobs = [];
    return 0;
  }
  let status = 0;
  for (const text of given) {
    const job = jobOf(call, text);
    if (!job) {
      status = complain(call, text.startsWith('%') ? `${text}: no such job` : `pid ${text} is not a child of this shell`, 127);
      continue;
    }
    yield { for: 'tasks', tasks: [job.task] };
    status = job.task.status ?? 0;
    shell.jobs = shell.jobs.filter((other) => other !== job);
  }
  return status;
};

export const kill = plain((call) => {
  const { args, out } = call;
  let signal = 15;
  const targets: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (arg === '-l') {
      out.push(
        `${Object.entries(signals)
          .map(([name, value]) => `${value}) SIG${name}`)
          .join('\t')}\n`,
      );
      return 0;
    }
    const name = arg === '-s' || arg === '-n' ? args[++i] : /^-./.test(arg) && targets.length === 0 ? arg.slice(1) : undefined;
    if (name === undefined) targets.push(arg);
    else signal = /^\d+$/.test(name) ? Number(name) : (signals[name.replace(/^SIG/, '').toUpperCase()] ?? -1);
    if (signal < 0) return complain(call, `${name}: invalid signal specification`);
  }
  if (targets.length === 0) return complain(call, 'usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]', 2);
  let status = 0;
  for (const target of targets) {
    const job = jobOf(call, target);
    if (!job && /^\d+$/.test(target) && call.shell.machine.signal?.(Number(target), signalName(signal) ?? String(signal))) continue;
    if (!job) status = complain(call, target.startsWith('%') ? `${target}: no such job` : /^\d+$/.test(target) ? `(${target}) - No such process` : `${target}: arguments must be process or job IDs`);
    else if (signal !== 0 && signal !== 18) {
      for (const task of [job.task, ...(job.group ?? [])]) task.kill(128 + signal);
      job.isKilled = true;
    }
  }
  return status;
});

export const fg: Command = function* (call) {
  const { shell, args, out } = call;
  const job = jobOf(call, args[0] ?? '%%');
  if (!job) return complain(call, `${args[0] ?? 'current'}: no such job`);
  out.push(`${job.text}\n`);
  for (const task of [job.task, ...(job.group ?? [])]) Object.assign(task, { isStopped: false, background: false });
  yield { for: 'tasks', tasks: [job.task] };
  shell.jobs = shell.jobs.filter((other) => other !== job);
  return job.task.status ?? 0;
};

export const bg = plain((call) => {
  const { shell, args, out } = call;
  const job = jobOf(call, args[0] ?? '%%');
  if (!job) return complain(call, `${args[0] ?? 'current'}: no such job`);
  for (const task of [job.task, ...(job.group ?? [])]) task.isStopped = false;
  out.push(`[${job.number}]${job === shell.jobs.at(-1) ? '+' : '-'} ${job.text} &\n`);
  return 0;
});

export const disown = plain((call) => {
  call.shell.jobs = [];
  return 0;
});
