import { Router } from 'express';
import { answerPicture, pictureNames } from '../../frame/pictures/answer.js';
import { Drawer } from '../../frame/pictures/drawer.js';
import { pictureOfLogo } from '../../../outputs/pictures/logo.js';
import { clocksLine } from '../../frame/reading/reading-head.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import type { Services } from '../../frame/services.js';
import type { PagePicture } from '../../parts/pictures.js';

/** The pictures of pages, each at the path of its page, as SVG and as PNG. */
export function pictureRoutes(services: Services, pictures: readonly PagePicture[]): Router {
  const router = Router({ caseSensitive: true });
  const { accent, logo } = services.brand;
  const studio = { drawer: new Drawer(), accent: accent?.light ?? null, logo: logo && pictureOfLogo(logo) };
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
