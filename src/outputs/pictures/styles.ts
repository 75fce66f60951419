/** The light palette of views/assets/tracker.css: what is drawn has no dark mode, and a file has no style sheet of ours. */
const paper = '#ffffff';
const raised = '#f6f6f3';
const ink = '#191917';
const soft = '#5a5954';
const hairline = '#d8d7d1';
const usualAccent = '#12545f';
const accent = usualAccent;
const alarm = '#9c2f10';
const chartFor = '#5b4aa0';
const chartAgainst = '#a8560a';
const middle = '#dedfd8';

/** The tint behind a position, by its tone. */
export const tints: Readonly<Record<string, string>> = {
  'for-3': '#aba1d4',
  'for-2': '#cbc6e5',
  agreed: '#cbc6e5',
  'for-1': '#e3e1f2',
  middle,
  'against-1': '#fde6c4',
  'against-2': '#fccf90',
  'against-3': '#f3af5a',
  uncoded: paper,
  nothing: paper,
};

const tones = Object.keys(tints);
/** The edge of what is not on the record is of the colour of its side. */
const edges = (names: readonly string[], colour: string) =>
  names.map(
    (tone) =>
      `.tone-${tone}.by-reported,.tone-${tone}.by-inferred,.tone-${tone}.chart-pill-reported,.tone-${tone}.chart-pill-inferred{stroke:${colour}}`,
  );
const valueRules = [
  ...Object.entries(tints).map(([tone, colour]) => `.tone-${tone}{fill:${colour}}`),
  ...edges(tones, soft),
  ...edges(['for-1', 'for-2', 'for-3', 'agreed'], chartFor),
  ...edges(['against-1', 'against-2', 'against-3'], chartAgainst),
  `.by-reported,.by-inferred{stroke-width:1.5}.by-inferred{stroke-dasharray:4 2.5}`,
];

/** The course of one side: its line, dots, bars, and what stands at its end. */
function course(name: string, colour: string): string {
  return [
    `${name} .chart-line{stroke:${colour}}`,
    `${name} .chart-dots{stroke:${colour}}${name} .chart-dots-open{stroke:${paper}}`,
    `${name} .chart-bar,${name} .chart-end{fill:${colour}}`,
    `${name} .chart-sign{fill:${colour};color:${colour}}`,
  ].join('');
}

/**
 * Without variables and short forms, which not every program that opens an SVG knows. The classes of charts are those of the pages.
 */
