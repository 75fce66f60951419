import type { Request, Response, Router } from 'express';
import { inTurns } from '../../../data/engine/in-turns.js';
import { othersTurn } from '../../../data/engine/others-turn.js';
import { isolating } from '../../../domain/isolation.js';
import type { Logo } from '../../../outputs/pictures/logo.js';
import {
  type DrawnPicture,
  drawnPicture,
  type Picture,
  type PictureKind,
} from '../../../outputs/pictures/picture.js';
import { withLengths, withRuns } from '../../../outputs/pictures/runs.js';
import { type Publisher, publisherAndSite } from '../../../outputs/publisher.js';
import { type Licence, licenceLine } from '../../../outputs/tables/licence.js';
import { badRequest } from '../http-errors.js';
import type { PageHead } from '../layout.js';
import { endIfKnown, setETag } from '../public-pages.js';
import { abandonedSignal } from '../abandoned.js';
import { contextOf } from '../request-context.js';
import { allowUseElsewhere } from '../security/headers.js';
import { shortPermalink } from '../short-permalink.js';
import { allowReadingElsewhere } from '../tables/sharing.js';
import type { Drawer } from './drawer.js';
import { fontMeasures } from './fonts.js';
import { signSymbols } from './signs.js';

/** The parameters that a picture takes in addition to those of its page. */
export const pictureNames: readonly string[] = ['width', 'card'];

/** What a picture shows of a page, besides what every picture has. */
export interface PictureContents extends Pick<Picture, 'draw' | 'key'> {
  readonly head: PageHead;
  /** Both clocks and the evidence in words. */
  readonly clocks: string;
  readonly lead: string | null;
  /** Of its file. */
  readonly name: string;
  /** What part of the page it is of, for the name of its file. */
  readonly part?: string;
}

type Load = (request: Request, response: Response) => Promise<PictureContents>;

/** In pixels; a picture of more takes more memory than one reader may. */
const mostPixels = 30_000_000;

/** What pictures are made with. */
export interface Studio {
  readonly drawer: Drawer;
  /** The colour of the instance; null for the usual one. */
  readonly accent: string | null;
  /** Of the publisher; null for the name alone. */
  readonly logo: Logo | null;
}

/** Answers `path.svg` and `path.png` with the same picture. */
export function answerPicture(router: Router, studio: Studio, path: string, load: Load): void {
  router.get(`${path}.svg`, async (request, response) => {
    const { kind } = sizeAsked(request);
    const contents = await load(request, response);
    if (endIfKnown(response)) return;
    await othersTurn();
    const { svg } = await inTurns(drawnOf(contents, kind, response, studio));
    await othersTurn();
    beginAnswer(response, `${contents.name}.svg`);
    const images = studio.logo === null ? '' : '; img-src data:';
    response.setHeader('Content-Security-Policy', `default-src 'none'; style-src 'unsafe-inline'${images}`);
    response.type('image/svg+xml; charset=utf-8').send(withLengths(svg, fontMeasures().exact));
  });
  router.get(`${path}.png`, async (request, response) => {
    const { kind, width } = sizeAsked(request);
    const contents = await load(request, response);
    await othersTurn();
    const drawn = await inTurns(drawnOf(contents, kind, response, studio));
    const pixels = pixelsOf(drawn, width);
    if (endIfKnown(response)) return;
    await othersTurn();
    const png = await studio.drawer.png(
      withRuns(drawn.svg, fontMeasures().exact),
      width,
      abandonedSignal(response),
      pixels,
    );
    abandonedSignal(response).throwIfAborted();
    beginAnswer(response, `${contents.name}.png`);
    response.type('image/png').send(png);
  });
}

function beginAnswer(response: Response, fileName: string): void {
  abandonedSignal(response).throwIfAborted();
  allowReadingElsewhere(response);
  allowUseElsewhere(response);
  setETag(response);
  response.set('Content-Disposition', `inline; filename="${fileName}"`);
}

function drawnOf(
  { head, clocks, lead, key, draw }: PictureContents,
  kind: PictureKind,
  response: Response,
  { accent, logo }: Studio,
): Generator<void, DrawnPicture> {
  const { address, publisher, licence } = contextOf(response);
  const [permalink = '/', place] = (head.permalink ?? '/').split('#');
  const picture: Picture = {
    title: withoutTalks(head),
    talks: head.negotiation?.name ?? '',
    source: sourceLine(licence, publisher),
    address: `${address}${head.chainHead ? shortPermalink(permalink, head.chainHead) : permalink}${place ? `#${place}` : ''}`,
    ...{ lead, clocks, draw, key },
  };
  return drawnPicture(picture, kind, { measure: fontMeasures().roomy, signs: signSymbols(), accent, logo });
}

/** The talks are named above it: “Who wants what”, “Where they stand”. */
function withoutTalks({ title, negotiation }: PageHead): string {
  if (negotiation === null) return title;
  const [begin, end] = [isolating`${negotiation.name}: `, isolating`: ${negotiation.name}`];
  if (title.endsWith(end)) return title.slice(0, -end.length);
  if (!title.startsWith(begin)) return title;
  const rest = title.slice(begin.length);
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
}

/** Who publishes it is named once. */
function sourceLine(licence: Licence, publisher: Publisher): string {
  const line = licenceLine(licence);
  const names = publisherAndSite(publisher);
  return licence.attribution === publisher.name && publisher.name === publisher.siteName
    ? line
    : `${line} Published by ${names}.`;
}

interface Size {
  readonly kind: PictureKind;
  /** In pixels. */
  readonly width: number;
}

const widths: ReadonlyMap<string, Size> = new Map([
  ['600', { kind: 'narrow', width: 600 }],
  ['1200', { kind: 'wide', width: 1200 }],
  ['2400', { kind: 'wide', width: 2400 }],
]);

function sizeAsked(request: Request): Size {
  const parameters = request.query as unknown as URLSearchParams;
  const [width, card] = [parameters.get('width') || '1200', parameters.get('card') || '0'];
  const size = widths.get(width);
  if (!size) throw badRequest(isolating`A picture is 600, 1200 or 2400 wide: “${width}” is none of these.`);
  if (card !== '0' && card !== '1') throw badRequest(isolating`“card” is 1 or 0.`);
  if (card === '0') return size;
  if (width !== '1200') throw badRequest('A card, for where links are shared, is 1200 wide and 630 high.');
  return { kind: 'card', width: 1200 };
}

/** How many it will have; refuses too many. */
function pixelsOf(drawn: DrawnPicture, width: number): number {
  const height = Math.round((drawn.height * width) / drawn.width);
  if (width * height <= mostPixels) return width * height;
  throw badRequest(
    `This picture would be ${width} pixels wide and ${height.toLocaleString('en-GB')} high, which is too much for a PNG. Take the SVG, a smaller width, or a part of it: filter the page.`,
  );
}
