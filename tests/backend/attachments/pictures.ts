import { crc32, deflateSync } from 'node:zlib'

const words = (text: string) => Buffer.from(text, 'latin1')

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([words(name), data])
  const whole = Buffer.alloc(named.length + 8)
  whole.writeUInt32BE(data.length)
  named.copy(whole, 4)
  whole.writeUInt32BE(crc32(named), named.length + 4)
  return whole
}

interface Size {
  width: number
  height: number
}
const onePoint: Size = { width: 1, height: 1 }

/** A real PNG of one grey point, with chunks before its picture and bytes after its end. @param size what it says of itself */
export function pngWith(chunks: Record<string, string> = {}, after = '', { width, height } = onePoint): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0])
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...Object.entries(chunks).map(([name, data]) => chunk(name, words(data))),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    words(after),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** A JPEG by its structure: segments, one scan with a stuffed byte and a restart in it, its end, and bytes after. */
export function jpegWith(segments: Buffer[] = [], after = '', { width, height } = onePoint): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 1)
  frame.writeUInt16BE(width, 3)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...segments,
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.from([0xff, 0xd9]),
    words(after),
  ])
}
