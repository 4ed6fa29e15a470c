// Markdown as lines of a width, over marked's lexer: headings, paragraphs, lists, code, quotes, tables.
import { lexer, type Token, type Tokens } from 'marked';
import type { Theme } from './theme.ts';
import { codeLines } from './code.ts';
import { renderTable } from './table.ts';
import { type Span, wrapSpans } from './wrap.ts';

type Style = Span['style'];

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': "'" };
const plain = (text: string): string => text.replace(/&(?:lt|gt|amp|quot|#39);/g, (entity) => entities[entity] as string);

const both = (outer: Style, inner: Style): Style => (outer && inner ? (text) => outer(inner(text)) : (outer ?? inner));

function spansOf(tokens: readonly Token[], theme: Theme, style?: Style): Span[] {
  return tokens.flatMap((token): Span[] => {
    const inside = 'tokens' in token && token.tokens ? token.tokens : undefined;
    switch (token.type) {
      case 'strong':
        return spansOf(inside ?? [], theme, both(style, theme.strong));
      case 'em':
        return spansOf(inside ?? [], theme, both(style, theme.emphasis));
      case 'codespan':
        return [theme.hasColour ? { text: plain(token.text), style: both(style, theme.code) } : { text: `\`${plain(token.text)}\``, style }].map(bare);
      case 'link':
        return [...spansOf(inside ?? [], theme, both(style, theme.link)), ...(token.href === token.text ? [] : [{ text: ` (${token.href})`, style }])].map(bare);
      case 'br':
        return [{ text: '\n' }];
      default:
        return inside ? spansOf(inside, theme, style) : [bare({ text: plain('text' in token ? token.text : token.raw).replaceAll('\n', ' '), style })];
    }
  });
}

const bare = ({ text, style }: { text: string; style?: Style | undefined }): Span => (style ? { text, style } : { text });

/** What was rendered last: a task is drawn with every key. */
const rendered = new Map<string, readonly string[]>();
const kept = 8;

export function renderMarkdown(text: string, width: number, theme: Theme): readonly string[] {
  const key = `${width} ${theme.hasColour} ${text}`;
  const known = rendered.get(key);
  if (known) return known;
  const lines = trimmed(blocks(lexer(text), width, theme));
  rendered.set(key, lines);
  if (rendered.size > kept) rendered.delete(rendered.keys().next().value as string);
  return lines;
}

function trimmed(lines: string[]): string[] {
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines;
}

const blocks = (tokens: readonly Token[], width: number, theme: Theme): string[] => tokens.flatMap((token) => block(token, Math.max(width, 8), theme));

function block(token: Token, width: number, theme: Theme): string[] {
  switch (token.type) {
    case 'heading':
      return [...wrapSpans(spansOf(token.tokens ?? [], theme, theme.title), width), ''];
    case 'paragraph':
      return [...wrapSpans(spansOf(token.tokens ?? [], theme), width), ''];
    case 'text':
      return wrapSpans(spansOf('tokens' in token && token.tokens ? token.tokens : [token], theme), width);
    case 'code':
      return [...codeLines((token.text as string).trimEnd().replaceAll('\t', '    ').split('\n'), width, theme), ''];
    case 'list':
      return list(token as Tokens.List, width, theme);
    case 'blockquote':
      return [...trimmed(blocks(token.tokens ?? [], width - 2, theme)).map((line) => `│ ${line}`), ''];
    case 'table':
      return [...table(token as Tokens.Table, width, theme), ''];
    case 'hr':
      return ['─'.repeat(width), ''];
    case 'space':
    case 'checkbox':
    case 'html':
      return [];
    default:
      return [...wrapSpans([{ text: token.raw }], width), ''];
  }
}

function list({ items, ordered, start, loose }: Tokens.List, width: number, theme: Theme): string[] {
  const first = Number(start) || 1;
  const lines = items.flatMap((item, index) => {
    const mark = ordered ? `${first + index}. ` : item.task ? `[${item.checked ? 'x' : ' '}] ` : '• ';
    const inside = trimmed(blocks(item.tokens, width - mark.length, theme));
    return [...inside.map((line, at) => (at === 0 ? mark + line : line === '' ? '' : ' '.repeat(mark.length) + line)), ...(loose ? [''] : [])];
  });
  return [...trimmed(lines), ''];
}

function table({ header, rows, align }: Tokens.Table, width: number, theme: Theme): string[] {
  const cells = [header.map(({ tokens }) => spansOf(tokens, theme, theme.strong)), ...rows.map((row) => row.map(({ tokens }) => spansOf(tokens, theme)))];
  return renderTable(cells, align, width);
}
