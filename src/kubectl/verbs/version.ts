// version: of kubectl, its kustomize, and the server.
import type { Json } from '../../apimachinery/object.ts';
import { toJson, toYaml } from '../../apimachinery/yaml.ts';
import type { Call, Verb } from '../call.ts';
import { CommandError } from '../errors.ts';
import { clientVersion } from '../grammar/commands.ts';

export const kustomizeVersion = 'v5.8.1';

/** version.Info of this kubectl. */
function clientInfo(): Json {
  const [major, minor] = clientVersion.slice(1).split('.');
  return {
    major,
    minor,
    gitVersion: clientVersion,
    gitCommit: 'bb826b1d48562f110659e64e8ec444327433db95',
    gitTreeState: 'clean',
    buildDate: '2026-08-20T03:08:41Z',
    goVersion: 'go1.26.5',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}

function print(call: Call, versions: Json): void {
  const output = call.flags.string('output');
  if (output === 'yaml') call.print(`${toYaml(versions)}\n`);
  else if (output === 'json') call.print(toJson(versions, false, '  '));
  else {
    const server = versions.serverVersion ? `\nServer Version: ${versions.serverVersion.gitVersion}` : '';
    call.print(`Client Version: ${versions.clientVersion.gitVersion}\nKustomize Version: ${versions.kustomizeVersion}${server}`);
    if (versions.serverVersion) warnOfSkew(call, versions.clientVersion, versions.serverVersion);
  }
}

/** Versions more than one minor apart are not supported. */
function warnOfSkew(call: Call, client: Json, server: Json): void {
  if (Math.abs(Number.parseInt(client.minor, 10) - Number.parseInt(server.minor, 10)) <= 1) return;
  call.printError(`WARNING: version difference between client (${client.major}.${client.minor}) and server (${server.major}.${server.minor}) exceeds the supported minor version skew of +/-1`);
}

export const version: Verb = {
  command: 'version',
  run(call) {
    if (call.args.length > 0) throw new CommandError(`extra arguments: [${call.args.join(' ')}]`);
    const output = call.flags.string('output');
    if (output !== '' && output !== 'yaml' && output !== 'json') throw new CommandError("--output must be 'yaml' or 'json'");
    const versions: Json = { clientVersion: clientInfo(), kustomizeVersion };
    let failure: unknown;
    if (!call.flags.bool('client')) {
      call.factory.access();
      try {
        versions.serverVersion = call.factory.request('GET', '/version');
      } catch (error) {
        failure = error;
      }
    }
    print(call, versions);
    if (failure) throw failure;
    return 0;
  },
};
