// Says what is wrong with a YAML text in the words, and with the line numbers, of Go's reader.
import type { LineCounter, YAMLError } from 'yaml';

interface Place {
  /** The line where the fault lies, from 0. */
  line: number;
  text: string;
  fault: YAMLError;
}

/** A sentence, and how many lines its number lies behind the fault's: Go counts scanner errors from 1, parser errors from 0. */
type Diagnosis = (place: Place) => { sentence: string; line: number } | undefined;

const lineAt = (text: string, line: number): string => text.split('\n')[line] ?? '';

const tab: Diagnosis = ({ line, text }) => (/^\s*\t/.test(lineAt(text, line)) ? { sentence: 'found character that cannot start any token', line: line + 1 } : undefined);

const byCode: Readonly<Record<string, Diagnosis>> = {
  TAB_AS_INDENT: ({ line }) => ({ sentence: 'found character that cannot start any token', line: line + 1 }),
  BLOCK_AS_IMPLICIT_KEY: ({ line }) => ({ sentence: 'mapping values are not allowed in this context', line: line + 1 }),
  MULTILINE_IMPLICIT_KEY: ({ line }) => ({ sentence: "could not find expected ':'", line: line + 2 }),
  BAD_INDENT: ({ line }) => ({ sentence: 'did not find expected key', line }),
  BAD_DQ_ESCAPE: ({ line }) => ({ sentence: 'found unknown escape character', line: line + 1 }),
  BAD_ALIAS: ({ fault }) => ({ sentence: `unknown anchor '${/"(.*?)"|: (\S+)/.exec(fault.message)?.slice(1).find(Boolean) ?? ''}' referenced`, line: 0 }),
  BLOCK_IN_FLOW: ({ line }) => ({ sentence: "did not find expected ',' or '}'", line }),
  MISSING_CHAR: ({ line, text, fault }) => {
    if (/closing (["'])|Missing closing/.test(fault.message)) return { sentence: 'found unexpected end of stream', line: text.replace(/\n$/, '').split('\n').length + 1 };
    if (/flow/.test(fault.message)) return { sentence: `did not find expected ',' or '${fault.message.includes('map') ? '}' : ']'}'`, line };
    return { sentence: "could not find expected ':'", line: line + 2 };
  },
};

/** `line 4: did not find expected key`. */
export function yamlErrorSentence(text: string, fault: YAMLError, lines: LineCounter): string {
  const place: Place = { line: lines.linePos(fault.pos[0]).line - 1, text, fault };
  const { sentence, line } = tab(place) ?? byCode[fault.code]?.(place) ?? { sentence: 'did not find expected key', line: place.line };
  return line > 0 ? `line ${line}: ${sentence}` : sentence;
}
