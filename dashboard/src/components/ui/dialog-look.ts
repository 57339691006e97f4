/** Looks that questions and forms above a page share. */
export const DIALOG =
  'fixed top-1/3 left-1/2 z-50 max-h-[calc(100vh-2rem)] -translate-x-1/2 -translate-y-1/3 overflow-y-auto rounded-lg border border-line bg-surface p-5 shadow-xl';
export const NARROW = 'w-[min(28rem,calc(100vw-2rem))]';
export const WIDE = 'w-[min(42rem,calc(100vw-2rem))]';
