// The shell of the machines and of the learner's terminal.
export { builtinNames, builtins } from './builtins/index.ts';
export { jobNotices } from './builtins/jobs.ts';
export { plain } from './builtins/say.ts';
export { Exit } from './flow.ts';
export { HostFiles, type Person } from './files.ts';
export { type Call, type Command, FileError, type FileInfo, type Files, type Machine, type Voice } from './machine.ts';
export { resolve } from './patterns.ts';
export { type Io, type Job, Shell, type ShellOptions, wantsMore } from './shell.ts';
export { PlainSink, readAll, readLine, type Sink, type Source, TerminalSource, TextSource, write } from './streams.ts';
export { Interrupted, type OuterProgram, type OuterWait, type PagerWait, type ShellProgram, Stopped, Task, type UtilityFiles, type UtilityResult, type UtilityWait } from './tasks.ts';
export { fromPosix } from './tools/grep.ts';
export { findProgram, smallTools, tools } from './tools/index.ts';
export { complain, type Options } from './tools/options.ts';
export { attempt, linesOf, plainTool, texts, tool } from './tools/tool.ts';
export type { Reached, Station, WebAnswer, WebRequest } from './station.ts';
export { curl } from './tools/web/curl.ts';
export { wget } from './tools/web/wget.ts';
export { bash } from './tools/running.ts';
