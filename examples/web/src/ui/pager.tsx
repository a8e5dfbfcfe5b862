interface PagerProps {
  /** From 1. */
  page: number;
  pages: number;
  onTurn(page: number): void;
}

/** The buttons of a list that is shown page by page. */
export function Pager({ page, pages, onTurn }: PagerProps) {
  return (
    <nav aria-label="Pages of the list" className="actions">
      <button type="button" disabled={page <= 1} onClick={() => onTurn(page - 1)}>
        Previous page
      </button>
      <span role="status">
        Page {page} of {pages}
      </span>
      <button type="button" disabled={page >= pages} onClick={() => onTurn(page + 1)}>
        Next page
      </button>
    </nav>
  );
}
