import type { MarkedToken, Token, TokensList } from 'marked';

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
/** How far things may stand in one another. */
const deepest = 16;

/**
 * A text in Markdown as blocks that a view prints. HTML in it is printed as it was typed, and so is what stands deeper
 * than anybody writes; links lead only to web and mail addresses and to our own pages, and pictures are their descriptions.
 */
export async function blocksOf(markdown: string): Promise<Block[]> {
  // Loaded where there is such a text, so that other servers start sooner.
  const { lexer } = await import('marked');
  const tokens = tokensOf(lexer, markdown);
  if (tokens === null) return [{ kind: 'code', text: markdown }];
  const depths = [
    ...new Set(tokens.flatMap((token) => (token.type === 'heading' ? [Number(token.depth)] : []))),
  ];
  const ranked = depths.toSorted((one, other) => one - other);
  const levelOf = (depth: number) => Math.min(lowest, highest + Math.max(0, ranked.indexOf(depth)));
  return tokens.flatMap((token) => blocksIn(token as MarkedToken, levelOf, 0));
}

/** Null for what is nested in itself until the stack ends. */
function tokensOf(lexer: (markdown: string) => TokensList, markdown: string): TokensList | null {
  try {
    return lexer(markdown);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function blocksIn(token: MarkedToken, levelOf: (depth: number) => number, depth: number): Block[] {
  if (depth === deepest) return asTyped(token);
  const within = (tokens: readonly Token[]) =>
    tokens.flatMap((each) => blocksIn(each as MarkedToken, levelOf, depth + 1));
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
      return asTyped(token);
  }
}

function asTyped({ raw }: MarkedToken): Block[] {
  return [{ kind: 'paragraph', pieces: [{ ...plain, text: raw.trim() }] }];
}

const plain: Piece = {
  text: '',
  isStrong: false,
  isEmphasis: false,
  isCode: false,
  url: null,
  isBreak: false,
};

function piecesOf(tokens: readonly Token[], look: Piece = plain, depth = 0): Piece[] {
  return tokens.flatMap((each) => {
    const token = each as MarkedToken;
    if (depth === deepest) return [{ ...look, text: token.raw }];
    const within = (inner: readonly Token[], change: Partial<Piece>) =>
      piecesOf(inner, { ...look, ...change }, depth + 1);
    switch (token.type) {
      case 'strong':
        return within(token.tokens, { isStrong: true });
      case 'em':
        return within(token.tokens, { isEmphasis: true });
      case 'link':
        return within(token.tokens, { url: safeUrl(token.href) });
      case 'codespan':
        return [{ ...look, text: token.text, isCode: true }];
      case 'br':
        return [{ ...plain, isBreak: true }];
      case 'text':
        return token.tokens ? within(token.tokens, {}) : [{ ...look, text: token.text }];
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
