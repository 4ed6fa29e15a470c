// The screens by name: one line each. Screens know one another by these names alone.
import type { App, AppScreen } from '../app.ts';
import { drillScreen } from './drill/screen.ts';
import { drillsScreen } from './drills/screen.tsx';
import { examScreen } from './exam/screen.tsx';
import { examTaskScreen } from './exam/task.ts';
import { examsScreen } from './exams/screen.tsx';
import { homeScreen } from './home/screen.ts';
import { labScreen } from './lab/screen.ts';
import { labsScreen } from './labs/screen.ts';
import { sandboxScreen } from './sandbox/screen.ts';

export const screens = {
  drill: drillScreen,
  drills: drillsScreen,
  exam: examScreen,
  exams: examsScreen,
  examTask: examTaskScreen,
  home: homeScreen,
  lab: labScreen,
  labs: labsScreen,
  sandbox: sandboxScreen,
} satisfies Record<string, (app: App) => AppScreen>;

export type ScreenName = keyof typeof screens;