export const pictureStyles = [
  `svg{font-family:"Source Sans 3","Source Sans Pro","Helvetica Neue",Arial,sans-serif;font-size:13px;font-weight:400;fill:${ink};color:${ink}}`,
  `.paper{fill:${paper}}.raised{fill:${raised}}.accent{fill:${accent}}.ink{fill:${ink}}`,
  `.hairline{stroke:${hairline};fill:none}.rule{stroke:${ink};fill:none}`,
  `.title,.sentence-wide,.sentence-card,.sentence-narrow,.quote{font-family:"Source Serif 4","Source Serif Pro",Georgia,"Times New Roman",serif;fill:${ink}}`,
  `.title{font-weight:600}.sentence-wide,.sentence-card{font-size:24px}.sentence-narrow{font-size:19px}`,
  `.quote{font-style:italic}.talks{font-weight:600;fill:${accent}}.lead{fill:${ink}}.soft{fill:${soft}}.bold{font-weight:600}.alarm{fill:${alarm}}`,
  `.middle{text-anchor:middle}.end{text-anchor:end}`,
  `.beside{font-size:17px;fill:${soft}}.beside-narrow{font-size:14px;fill:${soft}}`,
  `.section-count,.column-head{font-family:"Source Sans 3","Source Sans Pro","Helvetica Neue",Arial,sans-serif;font-weight:400;fill:${soft}}.section-count{font-size:14px}.column-head{font-size:11.5px}`,
  `.was{fill:${accent}}.gap{fill:${paper};stroke:${ink};stroke-width:1.5}.gap-agreed{fill:${accent};stroke:${accent}}.gap-room_signalled{stroke:${accent}}`,
  `.gap-off_the_table,.gap-not_enough_evidence{stroke:${hairline}}.gap-contradicted{fill:${paper};stroke:${ink}}`,
  `.gap-words{fill:${ink};font-weight:600}.gap-words-agreed{fill:${paper}}.gap-words-room_signalled{fill:${accent}}.gap-words-off_the_table,.gap-words-not_enough_evidence{fill:${soft};font-weight:400}`,
  `.bar-gap{fill:${soft}}.bar-gap-agreed{fill:#2e7d46}.bar-gap-aligned_for{fill:${chartFor}}.bar-gap-aligned_against{fill:${chartAgainst}}.bar-gap-aligned_for_so_far{fill:#9a8fc6}.bar-gap-aligned_against_so_far{fill:#cf9a63}.bar-gap-room_signalled{fill:#86c9d4}.bar-gap-opposed{fill:#8b8a83}.bar-gap-blocked_by_red_line{fill:${ink}}`,
  `.bar-gap-not_enough_evidence{fill:${middle}}.bar-gap-off_the_table{fill:url(#hatching);stroke:${soft};stroke-width:0.5}.bar-gap-past{fill:${paper};stroke:${soft};stroke-width:1.5}`,
  `.faint{fill:#7a7972}.cue{fill:none;stroke:${ink};stroke-width:1.6}.cue-moved{stroke:${accent};stroke-width:2}`,
  `.step-0{fill:${paper}}.step-1{fill:#eeeeee}.step-2{fill:#dedede}.step-3{fill:#cecece}.step-4{fill:#bebebe}.of{font-size:12.5px;font-weight:400;fill:${soft}}`,
  `.relation{stroke:none}.relation-both_for{fill:${chartFor}}.relation-both_against{fill:${chartAgainst}}.relation-open{fill:#b5b4b1}.relation-off_the_table{fill:url(#hatching);stroke:${soft};stroke-width:0.5}.relation-not_known{fill:${paper};stroke:${hairline}}.relation-opposite_sides{fill:${ink}}`,
  `.event-name{fill:${ink};font-size:13px}.event-name-narrow{fill:${ink};font-size:15px}`,
  `.sign{fill:${ink};color:${ink}}`,
  `.chart{font-size:13px;font-weight:400}`,
  `.chart-axis,.chart-tick{stroke:${ink}}`,
  `.chart-label,.chart-level,.chart-gap,.chart-lane-count,.chart-lane-contested,.chart-count{fill:${soft}}`,
  `.chart-gap,.chart-lane-count,.chart-lane-contested,.chart-count{font-size:12px}.chart-count{text-anchor:middle}`,
  `.chart-narrow .chart-level{font-size:12px;paint-order:stroke;stroke:${paper};stroke-width:4px;stroke-linejoin:round}`,
  `.chart-lane{stroke:${hairline}}.chart-lane-label{fill:${ink}}.chart-row-dot{fill:${ink}}`,
  `.chart-band-for{fill:#f3f2fb}.chart-band-middle{fill:#f5f5f2}.chart-band-against{fill:#fff6ea}.chart-band-none{fill:none;stroke:${hairline}}`,
  `.chart-event-line{fill:none;stroke:${soft};stroke-width:0.75;stroke-dasharray:1 3}.chart-event-span{fill:${soft};opacity:0.09}`,
  `.chart-event circle{fill:${paper};stroke:${soft}}.chart-event text{text-anchor:middle;fill:${ink};font-size:11px;font-weight:600}`,
  `.chart-line{fill:none;stroke:${soft};stroke-width:2.25}.chart-dots{fill:none;stroke:${soft};stroke-linecap:round;stroke-width:9.75}.chart-dots-small{stroke-width:5.75}.chart-dots-open{stroke:${paper};stroke-width:6.25}.chart-dots-open.chart-dots-small{stroke-width:2.25}.chart-event-tick{fill:none;stroke:${soft}}`,
  `.chart-bar{fill:${soft};opacity:0.35}.chart-end{fill:${soft}}.chart-sign{fill:${soft};color:${soft}}`,
  course('.chart-course-for', chartFor),
  course('.chart-course-against', chartAgainst),
  course('.chart-course-contested', accent),
  `.chart-course-moved .chart-end{font-weight:600}`,
  `.chart-line-reported{stroke-width:1}`,
  `.chart-line-inferred{stroke-width:1.5;stroke-dasharray:4 2.5}`,
  `.chart-contested{fill:none;stroke:${accent};stroke-width:2}.chart-area{fill:none}`,
  `.chart-mark{fill:${paper};stroke:${soft};stroke-width:1.4}.chart-mark-towards{fill:${chartFor};stroke:none}.chart-mark-away{fill:${chartAgainst};stroke:none}`,
  `.chart-amount{font-weight:600}.chart-pill{stroke:none;stroke-width:1.5}.chart-pill-inferred{stroke-dasharray:4 2.5}`,
  `.chart-hatching{fill:url(#hatching);opacity:0.26}.chart-standing{stroke:${ink};stroke-width:2.5;fill:none}`,
  `.chart-pill-sign,.chart-pill-word{fill:${ink};color:${ink}}.chart-move{fill:none;stroke:${accent};stroke-width:1.75}`,
  `.chart-stretch{fill:none;stroke:${raised};stroke-width:22}.chart-stretch-edge{fill:none;stroke:${soft};stroke-width:0.75}.chart-stretch-blocked_by_red_line,.chart-stretch-opposed{stroke:#fde6c4}.chart-stretch-room_signalled{stroke:${middle}}`,
  `.chart-stretch-aligned_for,.chart-stretch-aligned_against,.chart-stretch-agreed{stroke:#e3e1f2}`,
  `.chart-row-head{fill:${ink};font-weight:600}.chart-row-moved{font-weight:600}.chart-turn{fill:none;stroke:${ink};stroke-width:1.5}`,
  `.chart-held{fill:none;stroke-width:13}.chart-held-reported,.chart-held-inferred{stroke-width:10}.chart-held-edge{fill:none;stroke:${soft};stroke-width:13}.chart-held-edge-inferred{stroke-dasharray:4 2.5}`,
  ...Object.entries(tints).map(([tone, colour]) => `.chart-held-${tone}{stroke:${colour}}`),
  `.chart-held-on_record.chart-held-uncoded{stroke:${hairline}}`,
  ['for-1', 'for-2', 'for-3', 'agreed']
    .map((tone) => `.chart-held-edge-${tone}{stroke:${chartFor}}`)
    .join(''),
  ['against-1', 'against-2', 'against-3']
    .map((tone) => `.chart-held-edge-${tone}{stroke:${chartAgainst}}`)
    .join(''),
  ...valueRules,
].join('\n');

/** In the colour of the instance, if it has one of its own. */
export function stylesIn(colour: string | null): string {
  return colour === null ? pictureStyles : pictureStyles.replaceAll(usualAccent, colour);
}
