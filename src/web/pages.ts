import type { AccountFormPage } from './desk/account/form-page.js';
import type { AccountPage } from './desk/account/pages.js';
import type { AuditPage } from './desk/audit/pages.js';
import type { ChangesPage } from './readers/changes/pages.js';
import type { ComparePage } from './readers/compare/pages.js';
import type { ConfirmationPage } from './frame/confirmation/pages.js';
import type { CorrectionsPage } from './readers/corrections/pages.js';
import type { DemandPage } from './readers/demands/pages.js';
import type { DeskPage } from './desk/start/pages.js';
import type { DraftsPage } from './desk/drafts/pages.js';
import type { ErrorPage } from './frame/errors/pages.js';
import type { Feed } from './readers/feeds/feed.js';
import type { FrontPage } from './readers/front/pages.js';
import type { MatrixPage } from './readers/matrix/pages.js';
import type { DataPage } from './readers/data/pages.js';
import type { ImportPage, ImportsPage } from './desk/imports/pages.js';
import type { MethodologyPage } from './readers/methodology/pages.js';
import type { PartyPage } from './readers/parties/pages.js';
import type { PeoplePage } from './desk/people/pages.js';
import type { PositionPage } from './readers/positions/pages.js';
import type { ProposalPage, ProposalsPage } from './desk/proposals/pages.js';
import type { ReasonPage, RemovalPage, SourceActPage, VersionPage } from './desk/records/pages.js';
import type { SearchPage } from './readers/search/pages.js';
import type { RecentChangesPage } from './desk/recent-changes/pages.js';
import type { ChainEntryPage, RecordChainPage } from './readers/record-chain/pages.js';
import type { ResumePage, SignInPage } from './frame/session/pages.js';
import type { SourcesPage } from './readers/sources/pages.js';
import type { StructureFormPage } from './desk/structure/form-page.js';
import type { StructureListPage } from './desk/structure/list-page.js';
import type { TimelinePage } from './readers/timeline/pages.js';
import type { NewUpdatePage } from './parts/update-form/new-page.js';
import type { PreviewPage } from './parts/update-form/preview-page.js';
import type { UpdatePage, UpdatesPage } from './readers/updates/pages.js';
import type { WorkListPage } from './desk/work-list/pages.js';

/** Every view by its name under views/, with what it prints. A test renders each with a sample. */
export interface Pages {
  'desk/account/account': AccountPage;
  'desk/account/form': AccountFormPage;
  'desk/audit/audit': AuditPage;
  'readers/changes/changes': ChangesPage;
  'readers/compare/compare': ComparePage;
  'frame/confirmation/confirmation': ConfirmationPage;
  'readers/corrections/corrections': CorrectionsPage;
  'readers/demands/demand': DemandPage;
  'desk/start/desk': DeskPage;
  'desk/drafts/drafts': DraftsPage;
  'readers/embed/matrix': MatrixPage;
  'readers/embed/position': PositionPage;
  'frame/errors/error': ErrorPage;
  'readers/front/front': FrontPage;
  'readers/matrix/matrix': MatrixPage;
  'readers/data/data': DataPage;
  'desk/imports/import': ImportPage;
  'desk/imports/imports': ImportsPage;
  'readers/methodology/methodology': MethodologyPage;
  'readers/parties/party': PartyPage;
  'desk/people/people': PeoplePage;
  'readers/positions/position': PositionPage;
  'desk/proposals/proposal': ProposalPage;
  'desk/proposals/proposals': ProposalsPage;
  'desk/records/reason': ReasonPage;
  'desk/records/removal': RemovalPage;
  'desk/records/source-act': SourceActPage;
  'desk/records/version': VersionPage;
  'desk/recent-changes/recent-changes': RecentChangesPage;
  'readers/record-chain/entry': ChainEntryPage;
  'readers/record-chain/record-chain': RecordChainPage;
  'readers/search/search': SearchPage;
  'frame/session/new': SignInPage;
  'frame/session/resume': ResumePage;
  'readers/sources/sources': SourcesPage;
  'desk/structure/form': StructureFormPage;
  'desk/structure/list': StructureListPage;
  'readers/timeline/timeline': TimelinePage;
  'desk/updates/new': NewUpdatePage;
  'desk/updates/preview': PreviewPage;
  'readers/updates/update': UpdatePage;
  'readers/updates/updates': UpdatesPage;
  'desk/work-list/work-list': WorkListPage;
}

export type PageName = keyof Pages;

/** The pages that search engines may take. */
export interface Sitemap {
  readonly urls: readonly string[];
}

/** Views that stand alone, without the layout around them. */
export interface Documents {
  'readers/crawlers/sitemap': Sitemap;
  'readers/feeds/atom': Feed;
}
