import { inTurns } from '../../../data/engine/in-turns.js';
import { plainKey } from '../../../outputs/pictures/key.js';
import { sentenceDrawing } from '../../../outputs/pictures/picture.js';
import { paths } from '../../frame/paths.js';
import { filterParameters } from '../../frame/reading/position-filter.js';
import { notFound } from '../../frame/http-errors.js';
import { courseDrawing, courseKey } from '../../parts/course-picture.js';
import type { PagePicture } from '../../parts/pictures.js';
import { demandAsked, demandFilter } from './asked.js';
import { demandPage } from './pages.js';

/** Every party's position on one demand over time, and the gap between them. */
export const demandPicture: PagePicture = {
  path: paths.demand(':negotiation', ':demand'),
  ...filterParameters(demandFilter),
  load: async ({ reading, request }) => {
    const demand = reading.negotiation.demands.find(({ slug }) => slug === request.params.demand);
    if (!demand) throw notFound('There is no such demand in this negotiation at this time.');
    const asked = demandAsked(request, reading, demand);
    const { head, course, courseText, gap, gapRule, gapEvidence, emptyText } = await inTurns(
      demandPage(reading, asked, [], null),
    );
    const evidence = gapEvidence === null ? '' : `; ${gapEvidence}`;
    return {
      head,
      lead: `${gap}: ${gapRule}${evidence}.`,
      draw: (room) =>
        course === null
          ? sentenceDrawing(courseText ?? emptyText ?? 'Nobody has a position on record.', room)
          : courseDrawing(course, room),
      key: (kind) =>
        course === null
          ? [plainKey('A public position is not a reservation value')]
          : courseKey(course, kind),
    };
  },
};
