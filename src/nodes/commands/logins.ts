// Going to another machine or becoming another user: ssh and sudo. With a command they run it; without one they ask the terminal for a shell there.
import { type Call, type Command, findProgram, readLine, Shell, type ShellProgram } from '../shell/index.ts';
import { environmentOf, type HostMachine, personOf, users } from './land.ts';

/** What a terminal does for them. */
export interface Logins {
  enter(machine: HostMachine, cwd: string, isLogin: boolean, environment?: Readonly<Record<string, string>>): void;
}

function* runThere(call: Call, machine: HostMachine, text: string, cwd: string): ShellProgram<number> {
  const child = new Shell({ machine, environment: environmentOf(machine), cwd }, undefined, call.shell.tasks);
  return yield* child.guarded(text, { input: call.input, out: call.out, err: call.err, more: new Map() });
}

const valued = new Set(['-p', '-i', '-l', '-o', '-F', '-L', '-R', '-D', '-J', '-E', '-b', '-c', '-m', '-S', '-W', '-w']);

/** How long it takes to learn that a machine is not there. */
const noAnswer = 3_000;

const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** The machine of that name, as this user has it there; what ssh says where there is no way in. */
export function* connected({ err, shell }: Call, name: string, user: string): ShellProgram<HostMachine | undefined> {
  const machine = shell.machine as HostMachine;
  const [base] = machine.land.hosts();
  const host = machine.land.hosts().find(({ name: one, facts }) => one === name || facts.address === name);
  if (!host) {
    err.push(`ssh: Could not resolve hostname ${name}: Name or service not known\n`);
    return undefined;
  }
  if (host.awayUntil !== undefined) {
    yield { for: 'instant', at: machine.now() + noAnswer };
    err.push(`ssh: connect to host ${name} port 22: No route to host\n`);
    return undefined;
  }
  if (host.units.ssh?.active !== 'active' || (machine.host !== base && host !== machine.host)) {
    err.push(machine.host === base ? `ssh: connect to host ${name} port 22: Connection refused\n` : `${user}@${name}: Permission denied (publickey).\n`);
    return undefined;
  }
  if (!users.includes(user) || (user === 'root' && machine.user !== 'root')) {
    err.push(`${user}@${name}: Permission denied (publickey).\n`);
    return undefined;
  }
  return machine.as(user, host);
}

export const ssh =
  (logins: Logins): Command =>
  (call) =>
    login(call, logins);

function* login(call: Call, logins: Logins): ShellProgram<number> {
  const { args, err, shell } = call;
  const machine = shell.machine as HostMachine;
  let i = 0;
  let user = machine.user;
  for (; /^-./.test(args[i] ?? ''); i += valued.has(args[i] as string) ? 2 : 1) if (args[i] === '-l') user = args[i + 1] ?? user;
  const target = args[i];
  if (target === undefined) {
    err.push('usage: ssh [-46AaCfGgKkMNnqsTtVvXxYy] destination [command [argument ...]]\n');
    return 255;
  }
  const name = target.includes('@') ? target.slice(target.indexOf('@') + 1) : target;
  if (target.includes('@')) user = target.slice(0, target.indexOf('@'));
  const there = yield* connected(call, name, user);
  if (!there) return 255;
  const command = args.slice(i + 1);
  if (command.length > 0) {
    const status = yield* runThere(call, there, command.join(' '), personOf(user).home);
    if (!there.isGone) return status;
    err.push(`Connection to ${name} closed by remote host.\n`);
    return 255;
  }
  logins.enter(there, personOf(user).home, true);
  return 0;
}

export const sudo =
  (logins: Logins): Command =>
  (call) =>
    become(call, logins);

function* become(call: Call, logins: Logins): ShellProgram<number> {
  const { args, err, shell } = call;
  const machine = shell.machine as HostMachine;
  let user = 'root';
  let isLogin = false;
  let isShell = false;
  let i = 0;
  for (; /^-./.test(args[i] ?? ''); i += 1) {
    const flag = args[i] as string;
    if (flag === '--') {
      i += 1;
      break;
    }
    if (flag === '-u' || flag === '-g') {
      i += 1;
      if (flag === '-u') user = args[i] ?? user;
    } else if (flag === '-i' || flag === '--login' || flag === '-') isLogin = true;
    else if (flag === '-s' || flag === '--shell') isShell = true;
  }
  if (!users.includes(user)) {
    err.push(`sudo: unknown user ${user}\nsudo: error initializing audit plugin sudoers_audit\n`);
    return 1;
  }
  const there = machine.as(user);
  const command = args.slice(i);
  const cwd = isLogin ? personOf(user).home : shell.cwd;
  if (command[0] === 'su' || (command[0] === 'bash' && command.length === 1) || (command.length === 0 && (isLogin || isShell))) {
    const asLogin = isLogin || (command[0] === 'su' && command.some((word) => word === '-' || word === '-l'));
    logins.enter(there, asLogin ? personOf(user).home : cwd, asLogin);
    return 0;
  }
  if (command.length === 0) {
    err.push('usage: sudo -h | -K | -k | -V\nusage: sudo [-AbEHknPS] [-u user] [VAR=value] [-i | -s] [command [arg ...]]\n');
    return 1;
  }
  const found = findProgram(new Shell({ machine: there, environment: environmentOf(there), cwd: shell.cwd }), command[0] as string);
  if (typeof found !== 'function') {
    err.push(`sudo: ${found.problem}\n`);
    return 1;
  }
  return yield* runThere(
    call,
    there,
    command
      .map(quote)
      .join(' ')
      .replace(/^'([\w./-]+)'/, '$1'),
    cwd,
  );
}

export const su =
  (logins: Logins): Command =>
  (call) =>
    switchUser(call, logins);

/** Root becomes anybody; others are asked for a password, and nobody here has one. */
function* switchUser(call: Call, logins: Logins): ShellProgram<number> {
  const { args, out, err, input, shell } = call;
  const machine = shell.machine as HostMachine;
  const isLogin = args.some((arg) => ['-', '-l', '--login'].includes(arg));
  const at = args.findIndex((arg) => arg === '-c' || arg === '--command');
  const user = args.find((arg, i) => !arg.startsWith('-') && (at < 0 || i !== at + 1)) ?? 'root';
  if (!users.includes(user)) {
    err.push(`su: user ${user} does not exist or the user entry does not contain all the required fields\n`);
    return 1;
  }
  if (machine.user !== 'root') {
    out.push('Password: ');
    yield* readLine(input);
    err.push('su: Authentication failure\n');
    return 1;
  }
  const there = machine.as(user);
  const cwd = isLogin ? personOf(user).home : shell.cwd;
  if (at >= 0) return yield* runThere(call, there, args[at + 1] ?? '', cwd);
  logins.enter(there, cwd, isLogin);
  return 0;
}

/** bash without a script: one more shell at the terminal, with the variables that were exported. */
export const nested =
  (logins: Logins, script: Command): Command =>
  (call) => {
    const { args, env, input, shell } = call;
    const isPlain = args.every((arg) => ['-i', '-l', '--login'].includes(arg));
    return isPlain && input.terminal && shell.interactive
      ? anotherShell(() =>
          logins.enter(
            (shell.machine as HostMachine).as(shell.machine.user),
            shell.cwd,
            args.some((arg) => arg !== '-i'),
            env,
          ),
        )
      : script(call);
  };

// biome-ignore lint/correctness/useYield: a program that is done at once
function* anotherShell(enter: () => void): ShellProgram<number> {
  enter();
  return 0;
}
