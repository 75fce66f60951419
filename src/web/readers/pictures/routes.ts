import { Router } from 'express';
import { answerPicture, type PictureContents, pictureNames } from '../../frame/pictures/answer.js';
import { Drawer } from '../../frame/pictures/drawer.js';
import { pictureOfLogo } from '../../../outputs/pictures/logo.js';
import { clocksLine } from '../../frame/reading/reading-head.js';
import { paths } from '../../frame/paths.js';
import { readNegotiation, refuseUnknownParameters } from '../../frame/reading/reading.js';
import type { Services } from '../../frame/services.js';
import type { PagePicture } from '../../parts/pictures.js';

/** The pictures of pages, each at the path of its page, as SVG and as PNG; and that of the site. */
export function pictureRoutes(
  services: Services,
  pictures: readonly PagePicture[],
  sitePicture: (services: Services) => Promise<PictureContents>,
): Router {
  const router = Router({ caseSensitive: true });
  const { accent, logo } = services.brand;
  const studio = { drawer: new Drawer(), accent: accent?.light ?? null, logo: logo && pictureOfLogo(logo) };
  answerPicture(router, studio, paths.about, async (request) => {
    refuseUnknownParameters(request.query as unknown as URLSearchParams, pictureNames);
    return sitePicture(services);
  });
  for (const { path, once, repeatable, load } of pictures) {
    answerPicture(router, studio, path, async (request) => {
      const reading = await readNegotiation(services, request, [...pictureNames, ...once], repeatable);
      const contents = await load({ services, request, reading });
      return {
        ...contents,
        clocks: clocksLine(reading),
        name: fileNameOf(request.path, reading.asOf, contents.part),
      };
    });
  }
  return router;
}

/** “russia-ukraine-demands-ceasefire-first-2025-08-18”: slugs, which need no quoting. */
function fileNameOf(path: string, day: string, part?: string): string {
  const parts = path.replace(/\.(svg|png)$/, '').split('/');
  return [...parts.slice(2), ...(part === undefined ? [] : [part.replaceAll('_', '-')]), day]
    .join('-')
    .replace(/[^\w-]/g, '');
}
