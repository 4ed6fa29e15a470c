// Types of session.mjs.
export type Step =
  | { kind: 'prose'; text: string }
  | { kind: 'wait'; seconds: number }
  | { kind: 'run'; command: string; stdout: string[]; stderr: string[]; status: number; unstable?: boolean };
export function loadSession(path: string): { steps: Step[]; files: Record<string, string> };
