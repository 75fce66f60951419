// Run as a thread of its own by drawer.ts: each message is a picture as SVG, and how wide it is wanted.
import { parentPort, workerData } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';

export interface DrawingOrder {
  readonly svg: string;
  /** In pixels. */
  readonly width: number;
}

const fontFiles = workerData as string[];
/** What our typefaces have: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian, signs. To look through those of the system takes long. */
const covered = /^[\t\n -\u06FF\u10A0-\u10FF\u1E00-\u20CF\u2100-\u22FF\uFB1D-\uFDFF\uFE70-\uFEFC]*$/;

parentPort?.on('message', ({ svg, width }: DrawingOrder) => {
  try {
    const drawing = new Resvg(svg, {
      background: '#ffffff',
      fitTo: { mode: 'width', value: width },
      font: {
        fontFiles,
        loadSystemFonts: !covered.test(svg),
        defaultFontFamily: 'Source Sans 3',
        sansSerifFamily: 'Source Sans 3',
        serifFamily: 'Source Serif 4',
      },
      logLevel: 'off',
    });
    const png = drawing.render().asPng();
    parentPort?.postMessage({ png });
  } catch (error) {
    parentPort?.postMessage({ error: String(error) });
  }
});
