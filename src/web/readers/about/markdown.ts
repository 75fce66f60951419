import type { MarkedToken, Token } from 'marked';

/** A stretch of text of one kind; its words are printed, never read as HTML. */
export interface Piece {
  readonly text: string;
  readonly isStrong: boolean;
  readonly isEmphasis: boolean;
  readonly isCode: boolean;
  /** Where it leads; null for nowhere. */
  readonly url: string | null;
  /** True if a new line begins here. */
  readonly isBreak: boolean;
}

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly pieces: readonly Piece[] }
  /** A line is a paragraph of a list whose items stand close together. */
  | { readonly kind: 'paragraph' | 'line'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'rule' };

/** Below the title of the page. */
const [highest, lowest] = [2, 4];

/**
 * A text in Markdown as blocks that a view prints. HTML in it is printed as it was typed, links lead only to web and
 * mail addresses and to our own pages, and pictures are their descriptions.
 */
export async function blocksOf(markdown: string): Promise<Block[]> {
  // Loaded when somebody reads about the site, so that the server starts sooner.
  const { lexer } = await import('marked');
  const tokens = lexer(markdown);
  const depths = [
    ...new Set(tokens.flatMap((token) => (token.type === 'heading' ? [Number(token.depth)] : []))),
  ];
  const ranked = depths.toSorted((one, other) => one - other);
  const levelOf = (depth: number) => Math.min(lowest, highest + Math.max(0, ranked.indexOf(depth)));
  return tokens.flatMap((token) => blocksIn(token as MarkedToken, levelOf));
}

function blocksIn(token: MarkedToken, levelOf: (depth: number) => number): Block[] {
  const within = (tokens: readonly Token[]) =>
    tokens.flatMap((each) => blocksIn(each as MarkedToken, levelOf));
  switch (token.type) {
    case 'space':
    case 'def':
      return [];
    case 'heading':
      return [{ kind: 'heading', level: levelOf(token.depth), pieces: piecesOf(token.tokens) }];
    case 'paragraph':
      return [{ kind: 'paragraph', pieces: piecesOf(token.tokens) }];
    case 'text':
      return [{ kind: 'line', pieces: piecesOf(token.tokens ?? [token]) }];
    case 'list':
      return [
        { kind: 'list', isOrdered: token.ordered, items: token.items.map(({ tokens }) => within(tokens)) },
      ];
    case 'blockquote':
      return [{ kind: 'quote', blocks: within(token.tokens) }];
    case 'hr':
      return [{ kind: 'rule' }];
    case 'code':
      return [{ kind: 'code', text: token.text }];
    default:
      // A table, HTML: as it was typed.
      return [{ kind: 'paragraph', pieces: [{ ...plain, text: token.raw.trim() }] }];
  }
}

const plain: Piece = {
  text: '',
  isStrong: false,
  isEmphasis: false,
  isCode: false,
  url: null,
  isBreak: false,
};

function piecesOf(tokens: readonly Token[], look: Piece = plain): Piece[] {
  return tokens.flatMap((each) => {
    const token = each as MarkedToken;
    switch (token.type) {
      case 'strong':
        return piecesOf(token.tokens, { ...look, isStrong: true });
      case 'em':
        return piecesOf(token.tokens, { ...look, isEmphasis: true });
      case 'link':
        return piecesOf(token.tokens, { ...look, url: safeUrl(token.href) });
      case 'codespan':
        return [{ ...look, text: token.text, isCode: true }];
      case 'br':
        return [{ ...plain, isBreak: true }];
      case 'text':
        return token.tokens ? piecesOf(token.tokens, look) : [{ ...look, text: token.text }];
      case 'escape':
      case 'image':
        return [{ ...look, text: token.text }];
      default:
        return [{ ...look, text: token.raw }];
    }
  });
}

/** Null for what runs, such as `javascript:`. */
function safeUrl(url: string): string | null {
  return /^(https?:\/\/|mailto:|#|\/(?![/\\]))/i.test(url) ? url : null;
}
