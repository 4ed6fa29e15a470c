// Draws the app: the screen that is seen, and once a second its clock.
import { Text } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import type { App } from './app.ts';
import { EditView } from './screens/edit/view.tsx';
import { ReadView } from './screens/read/view.tsx';

const smallest = { columns: 50, rows: 12 };

export function AppView({ app, drawn }: { app: App; drawn?: () => void }) {
  useSyncExternalStore(app.subscribe, () => app.version);
  useEffect(() => drawn?.());
  useEffect(() => {
    const ticks = setInterval(() => {
      if (app.screen.ticks) app.changed();
    }, 1000);
    return () => clearInterval(ticks);
  }, [app]);
  const { columns, rows } = app.size;
  if (columns < smallest.columns || rows < smallest.rows) {
    app.cursor = undefined;
    return <Text>{`The window is too small: ${smallest.columns} columns and ${smallest.rows} rows at least.`}</Text>;
  }
  if (app.editor) return <EditView app={app} edit={app.editor} />;
  if (app.page) return <ReadView app={app} read={app.page} />;
  return <>{app.screen.view(app)}</>;
}
