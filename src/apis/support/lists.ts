// Lists in cells, cut after a few.

const shown = 3;

/** `a,b,c + 2 more...`; the empty text for an empty list. */
export const someOf = (all: readonly string[]): string => {
  const text = all.slice(0, shown).join(',');
  return all.length > shown ? `${text} + ${all.length - shown} more...` : text;
};

/** An address and a port as Go's net.JoinHostPort writes them. */
export const hostPort = (host: string, port: number | string): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);
