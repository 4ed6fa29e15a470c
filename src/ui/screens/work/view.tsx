// The working view, drawn: the task beside or above the terminal, the clock over them, the keys below.
import { Box } from 'ink';
import type { App } from '../../app.ts';
import { Rows } from '../../frame/rows.tsx';
import { duration } from '../../text/duration.ts';
import { ends, fill, widthOf } from '../../text/width.ts';
import { layoutOf } from './layout.ts';
import { taskLines, type WorkState } from './state.ts';

function clockText({ theme, machine }: App, work: WorkState): string {
  const { lab, solved } = work.open;
  const used = work.timeUsed(machine.now());
  const over = used > lab.minutes * 60_000;
  const note = solved ? ', solved' : over ? ', over target' : '';
  return `${theme.strong(duration(used))} of ${lab.minutes}:00${note} `;
}

const rule = (label: string, width: number): string => (label === '' ? '─'.repeat(width) : `${'─'.repeat(Math.max(1, width - widthOf(label) - 4))} ${label} ──`);

export function WorkView({ app, work }: { app: App; work: WorkState }) {
  const { theme, size } = app;
  const { isWide, task, terminal } = layoutOf(size.columns, size.rows, (width) => taskLines(work.open, width, theme).length);
  const taskRows = work.visibleTask(task.width, task.height, theme);
  const drawing = work.terminal.draw(terminal.width, terminal.height);
  const below = drawing.below > 0 ? `${drawing.below} rows below, Shift-↓` : '';
  const { cursor } = drawing;
  app.cursor = cursor && !app.question ? { x: terminal.x + cursor.x, y: terminal.y + cursor.y } : undefined;
  const { hintsLeft, hintsShown } = work.open;
  const hints = hintsLeft + hintsShown.length === 0 ? [] : [hintsLeft > 0 ? `F3 Hint (${hintsLeft})` : 'F3 Hint'];
  const blank = (count: number): string[] => Array<string>(Math.max(0, count)).fill('');
  const separator = rule([work.position, below].filter(Boolean).join(' ─ '), size.columns);
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} flexShrink={0}>
      <Rows height={1} rows={[theme.bar(ends(` cka-lab: ${work.open.lab.title}`, clockText(app, work), size.columns))]} />
      {isWide ? (
        <Box height={task.height} flexShrink={0}>
          <Rows
            width={task.width + 4}
            height={task.height}
            rows={[...taskRows, ...blank(task.height - taskRows.length)].map((row, index) => {
              const isLast = index === task.height - 1;
              const label = [work.position, below].filter(Boolean).join(', ');
              return ` ${fill(isLast && label !== '' ? theme.quiet(`[${label}]`) : row, task.width)} │ `;
            })}
          />
          <Rows width={terminal.width} height={terminal.height} rows={drawing.rows} />
        </Box>
      ) : (
        <>
          <Rows height={task.height} rows={[...taskRows, ...blank(task.height - taskRows.length)].map((row) => ` ${row}`)} />
          <Rows height={1} rows={[theme.quiet(separator)]} />
          <Rows height={terminal.height} rows={drawing.rows} />
        </>
      )}
      <Rows height={1} rows={[app.footer(['F2 Check', ...hints, 'F4 Solution', 'F5 Reset', 'F6 Labs', 'F1 Keys', 'F10 Quit'])]} />
    </Box>
  );
}
