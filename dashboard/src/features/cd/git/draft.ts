import type { Tracking } from './types';

/** How a branch is followed, as it stands in a form. */
export interface Draft {
  branch: string;
  auto: boolean;
  prune: boolean;
  revert: boolean;
  /** One to a line. */
  paths: string;
  poll: string;
}

export const NEW_DRAFT: Draft = { branch: '', auto: false, prune: false, revert: false, paths: '', poll: '' };

export function draftOf(tracking: Tracking): Draft {
  return {
    branch: tracking.branch ?? '',
    auto: tracking.auto ?? false,
    prune: tracking.prune ?? false,
    revert: tracking.revert ?? false,
    paths: tracking.paths.join('\n'),
    poll: tracking.pollSeconds == null ? '' : String(tracking.pollSeconds),
  };
}

/** What is not in the form stays as it was. */
export function trackingOf(draft: Draft, before?: Tracking): Tracking {
  return {
    branch: draft.branch.trim() === '' ? null : draft.branch.trim(),
    auto: draft.auto,
    prune: draft.prune,
    revert: draft.revert,
    paths: draft.paths
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    dependsOn: before?.dependsOn ?? [],
    pollSeconds: draft.poll === '' ? null : Number(draft.poll),
    held: before?.held ?? null,
  };
}
