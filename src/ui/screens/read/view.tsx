// A page that is read, drawn.
import type { App } from '../../app.ts';
import { Rows } from '../../frame/rows.tsx';
import { ends, fill } from '../../text/width.ts';
import type { ReadState } from './state.ts';

/** Longer lines are hard to read. */
const widest = 100;

export function ReadView({ app, read }: { app: App; read: ReadState }) {
  const { size, theme } = app;
  const height = size.rows - 2;
  const lines = read.visible(Math.min(widest, size.columns - 2), height).map((line) => fill(` ${line}`, size.columns));
  app.cursor = undefined;
  return (
    <Rows
      height={size.rows}
      rows={[
        theme.bar(ends(` ${read.page.title}`, `${read.position} `, size.columns)),
        ...lines,
        ...Array<string>(Math.max(0, height - lines.length)).fill(''),
        app.footer([`Enter ${read.page.enter ?? 'Back'}`, '↑↓ PgUp PgDn Scroll', ...(read.page.keys ?? [])]),
      ]}
    />
  );
}
