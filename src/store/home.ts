// Where the lab keeps its files.
import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** `$CKA_LAB_HOME`, by default a folder where the platform keeps the data of programs. */
export function labHome(env: Environment = process.env, platform: NodeJS.Platform = process.platform, home: string = homedir()): string {
  if (env.CKA_LAB_HOME) return env.CKA_LAB_HOME;
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'cka-lab');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'cka-lab');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'cka-lab');
}
