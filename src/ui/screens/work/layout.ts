// Where the task and the terminal are: side by side in a wide window, one above the other in others.

export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Layout {
  isWide: boolean;
  task: Place;
  terminal: Place;
}

const wideFrom = 120;

/** `taskLength` is how many lines the task has in a width: a short task leaves its room to the terminal. */
export function layoutOf(columns: number, rows: number, taskLength: (width: number) => number): Layout {
  const height = rows - 2;
  if (columns >= wideFrom) {
    const width = Math.min(80, Math.max(46, Math.floor(columns * 0.38)));
    return { isWide: true, task: { x: 1, y: 1, width, height }, terminal: { x: width + 4, y: 1, width: columns - width - 4, height } };
  }
  const width = columns - 2;
  const most = Math.max(3, Math.floor(height * 0.45));
  const taskHeight = Math.min(most, Math.max(3, taskLength(width)));
  return { isWide: false, task: { x: 1, y: 1, width, height: taskHeight }, terminal: { x: 0, y: taskHeight + 2, width: columns, height: height - taskHeight - 1 } };
}
