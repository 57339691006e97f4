import type { Hook, HookWish } from './api';

/** A hook as it stands in the form. */
export interface Draft {
  name: string;
  url: string;
  types: string;
  applicationId: string;
  secretName: string;
  enabled: boolean;
  newSecret: boolean;
}

export function draftOf(hook: Hook | undefined): Draft {
  return {
    name: hook?.name ?? '',
    url: hook?.url ?? '',
    types: hook?.types.join('\n') ?? 'dev.hexad.run.*',
    applicationId: hook?.applicationId ?? '',
    secretName: hook?.secretName ?? '',
    enabled: hook?.enabled ?? true,
    newSecret: false,
  };
}

export function wishOf(draft: Draft): HookWish {
  return {
    name: draft.name.trim(),
    url: draft.url.trim(),
    types: draft.types.split(/\s+/).filter((type) => type !== ''),
    enabled: draft.enabled,
    ...(draft.applicationId === '' ? {} : { applicationId: draft.applicationId }),
    ...(draft.secretName === '' ? {} : { secretName: draft.secretName }),
    ...(draft.newSecret ? { newSecret: true } : {}),
  };
}
