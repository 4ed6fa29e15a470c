// What only a shell can do itself: variables, directories, traps, reading a line.
import { forever, print, type Tool } from './common.ts';

const exportVariables: Tool = (args, io, machine) => {
  if (!args.length || args[0] === '-p')
    return print(
      io,
      [...machine.exported].sort().map((name) => `export ${name}='${machine.vars[name] ?? ''}'`),
    );
  for (const arg of args) {
    const [name, value] = arg.split(/=(.*)/s) as [string, string | undefined];
    if (value !== undefined) machine.vars[name] = value;
    machine.exported.add(name);
  }
  return 0;
};

const set: Tool = (args, io, machine) => {
  if (!args.length)
    return print(
      io,
      Object.keys(machine.vars)
        .sort()
        .map((name) => `${name}='${machine.vars[name]}'`),
    );
  for (const arg of args) if (/^[-+][a-z]*e/.test(arg)) machine.errexit = arg.startsWith('-');
  return 0;
};

const read: Tool = (args, io, machine) => {
  const names = args.filter((arg) => !arg.startsWith('-'));
  const line = io.input.line();
  const words = (line ?? '').trim().split(/\s+/);
  const [first = 'REPLY', ...rest] = names;
  if (!rest.length) machine.vars[first] = line ?? '';
  else [first, ...rest].forEach((name, i, all) => (machine.vars[name] = (i === all.length - 1 ? words.slice(i).join(' ') : words[i]) ?? ''));
  return line === undefined ? 1 : 0;
};

const cd: Tool = (args, io, machine) => {
  const target = args[0] ?? machine.vars.HOME ?? '/root';
  if (!machine.isDirectory(target)) {
    io.err(`sh: cd: can't cd to ${target}: No such file or directory\n`);
    return 2;
  }
  machine.cwd = machine.path(target);
  return 0;
};

export const builtins: Readonly<Record<string, Tool>> = {
  export: exportVariables,
  set,
  read,
  cd,
  pwd: (_, io, machine) => print(io, [machine.cwd]),
  unset: (args, _, machine) => {
    for (const name of args) delete machine.vars[name];
    return 0;
  },
  trap: (args, _, machine) => {
    if (args.slice(1).some((signal) => /^(SIG)?(TERM|EXIT|15)$/.test(signal))) machine.trap = args[0];
    return 0;
  },
  wait: (_, __, machine) => {
    const end = Math.max(machine.now, ...machine.jobs);
    if (end === Number.POSITIVE_INFINITY) forever(machine);
    machine.pass(end - machine.now);
    return 0;
  },
  umask: () => 0,
  alias: () => 0,
  ulimit: () => 0,
  command: (args, io, machine, shell) => {
    if (args[0] !== '-v' && args[0] !== '-V') return shell.program(args[0] ?? 'true', args.slice(1), io);
    const name = args[1] ?? '';
    return machine.knows(name) ? print(io, [`/usr/bin/${name}`]) : 127;
  },
  type: ([name = ''], io, machine) => (machine.knows(name) ? print(io, [`${name} is /usr/bin/${name}`]) : 127),
};
