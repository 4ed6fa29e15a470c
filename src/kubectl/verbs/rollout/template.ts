// A pod template in words, as history shows it: with tabs as they are, for nothing aligns them there.
import type { Json } from '../../../apimachinery/object.ts';
import { Description } from '../../../apis/describe/description.ts';
import { writePodTemplate } from '../../../apis/describe/podTemplate.ts';

class PlainDescription extends Description {
  constructor(
    private readonly pieces: string[] = [],
    private readonly before = '',
  ) {
    super();
  }

  override nested(level: number): Description {
    return new PlainDescription(this.pieces, this.before + '  '.repeat(level));
  }

  override piece(text: string): void {
    this.pieces.push(this.before + text);
  }

  override settle(): void {}

  override text(): string {
    return this.pieces.join('');
  }
}

export function templateText(template: Json): string {
  const out = new PlainDescription();
  writePodTemplate(out, template);
  return out.text();
}
