// Draws the app: the screen that is seen, and once a second the clock.
import { Text } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import type { App } from './app.ts';
import { ChooseView } from './screens/choose/view.tsx';
import { ReadView } from './screens/read/view.tsx';
import { WorkView } from './screens/work/view.tsx';

const smallest = { columns: 50, rows: 12 };

export function AppView({ app, drawn }: { app: App; drawn?: () => void }) {
  useSyncExternalStore(app.subscribe, () => app.version);
  useEffect(() => drawn?.());
  useEffect(() => {
    const ticks = setInterval(() => {
      if (app.screen === 'work') app.changed();
    }, 1000);
    return () => clearInterval(ticks);
  }, [app]);
  const { columns, rows } = app.size;
  if (columns < smallest.columns || rows < smallest.rows) {
    app.cursor = undefined;
    return <Text>{`The window is too small: ${smallest.columns} columns and ${smallest.rows} rows at least.`}</Text>;
  }
  if (app.page) return <ReadView app={app} read={app.page} />;
  return app.screen === 'work' && app.work ? <WorkView app={app} work={app.work} /> : <ChooseView app={app} />;
}
