import type { AccountFormPage } from './account/form-page.js';
import type { AccountPage } from './account/pages.js';
import type { AuditPage } from './audit/pages.js';
import type { ChangesPage } from './changes/pages.js';
import type { ComparePage } from './compare/pages.js';
import type { ConfirmationPage } from './confirmation/pages.js';
import type { CorrectionsPage } from './corrections/pages.js';
import type { DemandPage } from './demands/pages.js';
import type { DeskPage } from './desk/pages.js';
import type { DraftsPage } from './drafts/pages.js';
import type { ErrorPage } from './errors/pages.js';
import type { Feed } from './feeds/feed.js';
import type { FrontPage } from './front/pages.js';
import type { MatrixPage } from './matrix/pages.js';
import type { DataPage } from './data/pages.js';
import type { ImportPage, ImportsPage } from './imports/pages.js';
import type { MethodologyPage } from './methodology/pages.js';
import type { PartyPage } from './parties/pages.js';
import type { PeoplePage } from './people/pages.js';
import type { PositionPage } from './positions/pages.js';
import type { ProposalPage, ProposalsPage } from './proposals/pages.js';
import type { ReasonPage, RemovalPage, SourceActPage, VersionPage } from './records/pages.js';
import type { SearchPage } from './search/pages.js';
import type { RecentChangesPage } from './recent-changes/pages.js';
import type { ChainEntryPage, RecordChainPage } from './record-chain/pages.js';
import type { ResumePage, SignInPage } from './sign-in/pages.js';
import type { SourcesPage } from './sources/pages.js';
import type { StructureFormPage } from './structure/form-page.js';
import type { StructureListPage } from './structure/list-page.js';
import type { TimelinePage } from './timeline/pages.js';
import type { NewUpdatePage } from './updates/new-page.js';
import type { PreviewPage } from './updates/preview-page.js';
import type { UpdatePage, UpdatesPage } from './updates/pages.js';
import type { WorkListPage } from './work-list/pages.js';

/** Every view by its name under views/, with what it prints. A test renders each with a sample. */
export interface Pages {
  'account/account': AccountPage;
  'account/form': AccountFormPage;
  'audit/audit': AuditPage;
  'changes/changes': ChangesPage;
  'compare/compare': ComparePage;
  'confirmation/confirmation': ConfirmationPage;
  'corrections/corrections': CorrectionsPage;
  'demands/demand': DemandPage;
  'desk/desk': DeskPage;
  'drafts/drafts': DraftsPage;
  'embed/matrix': MatrixPage;
  'embed/position': PositionPage;
  'errors/error': ErrorPage;
  'front/front': FrontPage;
  'matrix/matrix': MatrixPage;
  'data/data': DataPage;
  'imports/import': ImportPage;
  'imports/imports': ImportsPage;
  'methodology/methodology': MethodologyPage;
  'parties/party': PartyPage;
  'people/people': PeoplePage;
  'positions/position': PositionPage;
  'proposals/proposal': ProposalPage;
  'proposals/proposals': ProposalsPage;
  'records/reason': ReasonPage;
  'records/removal': RemovalPage;
  'records/source-act': SourceActPage;
  'records/version': VersionPage;
  'recent-changes/recent-changes': RecentChangesPage;
  'record-chain/entry': ChainEntryPage;
  'record-chain/record-chain': RecordChainPage;
  'search/search': SearchPage;
  'sign-in/new': SignInPage;
  'sign-in/resume': ResumePage;
  'sources/sources': SourcesPage;
  'structure/form': StructureFormPage;
  'structure/list': StructureListPage;
  'timeline/timeline': TimelinePage;
  'updates/new': NewUpdatePage;
  'updates/preview': PreviewPage;
  'updates/update': UpdatePage;
  'updates/updates': UpdatesPage;
  'work-list/work-list': WorkListPage;
}

export type PageName = keyof Pages;

/** The pages that search engines may take. */
export interface Sitemap {
  readonly urls: readonly string[];
}

/** Views that stand alone, without the layout around them. */
export interface Documents {
  'crawlers/sitemap': Sitemap;
  'feeds/atom': Feed;
}
