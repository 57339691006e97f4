import type { Maybe } from '@/lib/api/types';
import type { Difference } from '../types';

export type SyncState = 'UNKNOWN' | 'SYNCED' | 'OUT_OF_SYNC' | 'SYNCING' | 'WAITING' | 'FAILED';

/** How an environment follows a branch; what is absent takes the agent's default. */
export interface Tracking {
  branch?: Maybe<string>;
  /** Whether what Git says comes without being asked. */
  auto?: Maybe<boolean>;
  /** Whether what is gone from Git goes without being asked. */
  prune?: Maybe<boolean>;
  /** Whether going back is written to the branch as a revert. */
  revert?: Maybe<boolean>;
  paths: string[];
  dependsOn: { applicationId: string; environment: string }[];
  pollSeconds?: Maybe<number>;
  /** Why nothing comes by itself for now. */
  held?: Maybe<string>;
}

export interface Tracked {
  applicationId: string;
  application: string;
  environment: string;
  tracking: Tracking;
  state: SyncState;
  reason?: Maybe<string>;
  /** That the branch was at when somebody looked last. */
  commit?: Maybe<string>;
  /** That was stable then. */
  deployment?: Maybe<string>;
  items: Difference[];
  checkedAt?: Maybe<string>;
  /** Of the run that brings it there, or has done so last. */
  runId?: Maybe<string>;
}
