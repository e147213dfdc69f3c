/**
 * Picks one of several by a seed and a place: looks drawn at random, and is the same each time (FNV-1a, then a mix of
 * its bits, for neighbouring places must not pick alike). @param among not empty
 */
export function draw<T>(seed: number, place: string, among: readonly T[]): T {
  let hash = 0x811c9dc5 ^ seed
  for (let at = 0; at < place.length; at += 1) hash = Math.imul(hash ^ place.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash ^= hash >>> 13
  return among[(hash >>> 0) % among.length] as T
}
