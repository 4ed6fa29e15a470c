// Image references: what a short name stands for.

export interface Reference {
  /** `docker.io/library/nginx` */
  repository: string;
  tag: string;
  digest?: string;
  /** With registry and tag: `docker.io/library/nginx:1.27`. */
  name: string;
}

const pattern =
  /^(?:(?<host>(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d+)?|[\w-]+:\d+)\/)?(?<path>[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)(?::(?<tag>[\w][\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/;

/** Nothing when the text is no reference. */
export function parseReference(text: string): Reference | undefined {
  const groups = pattern.exec(text)?.groups;
  if (!groups?.path) return undefined;
  const host = groups.host ?? 'docker.io';
  const path = host === 'docker.io' && !groups.path.includes('/') ? `library/${groups.path}` : groups.path;
  const repository = `${host}/${path}`;
  const tag = groups.tag ?? (groups.digest ? '' : 'latest');
  const name = groups.digest ? `${repository}@${groups.digest}` : `${repository}:${tag}`;
  return { repository, tag, name, ...(groups.digest ? { digest: groups.digest } : {}) };
}
