// What bash is given for one line, so that lines follow one another as in one shell: directory, variables, functions, aliases and options stay.

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

export interface BashFiles {
  /** What the next line begins with. */
  state: string;
  /** The options set with `set`, which are to touch nothing but the line. */
  options: string;
  /** The directory, what `k` and `kubectl` mean, and the exported variables, each ended by a zero byte. */
  notes: string;
  /** Lines that were typed and that nobody read. */
  unread: string;
}

/** Aliases come after the functions, which they would change. Whatever the options are, nothing of this is shown. */
const save = ({ state, options, notes, unread }: BashFiles): string =>
  [
    `{ { shopt -p; declare -p; declare -f; alias -p; printf 'cd %q\\n' "$PWD"; } >${quoted(`${state}.new`)} && set +o >${quoted(options)} && mv -f ${quoted(`${state}.new`)} ${quoted(state)}`,
    `set +euxv`,
    `{ printf '%s\\0' "$PWD" "$(type -t kubectl)" "$(type -t k)" "$(alias k)"; compgen -e | while IFS= read -r REPLY; do printf '%s=%s\\0' "$REPLY" "\${!REPLY}"; done; } >${quoted(notes)}`,
    `while read -t 0 && IFS= read -r REPLY; do printf '%s\\n' "$REPLY"; done >${quoted(unread)}`,
    `} 2>/dev/null`,
  ].join('\n');

/** ls prints columns where it prints to the screen, which is a pipe like others: descriptor 3 is the same one. */
const columns = `ls() { if [ /dev/fd/1 -ef /dev/fd/3 ]; then command ls -C "$@"; else command ls "$@"; fi; }`;

export interface BashLine {
  line: string;
  files: BashFiles;
  /** Whether a line has been run before. */
  begun: boolean;
  status: number;
  columns: number;
  rows: number;
  /** Whether its output is the terminal itself: what it says of a failure is gone when the screen comes back. */
  onTerminal: boolean;
}

export function bashScript({ line, files, begun, status, columns: width, rows, onTerminal }: BashLine): string {
  return [
    onTerminal ? '' : 'exec 2>&1 3>&1',
    begun ? `. ${quoted(files.state)} 2>/dev/null` : `shopt -s expand_aliases; unset PROMPT_COMMAND; ${columns}`,
    `COLUMNS=${width} LINES=${rows}; export COLUMNS LINES`,
    `trap ${quoted(save(files))} EXIT`,
    begun ? `. ${quoted(files.options)}` : '',
    `eval ${quoted(status === 0 ? line : `case $- in *e*) ;; *) (exit ${status});; esac\n${line}`)}`,
    onTerminal ? `set -- $?; case $1 in 0|130) ;; *) read -rp '[status '"$1"': Enter goes back to the lab] ' </dev/tty;; esac; exit $1` : 'exit $?',
  ].join('\n');
}

/** Bash tells of lines of a script; the person typed one line. */
export const withoutLineNumbers = (text: string): string => text.replace(/^(bash: )(?:eval: |-c: )?line \d+: /gm, '$1');
