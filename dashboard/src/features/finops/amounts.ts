/** Amounts as people read them: whole units where they are large, all digits where they are small. */
export function money(amount: string | number, currency: string): string {
  const value = Number(amount);
  const digits = Math.abs(value) >= 1000 ? 0 : 2;
  return `${value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${currency}`;
}

/** How much more or less than before, for example "+12 %". */
export function change(now: string | number, before: string | number): string {
  const past = Number(before);
  const value = Number(now);
  if (past === 0) {
    return value === 0 ? 'the same' : 'new';
  }
  const percent = (100 * (value - past)) / Math.abs(past);
  return Math.abs(percent) < 0.5 ? 'the same' : `${percent > 0 ? '+' : '−'}${Math.abs(percent).toFixed(0)} %`;
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** The day so many days after another one. */
export function plusDays(day: string, days: number): string {
  const time = new Date(`${day}T00:00:00Z`);
  time.setUTCDate(time.getUTCDate() + days);
  return time.toISOString().slice(0, 10);
}
