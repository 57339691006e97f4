const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "just now", "42 s ago", "5 min ago", "3 h ago", "12 d ago"; also into the future. */
export function formatAge(iso: string, now: number): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) {
    return iso;
  }
  const distance = now - time;
  const size = Math.abs(distance);
  if (size < 2 * SECOND) {
    return 'just now';
  }
  const text = largestUnit(size);
  return distance >= 0 ? `${text} ago` : `in ${text}`;
}

function largestUnit(milliseconds: number): string {
  if (milliseconds < MINUTE) {
    return `${Math.floor(milliseconds / SECOND)} s`;
  }
  if (milliseconds < HOUR) {
    return `${Math.floor(milliseconds / MINUTE)} min`;
  }
  if (milliseconds < DAY) {
    return `${Math.floor(milliseconds / HOUR)} h`;
  }
  return `${Math.floor(milliseconds / DAY)} d`;
}

/** "0.4 s", "42 s", "3 m 07 s", "1 h 05 m", "2 d 03 h". */
export function formatDuration(milliseconds: number): string {
  const value = Math.max(0, milliseconds);
  if (value < 10 * SECOND) {
    return `${(value / SECOND).toFixed(1)} s`;
  }
  if (value < MINUTE) {
    return `${Math.round(value / SECOND)} s`;
  }
  const pad = (number: number) => String(number).padStart(2, '0');
  if (value < HOUR) {
    return `${Math.floor(value / MINUTE)} m ${pad(Math.floor((value % MINUTE) / SECOND))} s`;
  }
  if (value < 2 * DAY) {
    return `${Math.floor(value / HOUR)} h ${pad(Math.floor((value % HOUR) / MINUTE))} m`;
  }
  return `${Math.floor(value / DAY)} d ${pad(Math.floor((value % DAY) / HOUR))} h`;
}

export function formatTime(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime())
    ? iso
    : time.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}

export function formatClock(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime())
    ? iso
    : time.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
}

export function formatNumber(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 4 });
}

export function shortCommit(commit: string): string {
  return commit.slice(0, 8);
}

export function shortDigest(digest: string): string {
  return digest.replace(/^(sha256:)?([0-9a-f]{12}).*$/, '$2');
}

/** "refs/heads/main" is "main" to a reader. */
export function shortRef(ref: string): string {
  return ref.replace(/^refs\/(heads|tags)\//, '');
}

/** Only http(s) addresses become links; anything else stays text. */
export function safeUrl(text: string): string | null {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
