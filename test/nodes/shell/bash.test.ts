// What bash 5.2 and GNU's tools print for each line, recorded.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Terminal } from './terminal.ts';

const recorded = JSON.parse(readFileSync(join(import.meta.dirname, 'bash.json'), 'utf8')) as {
  files: Record<string, string>;
  kubectl: string;
  cases: { line: string; stdout: string; status: number }[];
};

/** Programs that are no part of the shell. */
const elsewhere = /^openssl /;

describe('bash', () => {
  it.each(recorded.cases.filter(({ line }) => !elsewhere.test(line)))('$line', async ({ line, stdout, status }) => {
    const terminal = new Terminal(recorded.files);
    terminal.host.files['/usr/local/bin/kubectl'] = { text: recorded.kubectl, mode: 0o755, owner: 'root' };
    const typed = await terminal.type(`bash -c '${line.replaceAll("'", "'\\''")}'`);
    expect({ stdout: typed.stdout, status: typed.status }).toEqual({ stdout, status });
  });
});
