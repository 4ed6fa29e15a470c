// The list of labs, drawn.
import type { LabSummary } from '../../../session.ts';
import type { App } from '../../app.ts';
import { panelWidth } from '../../frame/panel.tsx';
import { Rows } from '../../frame/rows.tsx';
import { duration } from '../../text/duration.ts';
import type { Theme } from '../../text/theme.ts';
import { ends, fill } from '../../text/width.ts';
import type { ChooseRow, ChooseState } from './state.ts';

const stars = (difficulty: number): string => '*'.repeat(difficulty).padEnd(5);

function stateOf({ state, record }: LabSummary, theme: Theme): string {
  if (state === 'solved') return theme.good('solved');
  if (state === 'due') return theme.warn('due again');
  if (state === 'open') return theme.warn('open');
  return state === 'tried' ? `tried ${record?.checks ?? 0}x` : 'new';
}

/** Where the titles would have no room beside them, times are left out. */
const hasTimes = (width: number): boolean => width >= 70;

function rowText(row: ChooseRow, width: number, theme: Theme): string {
  if ('heading' in row) return row.level === 1 ? theme.strong(fill(row.heading, width)) : theme.quiet(fill(` ${row.heading}`, width));
  const { lab, record } = row.summary;
  const best = record && record.checks > 0 ? `${record.best}` : '-';
  const fastest = record?.fastest === undefined ? '-' : duration(record.fastest);
  const times = hasTimes(width) ? `${fastest.padStart(6)} /${`${lab.minutes} min`.padStart(7)} ` : '';
  const right = ` ${stars(lab.difficulty)} ${fill(stateOf(row.summary, theme), 9)}${best.padStart(4)} ${times}`;
  const text = ends(`${row.isChosen ? ' > ' : '   '}${lab.title}`, right, width);
  return row.isChosen ? theme.chosen(text) : text;
}

/** The part of the rows that is shown: the chosen one, and the heading above it, are always in it. */
function windowOf(rows: readonly ChooseRow[], height: number): readonly ChooseRow[] {
  const chosen = rows.findIndex((row) => 'isChosen' in row && row.isChosen);
  const first = Math.max(0, Math.min(rows.length - height, chosen - Math.floor(height / 2)));
  return rows.slice(first, first + height);
}

export function ChooseView({ app, choose }: { app: App; choose: ChooseState }) {
  const { theme, size } = app;
  const width = panelWidth(size.columns) + 2;
  const height = size.rows - 5;
  const solved = choose.all.filter(({ record }) => record?.best === 100).length;
  const rows = windowOf(choose.rows, height).map((row) => rowText(row, width, theme));
  const nothing = choose.all.length === 0 ? 'There are no labs here.' : 'No lab is like that. Esc shows all again.';
  const { current } = choose;
  const prompt = ' Filter: ';
  app.cursor = app.question ? undefined : { x: prompt.length + choose.filter.length, y: 1 };
  return (
    <Rows
      height={size.rows}
      rows={[
        theme.bar(ends(' cka-lab: choose a lab', `${choose.all.length} labs, ${solved} solved `, size.columns)),
        ends(`${prompt}${choose.filter}`, theme.quiet(` level state    best ${hasTimes(width) ? '  time / target ' : ''}`), width),
        ...(rows.length > 0 ? rows : [` ${nothing}`]),
        ...Array<string>(Math.max(0, height - Math.max(1, rows.length))).fill(''),
        theme.quiet('─'.repeat(width)),
        current ? fill(` ${current.lab.id}`, width) : '',
        app.footer([
          'Enter Open',
          '↑↓ Choose',
          'type to filter',
          ...(choose.all.some(({ state }) => state === 'open') ? ['F7 Leave the open lab'] : []),
          choose.filter === '' ? 'Esc Home' : 'Esc Show all',
        ]),
      ]}
    />
  );
}
