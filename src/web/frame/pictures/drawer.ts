import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { LRUCache } from 'lru-cache';
import { Busy, Unavailable } from '../../../domain/errors.js';
import { projectPath } from '../../../data/engine/project-folder.js';
import type { DrawingOrder } from './drawing-thread.js';
import { fontFiles } from './fonts.js';

/** The built one, from wherever this runs. */
const script = projectPath('dist/web/frame/pictures/drawing-thread.js');

export interface DrawerLimits {
  /** How many pictures wait at most while one is drawn. */
  readonly waiting: number;
  /** How many pixels at most are drawn and wait together, unless a single picture has more. */
  readonly waitingPixels: number;
  /** A thread that has drawn so many is ended: it holds their memory, four bytes and more of each. */
  readonly drawnPixels: number;
  /** How long one may take, in milliseconds. */
  readonly time: number;
  /** After so many milliseconds without work the thread is ended, with the memory that it holds. */
  readonly idle: number;
  readonly cachedBytes: number;
}

const usualLimits: DrawerLimits = {
  waiting: 20,
  waitingPixels: 60_000_000,
  drawnPixels: 30_000_000,
  time: 20_000,
  idle: 60_000,
  cachedBytes: 16 * 1024 * 1024,
};

interface Job extends DrawingOrder {
  readonly pixels: number;
  readonly resolve: (png: Buffer) => void;
  readonly reject: (error: unknown) => void;
}

/** A picture that is waited for. */
interface Drawing {
  readonly job: Job;
  readonly made: Promise<Buffer>;
  /** By how many. */
  waiting: number;
}

type Answer = { readonly png: Uint8Array } | { readonly error: string };

const [full, slow] = [
  'Many pictures are being drawn at the moment. Try again in a minute, or take the SVG, which is there at once.',
  'This picture took too long to draw. Take the SVG, or a part of it: filter the page.',
];

/**
 * Draws pictures as PNG in a thread of its own, one at a time. The same picture is drawn once: what it is known by is
 * all that it shows, whatever the state is that it was made from.
 */
export class Drawer {
  private readonly drawn: LRUCache<string, Buffer>;
  private readonly drawing = new Map<string, Drawing>();
  private readonly queue: Job[] = [];
  private thread: Worker | null = null;
  private job: Job | null = null;
  /** By this thread. */
  private pixelsDrawn = 0;
  private isEnding = false;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly limits: DrawerLimits = usualLimits,
    private readonly begin: () => Worker = () => new Worker(script, { workerData: fontFiles }),
  ) {
    this.drawn = new LRUCache({ maxSize: limits.cachedBytes, sizeCalculation: ({ length }) => length });
  }

  /**
   * The picture so many pixels wide; refuses with a sentence if too many are waited for. What nobody waits for any more is
   * not drawn: whoever asks for many and goes away keeps nobody waiting.
   */
  async png(svg: string, width: number, abandoned: AbortSignal, pixels = 0): Promise<Buffer> {
    abandoned.throwIfAborted();
    const key = createHash('sha256').update(`${width} ${svg}`).digest('base64');
    const present = this.drawn.get(key);
    if (present) return present;
    const drawing = this.drawing.get(key) ?? this.ordered(key, { svg, width, pixels });
    const leave = () => {
      drawing.waiting -= 1;
      if (drawing.waiting === 0) this.drop(drawing.job);
    };
    drawing.waiting += 1;
    abandoned.addEventListener('abort', leave, { once: true });
    try {
      return await drawing.made;
    } finally {
      abandoned.removeEventListener('abort', leave);
    }
  }

  private ordered(key: string, order: Pick<Job, keyof DrawingOrder | 'pixels'>): Drawing {
    if (this.queue.length >= this.limits.waiting || this.isTooMuch(order.pixels)) throw new Busy(full);
    const { promise, resolve, reject } = promised<Buffer>();
    const job = { ...order, resolve, reject };
    const made = promise.then((png) => {
      this.drawn.set(key, png);
      return png;
    });
    const drawing = { job, waiting: 0, made };
    this.drawing.set(key, drawing);
    // Who waits for it is told of a failure; here it is only forgotten.
    const forget = () => this.drawing.delete(key);
    made.then(forget, forget);
    this.queue.push(job);
    this.next();
    return drawing;
  }

  private isTooMuch(pixels: number): boolean {
    const asked = [...this.queue, ...(this.job ? [this.job] : [])];
    const sum = asked.reduce((all, job) => all + job.pixels, 0);
    return sum > 0 && sum + pixels > this.limits.waitingPixels;
  }

  /** Takes it out of the queue; what is being drawn is drawn to its end. */
  private drop(job: Job): void {
    const place = this.queue.indexOf(job);
    if (place < 0) return;
    this.queue.splice(place, 1);
    job.reject(new Busy(full));
  }

  /** Ends the thread; what is waited for is refused. */
  async stop(): Promise<void> {
    for (const { reject } of this.queue.splice(0)) reject(new Busy(full));
    await this.replace();
  }

  private next(): void {
    if (this.job !== null || this.isEnding) return;
    const job = this.queue[0];
    if (!job) {
      this.rest();
      return;
    }
    if (this.pixelsDrawn > 0 && this.pixelsDrawn + job.pixels > this.limits.drawnPixels) {
      void this.beginAnew();
      return;
    }
    this.queue.shift();
    this.job = job;
    this.thread ??= this.begun();
    this.pixelsDrawn += job.pixels;
    this.wait(this.limits.time, () => this.fail(new Unavailable(slow)));
    this.thread.postMessage({ svg: job.svg, width: job.width } satisfies DrawingOrder);
  }

  /** The memory of the old thread is free before the new one takes any. */
  private async beginAnew(): Promise<void> {
    this.isEnding = true;
    await this.replace();
    this.isEnding = false;
    this.next();
  }

  private begun(): Worker {
    const thread = this.begin();
    thread.unref();
    const isPresent = () => this.thread === thread;
    thread.on('message', (answer: Answer) => isPresent() && this.answer(answer));
    thread.on('error', (error) => isPresent() && this.fail(error));
    thread.on('exit', () => isPresent() && this.fail(new Error('The thread that draws pictures has ended.')));
    return thread;
  }

  private answer(answer: Answer): void {
    const { job } = this;
    this.job = null;
    if ('png' in answer) job?.resolve(Buffer.from(answer.png));
    else job?.reject(new Error(answer.error));
    this.next();
  }

  /** The thread is replaced by a new one for what waits. */
  private fail(error: unknown): void {
    const { job } = this;
    void this.replace();
    job?.reject(error);
    this.next();
  }

  private async replace(): Promise<void> {
    const { thread } = this;
    [this.thread, this.job, this.pixelsDrawn] = [null, null, 0];
    if (this.timer) clearTimeout(this.timer);
    await thread?.terminate();
  }

  private rest(): void {
    if (this.pixelsDrawn > this.limits.drawnPixels / 4) void this.replace();
    else this.wait(this.limits.idle, () => void this.replace());
  }

  private wait(milliseconds: number, then: () => void): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(then, milliseconds).unref();
  }
}

function promised<Value>() {
  let [resolve, reject]: [(value: Value) => void, (error: unknown) => void] = [
    () => undefined,
    () => undefined,
  ];
  const promise = new Promise<Value>((keep, refuse) => {
    [resolve, reject] = [keep, refuse];
  });
  return { promise, resolve, reject };
}
