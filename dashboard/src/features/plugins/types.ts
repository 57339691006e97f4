import type { AgentState, AgentView, Capability, JsonObject, Maybe, Presence } from '@/lib/api/types';

export type PluginAct = 'ENABLE' | 'DISABLE' | 'UPGRADE' | 'UNINSTALL' | 'RENEW_TOKEN';

export interface Plugin {
  id: string;
  displayName: string;
  description: string;
  version: string;
  publisher?: Maybe<string>;
  state: AgentState;
  presence: Presence;
  transport: 'BUS' | 'HTTP';
  /** Where the manifest is from; ENROLLED for agents that nobody installed. */
  origin: 'ENROLLED' | 'URL' | 'FILE' | 'IMAGE';
  reference?: Maybe<string>;
  digest: string;
  scopes?: Maybe<string[]>;
  installedAt?: Maybe<string>;
  installedBy?: Maybe<string>;
  actions: PluginAct[];
}

/** A manifest is named by exactly one of these. */
export type ManifestSource = { url: string } | { manifest: JsonObject } | { image: string };

export interface Finding {
  level: 'ERROR' | 'BREAKING' | 'WARNING';
  where: string;
  message: string;
}

/** What is shown before anything is installed. */
export interface Inspection {
  digest: string;
  source: string;
  reference: string;
  id: string;
  version: string;
  displayName: string;
  description: string;
  publisher?: Maybe<string>;
  transport: 'BUS' | 'HTTP';
  capabilities: Capability[];
  emits: string[];
  wants: string[];
  scopes: { scope: string; granted: boolean; objection?: Maybe<string> }[];
  views: AgentView[];
  configurationSchema: JsonObject;
  defaultConfiguration: JsonObject;
  /** What an install would take the place of. */
  present?: Maybe<{ version: string; state: AgentState; digest?: Maybe<string>; same: boolean }>;
  installable: boolean;
  needsForce: boolean;
  findings: Finding[];
}

export type Decided = ManifestSource & { digest: string; scopes: string[]; force: boolean };

export interface Installed {
  plugin: Plugin;
  enrolmentToken?: Maybe<string>;
}
