package dev.hexad.cd.gitops;

/** How an environment stands to the branch that it follows. */
enum SyncState {
  /** Nobody has looked yet. */
  UNKNOWN,
  SYNCED,
  /** Git says something else than what runs. */
  OUT_OF_SYNC,
  /** A run brings it there. */
  SYNCING,
  /** It would be brought there, but something holds it back. */
  WAITING,
  /** It could not be found out. */
  FAILED
}
