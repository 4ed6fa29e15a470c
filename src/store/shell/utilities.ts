// Text tools that are languages of their own (awk, sed, jq, find ...): just-bash's, run on the files of a simulated machine.
import type { IFileSystem } from 'just-bash';
import { resolve, type UtilityFiles, type UtilityResult, type UtilityWait } from '../../nodes/shell/index.ts';

type FsStat = Awaited<ReturnType<IFileSystem['stat']>>;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Bytes as the machine's files keep them: text, or one character for each byte where they are none. */
function fromBytes(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return latin(bytes);
  }
}

/** What is no text: archives and what is compressed. */
const isBinary = (text: string): boolean => /[\u0080-\u00ff]/.test(text) && /[\u0000-\u0008]/.test(text) && !/[\u0100-\uffff]/.test(text);
const toBytes = (text: string): Uint8Array => Buffer.from(text, isBinary(text) ? 'latin1' : 'utf8');

const failed = (code: string, what: string, path: string): Error => Object.assign(new Error(`${code}: ${what}, '${path}'`), { code });
const missing = (path: string): Error => failed('ENOENT', 'no such file or directory', path);

/** Runs the work; failures in the words that just-bash knows. */
function asked<T>(path: string, work: () => T): Promise<T> {
  try {
    return Promise.resolve(work());
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return Promise.reject(failed(code ?? 'EIO', message.toLowerCase(), path));
  }
}

class MachineFs implements IFileSystem {
  constructor(private readonly files: UtilityFiles) {}

  private info(path: string, follow: boolean): Promise<FsStat> {
    return asked(path, () => {
      const found = this.files.stat(path, follow);
      if (!found) throw missing(path);
      const link = !follow && found.link !== undefined;
      return { isFile: !found.directory && !link, isDirectory: found.directory && !link, isSymbolicLink: link, mode: found.mode, size: found.size, mtime: new Date(found.at) };
    });
  }

  readFile(path: string): Promise<string> {
    return asked(path, () => this.files.read(path));
  }
  readFileBuffer(path: string): Promise<Uint8Array> {
    return asked(path, () => toBytes(this.files.read(path)));
  }
  writeFile(path: string, content: string | Uint8Array): Promise<void> {
    return asked(path, () => this.files.write(path, typeof content === 'string' ? content : fromBytes(content)));
  }
  appendFile(path: string, content: string | Uint8Array): Promise<void> {
    return asked(path, () => this.files.write(path, (this.files.stat(path, true) ? this.files.read(path) : '') + (typeof content === 'string' ? content : fromBytes(content))));
  }
  exists(path: string): Promise<boolean> {
    return asked(path, () => this.files.stat(path, true) !== undefined);
  }
  stat(path: string): Promise<FsStat> {
    return this.info(path, true);
  }
  lstat(path: string): Promise<FsStat> {
    return this.info(path, false);
  }
  mkdir(path: string, options?: { recursive?: boolean }): Promise<void> {
    return asked(path, () => {
      const steps = options?.recursive
        ? path
            .split('/')
            .slice(1)
            .map((_, i, all) => `/${all.slice(0, i + 1).join('/')}`)
        : [path];
      for (const step of steps) if (!options?.recursive || !this.files.stat(step, true)) this.files.makeDirectory(step);
    });
  }
  readdir(path: string): Promise<string[]> {
    return asked(path, () => this.files.list(path));
  }
  rm(path: string, options?: { recursive?: boolean; force?: boolean }): Promise<void> {
    return asked(path, () => {
      const found = this.files.stat(path, false);
      if (!found && options?.force) return;
      if (found?.directory && options?.recursive) for (const name of this.files.list(path)) this.rm(`${path}/${name}`, options);
      this.files.remove(path);
    });
  }
  cp(source: string, target: string): Promise<void> {
    return asked(source, () => this.files.write(target, this.files.read(source)));
  }
  mv(source: string, target: string): Promise<void> {
    return asked(source, () => {
      this.files.write(target, this.files.read(source));
      this.files.remove(source);
    });
  }
  resolvePath(base: string, path: string): string {
    return resolve(base, path);
  }
  getAllPaths(): string[] {
    return [];
  }
  chmod(path: string, mode: number): Promise<void> {
    return asked(path, () => this.files.chmod(path, mode));
  }
  symlink(target: string, path: string): Promise<void> {
    return asked(path, () => this.files.link(target, path));
  }
  link(target: string, path: string): Promise<void> {
    return this.cp(target, path);
  }
  readlink(path: string): Promise<string> {
    return asked(path, () => {
      const link = this.files.stat(path, false)?.link;
      if (link === undefined) throw failed('EINVAL', 'invalid argument', path);
      return link;
    });
  }
  realpath(path: string): Promise<string> {
    return asked(path, () => {
      if (!this.files.stat(path, true)) throw missing(path);
      return path;
    });
  }
  utimes(): Promise<void> {
    return Promise.resolve();
  }
}

/** Runs a tool to its end. */
export async function runUtility({ name, args, stdin, cwd, env, files }: UtilityWait): Promise<UtilityResult> {
  // Large, and of no use to who types no such tool: loaded at the first one.
  const { Bash } = await import('just-bash');
  const bash = new Bash({ fs: new MachineFs(files), cwd, env: { ...env }, defenseInDepth: false });
  const result = await bash.exec(name, { args: [...args], cwd, env: { ...env }, stdin, stdinKind: isBinary(stdin) ? 'bytes' : 'text' });
  const stdout = result.stdoutKind === 'bytes' || result.stdoutEncoding === 'binary' ? fromBytes(Buffer.from(result.stdout, 'latin1')) : result.stdout;
  // Its shell puts its own name before what the tool says.
  return { stdout, stderr: result.stderr.replace(/^bash: (line \d+: )?/gm, ''), status: result.exitCode };
}
