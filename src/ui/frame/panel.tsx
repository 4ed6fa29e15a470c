// A screen that is a title, some lines, a list, and the keys.
import type { App } from '../app.ts';
import { ends, fill } from '../text/width.ts';
import type { List } from './list.ts';
import { Rows } from './rows.tsx';

/** Longer rows are hard to follow. */
const widest = 110;

export const panelWidth = (columns: number): number => Math.min(widest, columns - 2);

interface PanelProps<Item> {
  app: App;
  title: string;
  /** At the right end of the title. */
  note?: string;
  /** Lines above the list. */
  head?: readonly string[];
  list: List<Item>;
  /** Lines below it. */
  foot?: readonly string[];
  keys: readonly string[];
}

export function Panel<Item>({ app, title, note = '', head = [], list, foot = [], keys }: PanelProps<Item>) {
  const { size, theme } = app;
  const width = panelWidth(size.columns);
  const height = Math.max(1, size.rows - 2 - head.length - foot.length);
  const rows = list.window(height).map(({ text, isChosen, isHeading }) => {
    const row = fill(` ${isHeading ? '' : isChosen ? '> ' : '  '}${text}`, width + 1);
    return isChosen ? theme.chosen(row) : isHeading ? theme.strong(row) : row;
  });
  app.cursor = undefined;
  return (
    <Rows
      height={size.rows}
      rows={[
        theme.bar(ends(` ${title}`, `${note} `, size.columns)),
        ...head.map((line) => ` ${line}`),
        ...rows,
        ...Array<string>(Math.max(0, height - rows.length)).fill(''),
        ...foot.map((line) => ` ${line}`),
        app.footer(keys),
      ]}
    />
  );
}
