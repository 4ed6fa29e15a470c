// The working view: the text beside or above the terminal, the clock over them, the keys below.
import { Box } from 'ink';
import type { App, AppScreen } from '../../app.ts';
import { Rows } from '../../frame/rows.tsx';
import type { Key } from '../../screen/keyboard.ts';
import { ends, fill, widthOf } from '../../text/width.ts';
import { type Layout, layoutOf } from './layout.ts';
import type { WorkState } from './state.ts';

const rule = (label: string, width: number): string => (label === '' ? '─'.repeat(width) : `${'─'.repeat(Math.max(1, width - widthOf(label) - 4))} ${label} ──`);
const blank = (count: number): string[] => Array<string>(Math.max(0, count)).fill('');

const layoutFor = ({ size, theme }: App, work: WorkState): Layout => layoutOf(size.columns, size.rows, (width) => work.assignment.lines(width, theme).length, work.share);

/** Function keys, and Alt with the digit for keyboards without them. */
export const functionKey = (name: string): string => name.replace(/^alt-(\d)$/, (_, digit) => `f${digit === '0' ? 10 : digit}`);

/** Few keys are the app's, the others go to the terminal. */
function press(app: App, work: WorkState, key: Key): void {
  const own: Readonly<Record<string, () => void>> = {
    pageup: () => work.scrollPage(-1),
    pagedown: () => work.scrollPage(1),
    'alt-up': () => work.widen(-1, layoutFor(app, work).share),
    'alt-down': () => work.widen(1, layoutFor(app, work).share),
    ...work.assignment.acts,
  };
  const act = own[functionKey(key.name)];
  if (act) act();
  else work.terminal.press(key);
}

/** Keys of the working view, for a page that is read over it. */
export function workScreen(app: App, work: WorkState, more: Partial<AppScreen> = {}): AppScreen {
  return { ticks: true, view: () => <WorkView app={app} work={work} />, press: (key) => press(app, work, key), ...more };
}

function WorkView({ app, work }: { app: App; work: WorkState }) {
  const { theme, size } = app;
  const { assignment } = work;
  const { isWide, text, terminal } = layoutFor(app, work);
  const rows = work.visibleText(text.width, text.height, theme);
  const textRows = [...rows, ...blank(text.height - rows.length)];
  const drawing = work.terminal.draw(terminal.width, terminal.height);
  const { cursor } = drawing;
  app.cursor = cursor && !app.question ? { x: terminal.x + cursor.x, y: terminal.y + cursor.y } : undefined;
  const notes = [work.position, drawing.below > 0 ? `${drawing.below} rows below, Shift-↓` : ''].filter(Boolean);
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} flexShrink={0}>
      <Rows height={1} rows={[theme.bar(ends(` ${assignment.title}`, `${assignment.clock(theme)} `, size.columns))]} />
      {isWide ? (
        <Box height={text.height} flexShrink={0}>
          <Rows
            width={text.width + 4}
            height={text.height}
            rows={textRows.map((row, index) => ` ${fill(index === text.height - 1 && notes.length > 0 ? theme.quiet(`[${notes.join(', ')}]`) : row, text.width)} │ `)}
          />
          <Rows width={terminal.width} height={terminal.height} rows={drawing.rows} />
        </Box>
      ) : (
        <>
          <Rows height={text.height} rows={textRows.map((row) => ` ${row}`)} />
          <Rows height={1} rows={[theme.quiet(rule(notes.join(' ─ '), size.columns))]} />
          <Rows height={terminal.height} rows={drawing.rows} />
        </>
      )}
      <Rows height={1} rows={[app.footer(assignment.keys())]} />
    </Box>
  );
}
