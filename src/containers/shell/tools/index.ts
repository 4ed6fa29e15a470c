// The small programs of containers, by where they are found.
import { Exit } from '../machine.ts';
import { FileError } from '../files.ts';
import type { Io, Shell } from '../evaluate.ts';
import { builtins } from './builtins.ts';
import { isGnu, type Tool } from './common.ts';
import { files } from './files.ts';
import { curl, wget } from './http.ts';
import { dig, host, nslookup } from './names.ts';
import { packageTools } from './packages.ts';
import { processTools, stress } from './processes.ts';
import { ifconfig, ip, listen, nc, netstat, ping, telnet } from './sockets.ts';
import { tar } from './tar.ts';
import { text } from './text.ts';
import { words } from './words.ts';

const optionPort = (args: readonly string[]): number => Number((args[args.indexOf('-p') + 1] ?? '80').split(':').pop());

/** What nearly every image with a shell has. */
const common: Readonly<Record<string, Tool>> = { ...words, ...text, ...files, tar, ...processTools };

/** What busybox has beyond that, and larger systems in packages of their own. */
const network: Readonly<Record<string, Tool>> = { wget, nslookup, nc, telnet, ping, ip, ifconfig, netstat, httpd: (args, _, machine) => listen(args.includes('-p') ? optionPort(args) : 80, machine) };

/** What only images have that say so. */
const special: Readonly<Record<string, Tool>> = { curl, dig, host, stress, 'stress-ng': stress, ss: netstat, ...packageTools };

export const tools: Readonly<Record<string, Tool>> = { ...builtins, ...common, ...network, ...special };
export const isBuiltin = (name: string): boolean => name in builtins;
export const isSpecial = (name: string): boolean => name in special;

/** How a tool says that it cannot write a file. */
const complaints: Readonly<Record<string, readonly [busybox: string, gnu: string]>> = {
  touch: ['', 'cannot touch '],
  mkdir: ["can't create directory ", 'cannot create directory '],
  rm: ["can't remove ", 'cannot remove '],
  cp: ["can't create ", 'cannot create regular file '],
  mv: ["can't create ", 'cannot create regular file '],
  wget: ["can't open ", ''],
};

function complain(name: string, { path, why }: FileError, io: Io, gnu: boolean): number {
  const before = complaints[name]?.[gnu ? 1 : 0] ?? '';
  io.err(`${name}: ${before ? `${before}'${path}'` : path}: ${why}\n`);
  return 1;
}

/** `busybox`, `sh` and the like are told apart by the caller; an unknown tool is the caller's fault. */
export function runTool(shell: Shell, name: string, args: readonly string[], io: Io): number {
  const tool = tools[name];
  if (!tool) throw new Exit(127);
  try {
    return tool([...args], io, shell.machine, shell);
  } catch (error) {
    if (error instanceof FileError) return complain(name, error, io, isGnu(shell.machine));
    throw error;
  }
}
