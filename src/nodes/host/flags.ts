// What a program was told on its command line.

/** The flags on a command line: `--a=b`, `--a b`, `--a`. */
export function flagsIn(argv: readonly string[]): Map<string, string> {
  const flags = new Map<string, string>();
  argv.forEach((arg, i) => {
    const match = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(arg);
    if (!match) return;
    const next = argv[i + 1];
    flags.set(match[1] as string, match[2] ?? (next !== undefined && !next.startsWith('-') ? next : 'true'));
  });
  return flags;
}
