// kuberc view and set: a person's preferences, shown and changed.
import type { Json } from '../../../apimachinery/object.ts';
import { toYaml } from '../../../apimachinery/yamlPrint.ts';
import type { Call, Verb } from '../../call.ts';
import { CommandError } from '../../errors.ts';
import { directoryOf } from '../../kubeconfig/paths.ts';
import { apiVersion, kubercFile, rawPreferences } from '../../preferences/file.ts';
import { objectPrinter } from '../../printers/index.ts';
import type { Program } from '../../../sim/index.ts';
import { changed } from './change.ts';

const fileOf = (call: Call): { path: string; explicit: boolean } | undefined => kubercFile(call.environment, call.flags.string('kuberc'));
const disabled = (): CommandError => new CommandError('KUBERC is disabled via KUBERC=off environment variable');

/** The text of the file; nothing when it is not there. */
function textOf(call: Call, path: string): string | undefined {
  try {
    return call.environment.files.readFile(path);
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw new CommandError(`error reading kuberc file: ${(error as Error).message}`);
  }
}

function save(call: Call, path: string, preference: Json): void {
  const { files } = call.environment;
  files.mkdir(directoryOf(path), 0o755);
  files.writeFile(path, toYaml(preference), 0o644);
  call.print(`Updated ${path}`);
}

const preferenceOf = (raw: Json): Json => ({
  kind: raw?.kind ?? 'Preference',
  apiVersion: raw?.apiVersion ?? apiVersion,
  defaults: raw?.defaults ?? null,
  aliases: raw?.aliases ?? null,
  ...(raw?.credentialPluginPolicy ? { credentialPluginPolicy: raw.credentialPluginPolicy } : {}),
  ...(raw?.credentialPluginAllowlist?.length ? { credentialPluginAllowlist: raw.credentialPluginAllowlist } : {}),
});

const recommended = {
  defaults: [
    { command: 'apply', options: [{ name: 'server-side', default: 'true' }] },
    { command: 'delete', options: [{ name: 'interactive', default: 'true' }] },
  ],
};

function* offer(call: Call, path: string): Program<number> {
  call.environment.stdout(`kuberc file not found at ${path}\nWould you like to generate a default kuberc file with recommended options? (y/N): `);
  const answer = yield { for: 'line' };
  if (typeof answer === 'string' && answer.toLowerCase() === 'y') save(call, path, preferenceOf(recommended));
  return 0;
}

export const view: Verb = {
  command: 'kuberc view',
  *run(call) {
    const file = fileOf(call);
    if (!file) throw disabled();
    const text = textOf(call, file.path);
    if (text === undefined && file.explicit) throw new CommandError(`kuberc file not found at ${file.path}`);
    if (text === undefined) return yield* offer(call, file.path);
    const preference = preferenceOf(rawPreferences(text));
    objectPrinter(call, '', { keepOrder: true }).print({ ...preference, defaults: preference.defaults ?? [], aliases: preference.aliases ?? [] }, (out) => call.environment.stdout(out));
    return 0;
  },
};

export const set: Verb = {
  command: 'kuberc set',
  run(call) {
    const file = fileOf(call);
    if (!file) throw disabled();
    const change = changed(call.flags);
    const text = textOf(call, file.path);
    save(call, file.path, change(preferenceOf(text ? rawPreferences(text) : undefined)));
    return 0;
  },
};
