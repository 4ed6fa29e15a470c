// Standard input: read by lines or as a whole, and each part only once.

/** A command wants to read what nobody has given it yet. */
export class WantsInput extends Error {}

export class Input {
  private at = 0;

  /** Without a text, whoever reads ends the playing: the person has to be asked first. */
  constructor(private readonly text: string | undefined = '') {}

  static readonly unknown = (): Input => Object.assign(new Input(''), { text: undefined });

  private get known(): string {
    if (this.text === undefined) throw new WantsInput();
    return this.text;
  }

  /** The next line without its end; nothing when all is read. */
  line(): string | undefined {
    const text = this.known;
    if (this.at >= text.length) return undefined;
    const end = text.indexOf('\n', this.at);
    const line = text.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? text.length : end + 1;
    return line;
  }

  /** All that has not been read. */
  rest(): string {
    const rest = this.known.slice(this.at);
    this.at = this.known.length;
    return rest;
  }
}
