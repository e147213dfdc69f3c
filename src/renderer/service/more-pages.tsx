import { Button } from '../ui/button.tsx'

interface MorePagesProps {
  of: {
    hasNextPage: boolean
    fetchNextPage: () => unknown
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    error: { message: string } | null
  }
  label?: string
}

/** Reads the next page where there is one (useServicePages), and says why it could not. */
export function MorePages({ of, label = 'Lire la suite' }: MorePagesProps) {
  if (!of.hasNextPage) return null
  return (
    <div>
      <Button onPress={() => void of.fetchNextPage()} isPending={of.isFetchingNextPage}>
        {label}
      </Button>
      {of.isFetchNextPageError && <p role="alert">{of.error?.message}</p>}
    </div>
  )
}
