import { formatDuration, formatNumber } from '@/lib/format';
import type { Measures } from './types';

export interface DeliveryKey {
  name: string;
  value: string;
  /** What the value is counted from. */
  basis: string;
}

const took = (seconds: number | null | undefined) => (seconds == null ? '–' : formatDuration(seconds * 1000));

const counted = (count: number, what: string) => (count === 1 ? `of 1 ${what}` : `of ${count} ${what}s`);

export const KEY_NAMES = ['Deployment frequency', 'Lead time', 'Change failure rate', 'Time to restore'] as const;

/** The four keys in words; a share of two deployments says little, so each says what it is counted from. */
export function keysOf(data: Measures): DeliveryKey[] {
  const [frequency, lead, failures, restore] = KEY_NAMES;
  return [
    {
      name: frequency,
      value: data.perDay == null ? '–' : `${formatNumber(Math.round(data.perDay * 100) / 100)} per day`,
      basis: data.deployments === 0 ? 'No deployment in this time' : counted(data.deployments, 'deployment'),
    },
    {
      name: lead,
      value: took(data.leadP50Seconds),
      basis:
        data.leadSamples === 0
          ? 'No commit was delivered'
          : `p90 ${took(data.leadP90Seconds)}, ${counted(data.leadSamples, 'commit')}`,
    },
    {
      name: failures,
      value: data.failureShare == null ? '–' : `${formatNumber(Math.round(data.failureShare * 1000) / 10)} %`,
      basis: data.begun === 0 ? 'Nothing could fail' : `${data.failed} of ${data.begun} begun`,
    },
    {
      name: restore,
      value: took(data.restoreP50Seconds),
      basis:
        data.restoreSamples === 0
          ? 'Nothing had to be restored'
          : `p90 ${took(data.restoreP90Seconds)}, ${counted(data.restoreSamples, 'failure')}`,
    },
  ];
}
