// kubectl: command line → requests → printed answer.
export type { Environment, FileStat, FileSystem } from './environment.ts';
