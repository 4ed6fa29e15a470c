// Keys by their names, as xterm sends them.
const named = {
  ...{ up: '\x1b[A', down: '\x1b[B', right: '\x1b[C', left: '\x1b[D', home: '\x1b[H', end: '\x1b[F', insert: '\x1b[2~', delete: '\x1b[3~', f5: '\x1b[15~', f6: '\x1b[17~' },
  ...{ 'ctrl-left': '\x1b[1;5D', 'ctrl-right': '\x1b[1;5C', tab: '\t', escape: '\x1b', backspace: '\x7f', 'alt-backspace': '\x1b\x7f', 'ctrl-_': '\x1f', 'ctrl-]': '\x1d', 'alt-ctrl-]': '\x1b\x1d' },
  ...{ paste: '\x1b[200~', 'end-paste': '\x1b[201~' },
};
const waits = { wait: 300, 'wait-more': 1300 };

const bytesOf = (name) => named[name] ?? (name.startsWith('ctrl-') ? String.fromCharCode(name.charCodeAt(5) & 31) : `\x1b${name.slice(4)}`);

/** What is typed at once, and how long to wait before the next, in milliseconds. */
export function piecesOf(keys) {
  const tokens = keys.match(/\{[a-z][^{}\s]*\}|\r|[^{\r]+|\{/g) ?? [];
  const pieces = [];
  let pasting = false;
  for (const token of tokens) {
    const name = /^\{([a-z][^{}\s]*)\}$/.exec(token)?.[1];
    if (name in waits) pieces.at(-1).pause = waits[name];
    else if (pasting) pieces.at(-1).text += name ? bytesOf(name) : token.replaceAll('\n', '\r');
    else pieces.push({ text: name ? bytesOf(name) : token, pause: token === '\r' ? 150 : 40 });
    if (name === 'paste') pasting = true;
    if (name === 'end-paste') pasting = false;
  }
  return pieces;
}
