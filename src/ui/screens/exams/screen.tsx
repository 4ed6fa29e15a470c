// The exams that can be started, and those that are over.
import type { ExamOffer, ExamRecord } from '../../../session.ts';
import type { App, AppScreen } from '../../app.ts';
import { List, type Row } from '../../frame/list.ts';
import { Panel, panelWidth } from '../../frame/panel.tsx';
import type { Key } from '../../screen/keyboard.ts';
import { duration } from '../../text/duration.ts';
import { ends } from '../../text/width.ts';
import { wrapSpans } from '../../text/wrap.ts';
import { resultsScreen } from '../results/screen.tsx';

type Item = { offer: ExamOffer } | { record: ExamRecord; number: number };

const day = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16).replace('T', ' ');

function offerRow(offer: ExamOffer, width: number): Row<Item> {
  const best = offer.best === undefined ? 'not tried' : `best ${offer.best} of 100`;
  return { text: ends(offer.title, `${offer.minutes} min  ${best.padStart(15)}`, width - 2), item: { offer } };
}

function recordRow(record: ExamRecord, number: number, width: number): Row<Item> {
  const verdict = record.score >= record.pass ? 'passed' : 'not passed';
  return {
    text: ends(`${day(record.at)}  ${record.practice ? 'practice: ' : ''}${record.title}`, `${record.score} of 100, ${verdict.padEnd(10)}  ${duration(record.time)}`, width - 2),
    item: { record, number },
  };
}

const about = 'Tasks of all domains under a clock, each in a cluster of its own. Nothing says right or wrong until the end; 66 of 100 points pass.';

class ExamsState {
  readonly list: List<Item>;
  practice = false;

  constructor(private readonly app: App) {
    const width = panelWidth(app.size.columns);
    const { exam } = app.session;
    const past = exam.reports().map((record, index) => recordRow(record, index + 1, width));
    this.list = new List<Item>([...exam.offers().map((offer) => offerRow(offer, width)), ...(past.length > 0 ? [{ text: '' }, { text: 'Earlier' }, ...past.reverse()] : [])]);
  }

  /** What is to be known of the one that is chosen. */
  get told(): string {
    const { current } = this.list;
    if (!current || 'record' in current) return '';
    const { tasks, there } = current.offer;
    if (tasks === undefined) return 'The tasks are drawn when it starts.';
    const others = tasks - (there ?? 0);
    return others === 0 ? `${tasks} tasks.` : `${tasks} tasks. ${others} ${others === 1 ? 'has' : 'have'} a lab of the same domain in place of one that is not there yet.`;
  }

  press(key: Key): void {
    const { app, list } = this;
    if (list.press(key)) return;
    if (key.text === 'p') this.practice = !this.practice;
    else if (key.name === 'enter' && list.current) this.open(list.current);
    else if (['escape', 'ctrl-c', 'f6', 'alt-6'].includes(key.name)) app.go('home');
    else if (['f10', 'alt-0'].includes(key.name)) app.quit();
  }

  private open(item: Item): void {
    const { app, practice } = this;
    if ('record' in item) {
      app.show(resultsScreen(app, app.session.exam.report(item.number)));
      return;
    }
    const { offer } = item;
    const open = app.session.current();
    const lost = open ? ` "${open.lab.title}" is left.` : '';
    app.ask(`Start ${offer.minutes} minutes now?${practice ? '' : ' They do not stop.'}${lost}`, () =>
      app.busy('Preparing the exam ...', () => {
        app.closeWork();
        app.session.exam.start(offer.id, { practice });
        app.go('exam');
      }),
    );
  }
}

export function examsScreen(app: App): AppScreen {
  const state = new ExamsState(app);
  const head = (): string[] => ['', ...wrapSpans([{ text: about }], panelWidth(app.size.columns)), '', `[${state.practice ? 'x' : ' '}] practice: the clock can be paused`, ''];
  const foot = (): string[] => ['', ...wrapSpans([{ text: state.told }], panelWidth(app.size.columns))];
  return {
    view: () => <Panel app={app} title="cka-lab: exams" head={head()} list={state.list} foot={foot()} keys={['Enter Start, or read the result', '↑↓ Choose', 'p Practice', 'Esc Home']} />,
    press: (key) => state.press(key),
  };
}
