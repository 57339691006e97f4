package dev.hexad.standalone.bench.drift;

/**
 * What the API server was asked since its start.
 *
 * @param reads of single objects
 * @param dryRuns of server-side apply
 */
record Counts(long reads, long dryRuns) {
  static final String PATH = "/counts";

  /** What has come since an earlier count. */
  Counts since(Counts earlier) {
    return new Counts(reads - earlier.reads, dryRuns - earlier.dryRuns);
  }
}
