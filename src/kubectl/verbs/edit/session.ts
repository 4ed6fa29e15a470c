// One editing session: the editor is opened, what was saved is tried, and what failed is shown again until it succeeds or is given up.
import type { Json } from '../../../apimachinery/object.ts';
import { ApiError } from '../../../apimachinery/status.ts';
import type { Edited } from '../../../sim/index.ts';
import { type Call, CommandError, type Program } from '../../call.ts';
import { resourceText } from '../../discovery/mapping.ts';
import type { Info } from '../../resources/index.ts';
import { fieldValidation } from '../write.ts';
import { contentOf, type Format, objectsIn, type Reason, strip, withHeader } from './buffer.ts';

/** Saves one edited object in the place of an Info's. Throws ApiErrors. */
export type Save = (info: Info, edited: Json) => void;

const nameOf = ({ mapping, name }: Info): string => `${resourceText(mapping)} ${JSON.stringify(name)}`;

function* open(call: Call, text: string, format: Format): Program<Edited> {
  const { env } = call.environment;
  const command = env.KUBE_EDITOR || env.EDITOR || 'vi';
  const answer = (yield { for: 'editor', prefix: 'kubectl-edit-', extension: `.${format}`, text, command }) as Edited;
  if (answer.error !== undefined) throw new CommandError(answer.error || `there was a problem with the editor ${JSON.stringify(command)}`);
  return answer;
}

/** The saved text stays where it is, for the person to use. */
function giveUp(call: Call, path: string, why: string): CommandError {
  call.printError(`A copy of your changes has been stored to ${JSON.stringify(path)}`);
  return new CommandError(why);
}

/** Tells what went wrong with one object; answers how the next buffer explains it. */
function explain(call: Call, info: Info, error: ApiError): Reason {
  if (error.reason === 'Invalid') {
    call.printError(`error: ${nameOf(info)} is invalid`);
    return { head: `${nameOf(info)} was not valid`, details: (error.status.details?.causes ?? []).map((cause) => `${cause.field}: ${cause.message}`) };
  }
  if (error.reason === 'NotFound') {
    call.printError(`error: ${nameOf(info)} could not be found on the server`);
    return { head: `${nameOf(info)} could not be found on the server`, details: [] };
  }
  call.printError(`error: ${nameOf(info)} could not be patched: ${error.message}`);
  return { head: `${nameOf(info)} could not be patched`, details: [error.message] };
}

function invalidFile(call: Call, infos: readonly Info[], error: Error): Reason {
  const [first] = infos as [Info];
  call.printError(`error: ${nameOf(first)} is invalid`);
  return { head: `${nameOf(first)} was not valid`, details: [`<nil>: Invalid value: "The edited file failed validation": ${error.message}`] };
}

const sameObject = (info: Info, edited: Json): boolean =>
  edited.apiVersion === info.object.apiVersion && edited.kind === info.object.kind && (edited.metadata?.name ?? '') === (info.object.metadata?.name ?? '');

/** Tries to save every object; answers why some could not be. */
function saveAll(call: Call, infos: readonly Info[], objects: readonly Json[], path: string, save: Save, isNew: boolean): Reason[] {
  const reasons: Reason[] = [];
  const isOther = objects.length !== infos.length || infos.some((info, i) => !sameObject(info, objects[i]));
  if (!isNew && isOther) throw giveUp(call, path, 'At least one of apiVersion, kind and name was changed');
  for (const [i, info] of infos.entries()) {
    try {
      save(info, objects[i]);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      reasons.push(explain(call, info, error));
    }
  }
  return reasons;
}

/** What makes an edited file no description of known things; nothing when it is one. */
function unknownKind({ factory }: Call, objects: readonly Json[]): Reason | undefined {
  try {
    for (const { apiVersion, kind } of objects) factory.mapper().forKind(apiVersion, kind);
    return undefined;
  } catch (error) {
    return { head: `The edited file had a syntax error: unable to recognize "edited-file": ${(error as Error).message}`, details: [] };
  }
}

/** Edits objects in one buffer. `objects` are what is shown of the Infos, in their order. `isNew`: they are only to be made, and may be renamed. */
export function* edit(call: Call, infos: readonly Info[], objects: readonly Json[], format: Format, save: Save, isNew = false): Program<number> {
  let content = contentOf(objects, format);
  let reasons: Reason[] = [];
  let failedFile: string | undefined;
  while (true) {
    const { text, path } = yield* open(call, withHeader(content, format, reasons), format);
    const edited = strip(text);
    if (edited === strip(content)) {
      if (failedFile !== undefined) throw giveUp(call, failedFile, 'Edit cancelled, no valid changes were saved.');
      call.printError('Edit cancelled, no changes made.');
      return 0;
    }
    // Who validates refuses an empty file before it is found to be empty.
    if (edited.trim() === '' && fieldValidation(call.flags.string('validate')) === 'Ignore') {
      call.printError('Edit cancelled, saved file was empty.');
      return 0;
    }
    failedFile = path;
    let parsed: Json[];
    try {
      parsed = objectsIn(text);
    } catch (error) {
      reasons = [invalidFile(call, infos, error as Error)];
      content = edited;
      continue;
    }
    const unknown = unknownKind(call, parsed);
    reasons = unknown ? [unknown] : saveAll(call, infos, parsed, path, save, isNew);
    if (reasons.length === 0) return 0;
    content = edited;
  }
}
