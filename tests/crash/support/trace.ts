/** One answer that left the station, and what the disk had been told of the WAL since the answer before. */
export interface Acknowledgement {
  /** The request's. */
  id: number
  /** Writes to the WAL… */
  written: number
  /** …those of them that no sync has followed… */
  unsynced: number
  /** …and the syncs. */
  synced: number
}

/** Reads an strace (-f -y) of a station: each answered request that went well, in order. */
export function acknowledgements(trace: string, walName: string): Acknowledgement[] {
  const found: Acknowledgement[] = []
  let [written, unsynced, synced] = [0, 0, 0]
  for (const line of whole(trace)) {
    const isWal = line.includes(`${walName}>`)
    if (isWal && /\bp?write(v|64)?\(/.test(line)) {
      written += 1
      unsynced += 1
    } else if (isWal && /\bf(data)?sync\(.*= 0$/.test(line)) {
      unsynced = 0
      synced += 1
    }
    const answer = /\b(?:write|writev|sendmsg)\(.*\{\\"id\\":(\d+),\\"result\\":\{\\"ok\\":true/.exec(line)
    if (!answer) continue
    found.push({ id: Number(answer[1]), written, unsynced, synced })
    ;[written, unsynced, synced] = [0, 0, 0]
  }
  return found
}

/** A call that another thread interrupted is written in two halves: it counts where it resumes, with all it said. */
function whole(trace: string): string[] {
  const begun = new Map<string, string>()
  return trace.split('\n').flatMap((line) => {
    const pid = line.split(' ', 1)[0] ?? ''
    if (line.endsWith('<unfinished ...>')) {
      begun.set(pid, line.slice(0, -'<unfinished ...>'.length))
      return []
    }
    const resumed = /<\.\.\. \w+ resumed>(.*)$/.exec(line)
    return resumed ? [`${begun.get(pid) ?? ''}${resumed[1]}`] : [line]
  })
}
