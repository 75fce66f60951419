import type { Response } from 'express';
import { othersTurn } from '../../data/engine/others-turn.js';
import { contactUrl, type Publisher } from '../../outputs/publisher.js';
import type { Layout, Link, Page, PageHead, PictureLinks } from './layout.js';
import type { Documents, PageName, Pages } from './pages.js';
import { assetsPath } from './assets.js';
import { type HeaderLink, linkHeader } from './tables/sharing.js';
import { endIfKnown, hasETag, sendPage } from './public-pages.js';
import { jsonText } from '../../outputs/tables/json.js';
import { isolated, isolating } from '../../domain/isolation.js';
import { barOf } from './bar.js';
import { navigationOf, searchFieldOf } from './navigation.js';
import { paths, withQuery } from './paths.js';
import { pictureLinks } from './pictures/links.js';
import { purpose } from './purpose.js';
import { bytesOf, octetsOf } from './octets.js';
import {
  bytesOfPage,
  hasLongTexts,
  printedInPieces,
  isPrintedIn,
  type Printed,
  sendInSlices,
} from './pieces.js';
import { abandonedSignal } from './abandoned.js';
import { contextOf, type RequestContext } from './request-context.js';
import { viewOctets } from './views.js';

/**
 * Sends the page as HTML inside the layout. The template prints only what is in `page`. Making the page may have taken
 * long, and so may printing it: in between, others have their turn.
 */
export async function renderPage<Name extends PageName>(
  response: Response,
  name: Name,
  page: Pages[Name],
  status = 200,
): Promise<void> {
  await othersTurn();
  const context = contextOf(response);
  abandonedSignal(response).throwIfAborted();
  if (status === 200 && endIfKnown(response)) return;
  // What readers may cache is sent whole, so that it is kept. It holds nothing as long as a form can.
  const printed = printedPage(name, page, context, !hasETag(response));
  const { tables } = (page as Page).head;
  if (tables && status === 200) response.set('Link', linkHeader(context.licence, tableLinks(tables)));
  response.status(status);
  if (hasLongTexts(printed)) return sendInSlices(response, printed);
  await sendPage(response, bytesOfPage(printed));
}

/** The whole document; `hasTexts`: its long texts may be printed while it is sent. */
function printedPage<Name extends PageName>(
  name: Name,
  page: Pages[Name],
  context: RequestContext,
  hasTexts: boolean,
): Printed {
  const { head } = page as Page;
  const bar = barOf(head, context.address, context.publisher);
  const main = printedInPieces(hasTexts, () => viewOctets(name, { page, bar }));
  const layout = layoutOf(head, context, { main, hasBar: bar !== null });
  const body = `${main.octets}${octetsOf(structuredDataScript(head))}`;
  return { octets: viewOctets('frame/layout', { layout, body }), pieces: main.pieces };
}

/** True if somebody can type something into it that is sent. */
function hasTypedForm(main: Printed): boolean {
  return isPrintedIn(main, / method="post"/) && isPrintedIn(main, /<textarea|<input type="text"/);
}

/** No text in it can end the script or open a comment (HTML, “Restrictions for contents of script elements”). */
function structuredDataScript({ structuredData }: PageHead): string {
  if (structuredData === null) return '';
  const json = jsonText(structuredData).replaceAll('<', '\\u003c');
  return `<script type="application/ld+json">${json}</script>\n`;
}

/** A page for embedding in other sites, without anything around it. */
export async function renderEmbedded<Name extends PageName>(
  response: Response,
  name: Name,
  page: Pages[Name],
): Promise<void> {
  if (endIfKnown(response)) return;
  const main = printedInPieces(false, () => viewOctets(name, { page }));
  const layout = layoutOf((page as Page).head, contextOf(response), { main, hasBar: false });
  const octets = viewOctets('frame/embedded-layout', { layout, body: main.octets });
  await sendPage(response, bytesOfPage({ octets, pieces: main.pieces }));
}

/** A view that is a whole document: a feed, a sitemap. */
export function renderDocument<Name extends keyof Documents>(
  name: Name,
  document: Documents[Name],
): Promise<string> {
  return renderView(name, { page: document });
}

