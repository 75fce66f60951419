/**
 * Parameters that say how somebody came to a page, never which page it is, as listed by ClearURLs, AdGuard’s tracking
 * filter and Brave’s query filter: on no site does any of them name a document. In lower case; `*` stands for any
 * ending.
 */
const anywhere = [
  // Campaigns: Google Analytics, Matomo and Piwik, HubSpot, AT Internet, Parse.ly, Webtrekk, Coremetrics, comScore.
  'utm_* mtm_* matomo_* hsa_* at_* itm_* wt_mc wt_zmc wtrid cm_mmc* cm_me cm_cr xtor echobox cmpid s_cid',
  'pk_campaign pk_cpn pk_source pk_medium pk_keyword pk_kwd pk_content pk_cid pk_vid pk_group pk_placement piwik_*',
  'ga_source ga_medium ga_term ga_content ga_campaign ga_place otm_* hmb_campaign hmb_medium hmb_source',
  'ns_campaign ns_mchannel ns_source ns_linkname ns_fee dpg_source dpg_campaign dpg_medium dpg_content',
  // Ad clicks: Google, Meta, Microsoft, Yandex, X, TikTok, LinkedIn, Reddit, Snap, Pinterest and others.
  'gclid gclsrc gbraid wbraid dclid gad_source gad_campaignid srsltid gs_l usqp _ga _ga_* _gl',
  'fbclid fb_action_ids fb_action_types fb_comment_id fb_ref fb_source mibextid igsh igshid xmt',
  'action_object_map action_ref_map action_type_map',
  'msclkid yclid ysclid ymclid _openstat erid twclid __twitter_impression ttclid li_fat_id rdt_cid sccid epik',
  'rb_clickid wickedid irclickid irgwc awc tduid sscid dicbo tblci ef_id s_kwcid spm adfrom',
  '_branch_match_id _branch_referrer unicorn_click_id admitad_uid guccounter guce_referrer guce_referrer_sig',
  // Newsletters: Mailchimp, HubSpot, Marketo, Klaviyo, Vero, Omeda, Eloqua, Blueshift, MailerLite, Beehiiv and others.
  'mc_* _hsenc _hsmi __hsfp __hssc __hstc hsctatracking mkt_tok _kx _bhlid bbeml et_rid ss_email_id vgo_ee __s',
  'vero_id vero_conv oly_* oft_* bsft_* elqtrack elqtrackid elqcampaignid ml_subscriber ml_subscriber_hash',
  'cx_click cx_recsorder cx_recswidget mindbox-click-id mindbox-message-key sc_eh sc_uid',
].flatMap((names) => names.split(' '));

/** The same, but only on these sites and their subdomains; elsewhere such a name may say which document is meant. */
const onTheirSites: readonly { readonly sites: readonly string[]; readonly names: readonly string[] }[] = [
  { sites: ['twitter.com', 'x.com'], names: ['s', 't', 'ref_src', 'ref_url'] },
  { sites: ['youtube.com', 'youtu.be'], names: ['si', 'feature', 'pp'] },
  { sites: ['theguardian.com'], names: ['cmp'] },
  { sites: ['nytimes.com'], names: ['smid', 'smtyp'] },
];

/**
 * What sites and people append to the addresses of others; elsewhere it may name a document, on our pages it cannot.
 */
const behindOurs = ['ref', 'ref_src', 'ref_url', 'referrer', 'si'];

const exact = new Set(anywhere.filter((name) => !name.endsWith('*')));
const beginnings = anywhere.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
const anyBeginning = new RegExp(`^(?:${beginnings.join('|')})`);

function isTrackingAnywhere(name: string): boolean {
  return exact.has(name) || anyBeginning.test(name);
}

/** True for a parameter that does not affect which document an address at the host names. */
export function isTrackingParameter(name: string, host: string): boolean {
  const plain = name.toLowerCase();
  const isOf = (site: string) => host === site || host.endsWith(`.${site}`);
  return (
    isTrackingAnywhere(plain) ||
    onTheirSites.some(({ sites, names }) => names.includes(plain) && sites.some(isOf))
  );
}

/** True for a parameter that an address of our own pages may carry without any effect. */
export function isIgnoredHere(name: string): boolean {
  const plain = name.toLowerCase();
  return isTrackingAnywhere(plain) || behindOurs.includes(plain);
}
