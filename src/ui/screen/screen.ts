// The terminal as a picture: the alternate screen, painted line by line where something changed, and put back as it was.
//
// Ink writes whole frames to this (its `debug` mode) instead of erasing and writing what it wrote before: no row is lost,
// nothing flickers, and the cursor can stand where the person types.

/** What is needed of process.stdout. */
export interface Output {
  rows: number;
  write(text: string): unknown;
}

export interface Position {
  x: number;
  y: number;
}

const enter = '\x1b[?1049h\x1b[?2004h\x1b[?7l\x1b[H\x1b[2J';
const leave = '\x1b[0m\x1b[?7h\x1b[?2004l\x1b[?25h\x1b[?1049l';

export class Screen {
  private shown: string[] = [];
  private lines: string[] = [];
  private shownCursor = '';
  private entered = false;

  constructor(
    private readonly output: Output,
    /** Where the cursor is in the frame; nowhere when nothing is typed. */
    private readonly cursor: () => Position | undefined,
  ) {}

  enter(): void {
    if (this.entered) return;
    this.entered = true;
    this.output.write(enter);
    this.repaint();
  }

  leave(): void {
    if (!this.entered) return;
    this.entered = false;
    this.output.write(leave);
  }

  /** Everything anew, as after a resize. */
  repaint(): void {
    this.shown = [];
    this.shownCursor = '';
    if (this.entered) this.output.write('\x1b[0m\x1b[2J');
    this.paint(this.lines.slice(0, this.output.rows));
  }

  /** The cursor may have moved. */
  refresh(): void {
    this.paint(this.lines);
  }

  show(frame: string): void {
    this.paint(frame.split('\n').slice(0, this.output.rows));
  }

  private paint(lines: string[]): void {
    this.lines = lines;
    const cursor = this.cursor();
    if (!this.entered) return;
    let text = '';
    for (let y = 0; y < Math.max(lines.length, this.shown.length); y++) {
      const line = lines[y] ?? '';
      if (line !== this.shown[y]) text += `\x1b[${y + 1};1H\x1b[0m\x1b[K${line}\x1b[0m`;
    }
    const place = cursor ? `\x1b[${cursor.y + 1};${cursor.x + 1}H\x1b[?25h` : '\x1b[?25l';
    if (text === '' && place === this.shownCursor) return;
    this.shown = lines;
    this.shownCursor = place;
    this.output.write(`${text === '' ? '' : '\x1b[?25l'}${text}${place}`);
  }
}
