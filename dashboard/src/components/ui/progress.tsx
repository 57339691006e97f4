export function Progress({ percent, label }: { percent: number; label: string }) {
  const value = Math.round(Math.min(100, Math.max(0, percent)));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={100}
      className="h-1 w-full overflow-hidden rounded-full bg-busy-soft"
    >
      <div className="h-full rounded-full bg-busy transition-[width] duration-500" style={{ width: `${value}%` }} />
    </div>
  );
}