/** Renders one view with exactly the given locals. */
export async function renderView(name: string, locals: Readonly<Record<string, unknown>>): Promise<string> {
  return bytesOf(viewOctets(name, locals)).toString();
}

/** Copies what the bar under a title offers, and closes what folds over the page. */
const barScript = 'bar.js';

/** Keeps what is typed into a form in the browser tab until the server has it. */
export const keepingScript = 'kept-forms.js';

function talksOf({ negotiation, query }: PageHead): Layout['talks'] {
  return (
    negotiation && { label: negotiation.name, url: withQuery(paths.negotiation(negotiation.slug), query) }
  );
}

/** The page’s own script, or the one that keeps what is typed on it; none for most. */
function scriptOf({ script }: PageHead, isTypedInto: boolean): readonly string[] {
  if (script !== null) return [script];
  return isTypedInto ? [keepingScript] : [];
}

/** Every feed of the bar but those of other topics, by names that stand alone. */
function feedsOf({ title, feed, follow, negotiation }: PageHead): Link[] {
  if (follow === null || negotiation === null) return [];
  const own = follow.own.map(({ label, url }) => ({ label: url === feed ? title : label, url }));
  return [...own, { label: negotiation.name, url: follow.whole.url }];
}

function tableLinks({ csv, json }: NonNullable<PageHead['tables']>): HeaderLink[] {
  return [
    { url: csv, rel: 'alternate', type: 'text/csv' },
    { url: json, rel: 'alternate', type: 'application/json' },
  ];
}

function publisherLinks({ contact, imprintUrl }: Publisher): Link[] {
  return [
    { label: 'About', url: paths.about },
    ...(contact ? [{ label: 'Contact', url: contactUrl(contact) }] : []),
    ...(imprintUrl === null ? [] : [{ label: 'Imprint', url: imprintUrl }]),
  ];
}

/** A page of no negotiation is shown by the card of the site. */
function pictureOf({ picture }: PageHead, publisher: Publisher, address: string): PictureLinks {
  const shown = picture ?? pictureLinks(paths.about, [], siteAlt(publisher));
  return { ...shown, card: `${address}${shown.card}` };
}

function siteAlt({ siteName, name }: Publisher): string {
  const by = name === siteName ? '' : isolating` Published by ${name}.`;
  return isolating`${siteName}, and the negotiations that it follows. ${purpose}` + by;
}

function layoutOf(
  head: PageHead,
  { viewer, requestId, address, publisher, brand, licence, readOnly }: RequestContext,
  { main, hasBar }: { readonly main: Printed; readonly hasBar: boolean },
): Layout {
  const viewerLinks = viewer
    ? [
        { label: viewer.publicName ?? viewer.signInName, url: paths.account },
        { label: 'Desk', url: paths.desk },
      ]
    : [{ label: 'Sign in', url: paths.signIn }];
  return {
    ...head,
    isolatedTitle: isolated(head.title),
    feeds: feedsOf(head),
    picture: pictureOf(head, publisher, address),
    permalink: head.permalink && `${address}${head.permalink}`,
    brand,
    siteName: publisher.siteName,
    publisher: {
      name: publisher.name === publisher.siteName ? null : publisher.name,
      links: publisherLinks(publisher),
    },
    licence: {
      line: `Source: ${isolated(licence.attribution)}.`,
      link: licence.name === null ? null : { label: licence.name, url: licence.url ?? '' },
    },
    talks: head.current === paths.front ? null : talksOf(head),
    navigation: navigationOf(head),
    search: searchFieldOf(head),
    viewer: viewer && { csrfToken: viewer.csrfToken, owner: String(viewer.userId) },
    scripts: [...(hasBar ? [barScript] : []), ...scriptOf(head, viewer !== null && hasTypedForm(main))],
    viewerLinks,
    requestId,
    readOnly,
    assetsPath,
    canonical: head.isIndexed && head.canonical !== null ? `${address}${head.canonical}` : null,
    robots: head.isIndexed ? null : 'noindex, nofollow',
  };
}
