import { Router } from 'express';
import { digestOfReleased, listReleases, piecesOf } from '../../../data/releases/releases.js';
import { Unavailable } from '../../../domain/errors.js';
import { HttpError, notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { readingNow, readingOf, refuseUnknownParameters } from '../../frame/reading/reading.js';
import { abandonedSignal } from '../../frame/abandoned.js';
import { contextOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { allowReadingElsewhere, linkHeader } from '../../frame/tables/sharing.js';
import { sendPieces } from '../../frame/tables/streaming.js';

/** The files of data releases: the bytes that were frozen, for ever. */
export function releaseRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });

  router.get(paths.releaseFile(':negotiation', ':release', ':file'), async (request, response) => {
    refuseUnknownParameters(request.query as unknown as URLSearchParams, []);
    const { viewer } = contextOf(response);
    const { negotiation } = await readingOf(
      services,
      String(request.params.negotiation),
      readingNow,
      viewer === null,
    );
    const releases = await listReleases(services.database.read, negotiation.id);
    const release = releases.find(({ id }) => String(id) === request.params.release);
    const file = release?.files.find(({ name }) => name === request.params.file);
    if (!release || !file) throw notFound('There is no such file of a data release.');
    if (release.removed)
      throw new HttpError(
        410,
        `The files of this release are gone, because a text in them had to be removed by law: ${release.removed.reason} The SHA-256 of ${file.name} was ${file.digest}.`,
      );
    allowReadingElsewhere(response);
    const etag = `"${file.digest}"`;
    // Not packed on the way: the tag and the digest are of these bytes. They never change, but may have to be removed by
    // law: whoever keeps them asks each time. Whoever is signed in may read what readers do not see.
    const caching = viewer === null ? 'public, no-cache' : 'private, no-store';
    response.set('Cache-Control', `${caching}, no-transform`);
    response.set('ETag', etag);
    if (request.headers['if-none-match'] === etag) return void response.status(304).end();
    const { read } = services.database;
    // A paper cites these bytes: rather none than others.
    if ((await digestOfReleased(read, release.id, file.name, abandonedSignal(response))) !== file.digest)
      throw new Unavailable(
        `${file.name} is damaged here: its bytes are not those that were released, whose SHA-256 is ${file.digest}. Whoever runs the server has to restore it from a backup.`,
        { cause: new Error(`${file.name} of the data release ${release.id} does not have its digest.`) },
      );
    response.set('Link', linkHeader(services.config.licence, []));
    const headers = {
      'Content-Type': file.mediaType,
      'Content-Length': String(file.size),
      'Content-Disposition': `attachment; filename="${negotiation.slug}-release-${release.id}-${file.name}"`,
    };
    await sendPieces(response, headers, piecesOf(read, release.id, file.name));
  });

  return router;
}
