// The small editor, drawn.
import type { App } from '../../app.ts';
import { Rows } from '../../frame/rows.tsx';
import { ends, fill } from '../../text/width.ts';
import type { EditState } from './state.ts';

export function EditView({ app, edit }: { app: App; edit: EditState }) {
  const { size, theme } = app;
  const height = size.rows - 2;
  const lines = edit.visible(size.columns - 1, height);
  app.cursor = edit.isAsking ? undefined : { x: edit.x - edit.left, y: 1 + edit.y - edit.first };
  return (
    <Rows
      height={size.rows}
      rows={[
        theme.bar(ends(` ${edit.name}${edit.isChanged ? ' (changed)' : ''}`, `line ${edit.y + 1} of ${edit.lines.length}, column ${edit.x + 1} `, size.columns)),
        ...lines,
        ...Array<string>(Math.max(0, height - lines.length)).fill(theme.quiet('~')),
        edit.isAsking
          ? theme.chosen(fill(' Save what you changed?  y yes  n no  Esc go on', size.columns))
          : app.footer(['Ctrl-S Save', 'Ctrl-X Leave', 'Ctrl-K Cut line', 'Ctrl-U Put back', 'Ctrl-Z Undo']),
      ]}
    />
  );
}
