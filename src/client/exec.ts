// What a kubelet answers to exec and attach, as it goes through the API server.
import type { Json } from '../apimachinery/object.ts';

/** What the command came to, or what it waits for. */
export interface ExecAnswer<Session = Json, Following = Json> {
  stdout: string;
  stderr: string;
  /** Nothing while the command waits for input or goes on. */
  exitCode?: number;
  /** What was written when. */
  output: readonly { at: number; text: string; stream: 'stdout' | 'stderr' }[];
  /** When it ended, or how far it has come. */
  endsAt: number;
  wants?: 'input' | 'line';
  prompt?: string;
  /** A shell between two lines. */
  session?: Session;
  /** Where a command that follows something goes on. */
  since?: Following;
}
