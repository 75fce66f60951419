import { xmlText } from './xml-text.js';

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const mainNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const officeDocument = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const application = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const workbookType = `${application}.sheet`;

/** Where the parts of a workbook are (ECMA-376, part 2). */
export const rootRelations = `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${officeDocument}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

export function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

/** The parts that name the sheets, in their order. */
export function listingParts(sheets: readonly string[]): { readonly name: string; readonly text: string }[] {
  const each = (part: (sheet: string, number: number) => string) =>
    sheets.map((sheet, index) => part(sheet, index + 1)).join('');
  return [
    {
      name: 'xl/workbook.xml',
      text: `${declaration}<workbook xmlns="${mainNamespace}" xmlns:r="${officeDocument}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${each((sheet, number) => `<sheet name="${xmlText(sheet)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `${declaration}<Relationships xmlns="${packages}/relationships">${each((_, number) => `<Relationship Id="rId${number}" Type="${officeDocument}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${officeDocument}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      name: '[Content_Types].xml',
      text: `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${workbookType}.main+xml"/>${each((_, number) => `<Override PartName="/${sheetPath(number - 1)}" ContentType="${application}.worksheet+xml"/>`)}<Override PartName="/xl/styles.xml" ContentType="${application}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    },
  ];
}

/** What a program shows of a file before it opens it (Dublin Core). */
export function coreProperties({
  title,
  creator,
  description,
  created,
}: {
  readonly title: string;
  /** Who publishes it; empty for nobody. */
  readonly creator: string;
  readonly description: string;
  /** RFC 3339, UTC; null if it is not of one state. */
  readonly created: string | null;
}): string {
  const author = creator === '' ? '' : `<dc:creator>${xmlText(creator)}</dc:creator>`;
  const instant =
    created === null ? '' : `<dcterms:created xsi:type="dcterms:W3CDTF">${created}</dcterms:created>`;
  return `${declaration}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title>${author}<dc:description>${xmlText(description)}</dc:description>${instant}</cp:coreProperties>`;
}
