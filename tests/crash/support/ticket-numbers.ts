/** What is missing from, or twice in, the ranks of each day's numbers. */
export function gapsIn(numbers: readonly string[]): string[] {
  const ranks = new Map<string, number[]>()
  for (const number of numbers) {
    const day = number.slice(0, 12)
    ranks.set(day, [...(ranks.get(day) ?? []), Number(number.slice(13))])
  }
  return [...ranks].flatMap(([day, found]) =>
    found
      .sort((a, b) => a - b)
      .flatMap((rank, index) => (rank === index + 1 ? [] : [`${day}: ${rank} at ${index + 1}`])),
  )
}
