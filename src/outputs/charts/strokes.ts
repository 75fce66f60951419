/** From where to where a line goes. */
type Span = [from: number, to: number];

/**
 * Lines across and down, drawn as one path: those that touch are one line, so that what is drawn of ten thousand steps
 * is no more than a picture can show of them, and leaves none of them out.
 */
export class Strokes {
  private readonly rows = new Map<number, Span[]>();
  private readonly columns = new Map<number, Span[]>();

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
    for (const [y, spans] of sorted(this.rows))
      for (const [from, to] of this.joined(spans)) pen.line(from, y, 'h', to - from);
    for (const [x, spans] of sorted(this.columns))
      for (const [from, to] of this.joined(spans)) pen.line(x, from, 'v', to - from);
    return pen.path;
  }

  /** What follows the last one is added to it at once: of a long record that is nearly all. */
  private take(lines: Map<number, Span[]>, place: number, from: number, to: number): void {
    const spans = lines.get(place);
    if (!spans) {
      lines.set(place, [[from, to]]);
      return;
    }
    const last = spans.at(-1) as Span;
    if (from >= last[0] && from <= last[1] + this.reach) last[1] = Math.max(last[1], to);
    else spans.push([from, to]);
  }

  private joined(spans: readonly Span[]): readonly Span[] {
    if (spans.length === 1) return spans;
    const joined: Span[] = [];
    for (const [from, to] of spans.toSorted(([one], [other]) => one - other)) {
      const last = joined.at(-1);
      if (last && from <= last[1] + this.reach) last[1] = Math.max(last[1], to);
      else joined.push([from, to]);
    }
    return joined;
  }
}

function sorted(lines: ReadonlyMap<number, Span[]>): [number, Span[]][] {
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
