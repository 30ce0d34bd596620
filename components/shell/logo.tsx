/** Two speech bubbles, as app/icon.svg. */
export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M8 9h11a3 3 0 0 1 3 3v4a3 3 0 0 1-3 3h-6l-5 4v-4a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2z"
        fill="#fff"
      />
      <path
        d="M24 13a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2v3l-4-3h-4a2 2 0 0 1-1.8-1.2H19a5 5 0 0 0 5-5z"
        fill="#c7d2fe"
      />
    </svg>
  );
}
