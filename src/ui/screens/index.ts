// The screens by name: one line each. Screens know one another by these names alone.
import type { App, AppScreen } from '../app.ts';
import { homeScreen } from './home/screen.ts';
import { labScreen } from './lab/screen.ts';
import { labsScreen } from './labs/screen.ts';
import { sandboxScreen } from './sandbox/screen.ts';

export const screens = {
  home: homeScreen,
  lab: labScreen,
  labs: labsScreen,
  sandbox: sandboxScreen,
} satisfies Record<string, (app: App) => AppScreen>;

export type ScreenName = keyof typeof screens;
