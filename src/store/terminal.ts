// Standard input and output of a command, written and read at once: Node's own streams cost time at every start.
import { fstatSync, readSync, statSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import { isatty } from 'node:tty';
import { sleep } from './sleep.ts';

/** The reader of our output has gone away: end as a program does that SIGPIPE kills. */
const brokenPipeStatus = 128 + 13;

/** Becomes true when nobody reads our output any more. */
let broken = false;

/** The exit status that our output asks for, whatever the command says. */
export const statusOfOutput = (): number | undefined => (broken ? brokenPipeStatus : undefined);

function write(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE' || code === 'EOF') {
        broken ||= descriptor === 1;
        return;
      }
      if (code !== 'EAGAIN') throw error;
      sleep(1); // a pipe that somebody made non-blocking, and that is full
    }
  }
}

export function writeOut(text: string): void {
  if (!broken) write(1, text);
}

export const writeError = (text: string): void => write(2, text);

/** Reads some bytes of standard input; nothing at its end. */
function readSome(into: Buffer): number {
  for (;;) {
    try {
      return readSync(0, into);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0; // how Windows says it
      if (code !== 'EAGAIN') throw error;
      sleep(5);
    }
  }
}

/** What was read after the end of the last line. */
let rest: Buffer = Buffer.alloc(0);

/** All of standard input. */
export function readInput(): string {
  const parts = [rest];
  rest = Buffer.alloc(0);
  const buffer = Buffer.alloc(65536);
  for (let n = readSome(buffer); n > 0; n = readSome(buffer)) parts.push(Buffer.from(buffer.subarray(0, n)));
  return Buffer.concat(parts).toString('utf8');
}

/** The next line of standard input without its end; nothing at the end of the input. */
export function readLine(): string | undefined {
  const buffer = Buffer.alloc(4096);
  for (let end = rest.indexOf(10); ; end = rest.indexOf(10)) {
    if (end >= 0) return takeLine(end, end + 1);
    const n = readSome(buffer);
    if (n === 0) return rest.length > 0 ? takeLine(rest.length, rest.length) : undefined;
    rest = Buffer.concat([rest, buffer.subarray(0, n)]);
  }
}

function takeLine(end: number, next: number): string {
  const line = rest.toString('utf8', 0, end).replace(/\r$/, '');
  rest = rest.subarray(next);
  return line;
}

/** Whether standard output is a terminal. Files, pipes and /dev/null are told apart without Node's terminals, which take long to load. */
export function isTerminal(): boolean {
  const output = fstatSync(1);
  if (!output.isCharacterDevice()) return false;
  const isNull = process.platform !== 'win32' && output.rdev === statSync(devNull, { throwIfNoEntry: false })?.rdev;
  return !isNull && isatty(1);
}
