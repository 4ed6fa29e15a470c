// The tokens with which a list is continued: the revision that it shows, and the key at which it goes on (storage.EncodeContinue).
import { badRequest, expired, type ApiError } from '../apimachinery/status.ts';

export interface ContinueToken {
  /** The first key that may follow, behind the prefix that the list is of. */
  start: string;
  /** -1: as things are now, whatever the pages before showed. */
  revision: number;
}

const version = 'meta.k8s.io/v1';

export const encodeContinue = ({ start, revision }: ContinueToken): string => Buffer.from(JSON.stringify({ v: version, rv: revision, start })).toString('base64url');

const refuse = (why: string): ApiError => badRequest(`invalid continue token: continue key is not valid${why}`);

function parse(text: string): { v?: unknown; rv?: unknown; start?: unknown } {
  const wrong = /[^A-Za-z0-9_-]/.exec(text);
  if (wrong) throw refuse(`: illegal base64 data at input byte ${wrong.index}`);
  if (text.length % 4 === 1) throw refuse(`: illegal base64 data at input byte ${text.length - 1}`);
  const json = Buffer.from(text, 'base64url').toString();
  try {
    return JSON.parse(json);
  } catch {
    const first = json.trim()[0];
    throw refuse(
      first ? `: invalid character ${first < ' ' || first > '~' ? JSON.stringify(first).replaceAll('"', "'") : `'${first}'`} looking for beginning of value` : ': unexpected end of JSON input',
    );
  }
}

/** Throws BadRequest for what is no token of this server's. */
export function decodeContinue(text: string): ContinueToken {
  const { v, rv, start } = parse(text);
  if (v !== version) throw refuse(': server does not recognize this encoded version');
  if (typeof rv !== 'number' || rv === 0) throw refuse(`: incorrect encoded start resourceVersion (version ${version})`);
  if (typeof start !== 'string' || start === '') throw refuse(`: encoded start key empty (version ${version})`);
  if (start.split('/').some((part) => part === '..' || part === '.')) throw refuse(`: ${start}`);
  return { start, revision: rv };
}

const tooOld = 'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter';

/** The pages that a list began with are forgotten; the rest can be had as it is now, with the token in the answer. */
export function expiredContinue(token: ContinueToken): ApiError {
  const error = expired(
    `${tooOld}, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.`,
  );
  Object.assign(error.status, { metadata: { continue: encodeContinue({ ...token, revision: -1 }) } });
  return error;
}
