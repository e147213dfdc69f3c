/** The scheme that the telephone system opens, declared in electron-builder.yml too. */
export const linkScheme = 'numi-hotliner'

const start = `${linkScheme}:`

/** The link among the arguments of a start; null when there is none, or several: nobody writes two. */
export function linkIn(args: readonly string[]): string | null {
  const links = args.filter((arg) => arg.slice(0, start.length).toLowerCase() === start)
  return links.length === 1 ? (links[0] ?? null) : null
}
