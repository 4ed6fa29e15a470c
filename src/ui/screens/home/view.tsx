// Home, drawn.
import type { App } from '../../app.ts';
import { Rows } from '../../frame/rows.tsx';
import { ends, fill } from '../../text/width.ts';
import type { HomeState } from './screen.ts';

const nameWidth = 12;

export function HomeView({ app, home }: { app: App; home: HomeState }) {
  const { size, theme } = app;
  app.cursor = undefined;
  const rows = home.choices.flatMap(({ name, about }, index) => {
    const text = `${index === home.chosen ? ' > ' : '   '}${index + 1}  ${name.padEnd(nameWidth)}${about}`;
    return [index === home.chosen ? theme.chosen(fill(text, size.columns)) : fill(text, size.columns), ''];
  });
  const height = size.rows - 2;
  const above = ['', ...['Practice for the Certified Kubernetes Administrator exam,', 'on a Kubernetes v1.36 cluster that lives in one file of this machine.'].map((line) => ` ${line}`), ''];
  const airy = [...above, ...rows];
  const body = airy.length > height ? airy.filter((row) => row !== '') : airy;
  return (
    <Rows
      height={size.rows}
      rows={[theme.bar(ends(' cka-lab', '', size.columns)), ...body, ...Array<string>(Math.max(0, height - body.length)).fill(''), app.footer(['Enter or a digit Open', '↑↓ Choose', 'Esc Quit'])]}
    />
  );
}
