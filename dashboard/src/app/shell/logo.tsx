export function Logo() {
  return (
    <svg viewBox="0 0 24 24" className="size-6 shrink-0" aria-hidden>
      <path d="M12 1.5 21.1 6.75v10.5L12 22.5l-9.1-5.25V6.75Z" className="fill-accent" />
      <path
        d="M8.4 7.6v8.8M15.6 7.6v8.8M8.4 12h7.2"
        className="stroke-on-accent"
        strokeWidth="2"
        strokeLinecap="round"
        fill="none"
      />
    </svg>
  );
}
