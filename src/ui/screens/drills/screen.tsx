// The drills by set: what was done, how fast, and what is due again.
import { type DrillGroup, type DrillOffer, drillGroups } from '../../../session.ts';
import type { App, AppScreen } from '../../app.ts';
import { List, type Row } from '../../frame/list.ts';
import { Panel, panelWidth } from '../../frame/panel.tsx';
import type { Key } from '../../screen/keyboard.ts';
import { seconds } from '../../text/duration.ts';
import { ends } from '../../text/width.ts';
import { plainText } from '../../text/words.ts';
import { wrapSpans } from '../../text/wrap.ts';
import { functionKey } from '../work/screen.tsx';

const about = 'One small thing at a time, against the clock. Every line that you run is looked at, and the drill ends as soon as the goal is reached.';

/** In windows that are lower the list has all the room. */
const lowest = 18;

/** The name of a round, as the session knows it. */
type Item = string;

/** How many lines of the goal of the chosen drill are seen. */
const goalHeight = 3;

function stateOf({ missed, isDue, runs, done }: DrillOffer): string {
  if (missed && isDue) return 'missed, due';
  if (missed) return 'missed';
  if (runs === 0) return 'new';
  return isDue ? 'due again' : `done ${done}x`;
}

function rowsOf(offers: readonly DrillOffer[], width: number): Row<Item>[] {
  const groups = (Object.keys(drillGroups) as DrillGroup[]).filter((group) => offers.some((offer) => offer.group === group));
  return [
    { text: ends('Five minutes of everything: what was missed comes first', '', width), item: 'mixed' },
    ...groups.flatMap((group) => {
      const own = offers.filter((offer) => offer.group === group);
      return [
        { text: '' },
        { text: ends(drillGroups[group], `all ${own.length} in turn`, width), item: group },
        ...own.map((offer) => ({
          text: ends(`  ${plainText(offer.goal)}`, `  ${stateOf(offer).padEnd(12)}${(offer.best === undefined ? '-' : seconds(offer.best)).padStart(7)} of ${`${offer.par} s`.padEnd(5)}`, width),
          item: offer.id,
        })),
      ];
    }),
  ];
}

export function drillsScreen(app: App): AppScreen {
  const width = panelWidth(app.size.columns) - 2;
  const offers = app.session.drills.offers();
  const list = new List<Item>(rowsOf(offers, width));
  list.choose((item) => item === app.session.drills.lastRound);
  const done = offers.filter((offer) => offer.done > 0).length;
  const due = offers.filter(({ isDue }) => isDue).length;
  const press = (key: Key): void => {
    const name = functionKey(key.name);
    const { current } = list;
    if (list.press(key)) return;
    if (name === 'enter' && current)
      app.busy('Preparing ...', () => {
        app.closeWork();
        app.session.drills.start(current);
        app.work('drill', `drill/${app.machine.now()}`);
      });
    else if (['escape', 'ctrl-c', 'f6'].includes(name)) app.go('home');
    else if (name === 'f10') app.quit();
  };
  const foot = (): string[] => {
    const goal = offers.find(({ id }) => id === list.current)?.goal ?? '';
    const lines = wrapSpans([{ text: plainText(goal) }], width).slice(0, goalHeight);
    return ['', ...lines, ...Array<string>(goalHeight - lines.length).fill('')];
  };
  const head = app.size.rows < lowest ? [''] : ['', ...wrapSpans([{ text: about }], width), ''];
  return {
    view: () => (
      <Panel app={app} title="cka-lab: drills" note={`${offers.length} drills, ${done} done, ${due} due`} head={head} list={list} foot={foot()} keys={['Enter Start', '↑↓ Choose', 'Esc Home']} />
    ),
    press,
  };
}
