/** What is asked of the server, and for how long. */
export interface LoadPlan {
  readonly address: string;
  /** The cookie of each editor; each publishes one update a second. */
  readonly editors: readonly string[];
  /** So many readers have a connection each, and ask in turn for one page after the other. */
  readonly readers: number;
  readonly pagesPerSecond: number;
  readonly seconds: number;
  /** For so many seconds the server is warmed up before, in the same way. */
  readonly warmingSeconds: number;
}

/** What one kind of request took, each from the moment at which it was due. */
export interface Measured {
  readonly name: string;
  readonly milliseconds: readonly number[];
  /** What was answered otherwise than it should be. */
  readonly refusals: readonly string[];
}

export interface LoadReport {
  readonly measured: readonly Measured[];
  /** How late the requests left this process: what the machine, not the server, is to blame for. */
  readonly lateness: readonly number[];
}

/** Each stretch of requests is announced: first that which warms the server up, then that which is measured. */
export type LoadMessage = 'begin' | LoadReport;
