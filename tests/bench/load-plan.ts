/** What the server is asked, and for how long. */
export interface LoadPlan {
  /** Of each server; editors and readers are spread over them. */
  readonly addresses: readonly string[];
  /** The cookie of each editor. */
  readonly editors: readonly string[];
  /** Whether each editor publishes one update a second, or one after the other as fast as they are answered. */
  readonly pace: 'one a second' | 'one after the other';
  /** The number of readers, each with a connection, who ask for one page after the other. */
  readonly readers: number;
  readonly pagesPerSecond: number;
  readonly seconds: number;
  /** For how many seconds the server is warmed up before, in the same way. */
  readonly warmingSeconds: number;
}

/** How long one kind of request took, each from the moment at which it was due. */
export interface Measured {
  readonly name: string;
  readonly milliseconds: readonly number[];
  /** The answers that were not as they should be. */
  readonly refusals: readonly string[];
}

export interface LoadReport {
  readonly measured: readonly Measured[];
  /** How late the requests left this process, which is not the server's fault. */
  readonly lateness: readonly number[];
}

/** Announces each stretch of requests: first the one that warms the server up, then the one that is measured. */
export type LoadMessage = 'begin' | LoadReport;
