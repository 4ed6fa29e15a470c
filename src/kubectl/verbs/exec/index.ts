// kubectl exec and attach.
import { type Call, CommandError, type Program, usageError, type Verb } from '../../call.ts';
import { containerFor, requireContainer } from '../../pods.ts';
import { fileOptionsOf } from '../../resources/index.ts';
import { attachTo, attachmentFor } from './attach.ts';
import { findOne, podFor, refuseCompleted } from './find.ts';
import { runRemote, ttyOf } from './remote.ts';

interface Asked {
  /** '' when a file names it. */
  resource: string;
  command: readonly string[];
}

/** One name before the dash, the command after it. */
function readArguments(call: Call): Asked {
  const { args, argsLenAtDash: dash, flags } = call;
  const hasFiles = flags.list('filename').length > 0;
  const resource = args.length > 0 && dash !== 0 ? (args[0] as string) : '';
  const separated = dash === 0 || dash === 1;
  if (!separated && (args.length > 1 || (args.length > 0 && hasFiles))) throw usageError(call, 'exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead');
  const command = separated ? args.slice(dash) : [];
  if (!resource && !hasFiles) throw new CommandError('pod, type/name or --filename must be specified');
  if (command.length === 0) throw new CommandError('you must specify at least one command for the container');
  return { resource, command };
}

export const exec: Verb = {
  command: 'exec',
  *run(call): Program<number> {
    const { flags } = call;
    const { resource, command } = readArguments(call);
    const info = yield* findOne(call, { files: fileOptionsOf(call), args: resource ? [resource] : [] }, 'cannot exec into multiple objects at a time');
    const pod = yield* podFor(call, info);
    refuseCompleted(pod, 'exec into a container in');
    const name = flags.string('container');
    const container = name ? requireContainer(pod, name) : containerFor(call, pod, '', flags.bool('quiet'));
    return yield* runRemote(call, { pod, container: container.spec.name, command, stdin: flags.bool('stdin'), tty: ttyOf(call) });
  },
};

export const attach: Verb = {
  command: 'attach',
  *run(call): Program<number> {
    const { args, flags } = call;
    if (args.length === 0) throw new CommandError('at least 1 argument is required for attach');
    if (args.length > 2) throw new CommandError(`expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${args.length}: [${args.join(' ')}]`);
    if (flags.duration('pod-running-timeout') <= 0) throw new CommandError('--pod-running-timeout must be higher than zero');
    const pod = yield* podFor(call, yield* findOne(call, { args }, 'cannot attach to multiple objects at a time'));
    refuseCompleted(pod, 'attach a container in');
    return yield* attachTo(call, attachmentFor(call, pod, flags.string('container')));
  },
};
