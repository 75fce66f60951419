/** From where to where a line goes. */
type Span = [from: number, to: number];

/** The lines in a row or a column. */
interface Line {
  readonly spans: Span[];
  /** True if each begins behind the end of the one before: of a long record nearly all are drawn in their order. */
  areInOrder: boolean;
}

/**
 * Lines across and down, drawn as one path: those that touch are one line, so that what is drawn of ten thousand steps
 * is no more than a picture can show of them, and leaves none of them out.
 */
export class Strokes {
  private readonly rows = new Map<number, Line>();
  private readonly columns = new Map<number, Line>();

  /** @param reach how far apart two lines in a row may be to be one */
  constructor(private readonly reach = 0) {}

  across(y: number, from: number, to: number): void {
    this.take(this.rows, y, from, to);
  }

  down(x: number, from: number, to: number): void {
    this.take(this.columns, x, Math.min(from, to), Math.max(from, to));
  }

  /** In the coordinates of the picture; each line begins where it is from the end of the one before. */
  path(): string {
    const pen = new Pen();
    for (const [y, line] of sorted(this.rows))
      for (const [from, to] of this.joined(line)) pen.line(from, y, 'h', to - from);
    for (const [x, line] of sorted(this.columns))
      for (const [from, to] of this.joined(line)) pen.line(x, from, 'v', to - from);
    return pen.path;
  }

  /** What follows the last one is added to it at once: of a long record that is nearly all. */
  private take(lines: Map<number, Line>, place: number, from: number, to: number): void {
    const line = lines.get(place);
    if (!line) {
      lines.set(place, { spans: [[from, to]], areInOrder: true });
      return;
    }
    const { spans } = line;
    const last = spans.at(-1) as Span;
    if (from >= last[0] && from <= last[1] + this.reach) {
      last[1] = Math.max(last[1], to);
      return;
    }
    if (from < last[0]) line.areInOrder = false;
    spans.push([from, to]);
  }

  private joined({ spans, areInOrder }: Line): readonly Span[] {
    if (areInOrder) return spans;
    const joined: Span[] = [];
    for (const [from, to] of spans.toSorted(([one], [other]) => one - other)) {
      const last = joined.at(-1);
      if (last && from <= last[1] + this.reach) last[1] = Math.max(last[1], to);
      else joined.push([from, to]);
    }
    return joined;
  }
}

function sorted(lines: ReadonlyMap<number, Line>): [number, Line][] {
  return [...lines].sort(([one], [other]) => one - other);
}

class Pen {
  path = '';
  private x = 0;
  private y = 0;

  line(x: number, y: number, direction: 'h' | 'v', length: number): void {
    this.path +=
      this.path === ''
        ? `M${x} ${y}${direction}${short(length)}`
        : `m${short(x - this.x)}${separated(y - this.y)}${direction}${short(length)}`;
    this.x = direction === 'h' ? x + length : x;
    this.y = direction === 'v' ? y + length : y;
  }
}

/** “.5”: places are halves. */
function short(value: number): string {
  const text = String(value);
  if (value <= -1 || value >= 1 || value === 0) return text;
  return value < 0 ? `-${text.slice(2)}` : text.slice(1);
}

function separated(value: number): string {
  return value < 0 ? short(value) : ` ${short(value)}`;
}
