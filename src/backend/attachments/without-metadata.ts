import type { AttachmentType } from '#shared/domain/attachment.ts'

/**
 * The same picture, byte for byte, without what its file says beside it: place, camera, dates, comments, thumbnail, and
 * whatever follows the picture. Nothing is decoded, so that no picture costs more than its bytes; only what a reader
 * needs to draw it is copied.
 * @returns null when the file does not hold together: cut short, or not what it begins as
 */
export const withoutMetadata = (image: Buffer, type: AttachmentType): Buffer | null =>
  type === 'image/png' ? ofPng(image) : ofJpeg(image)

const pngSignature = 8
const pngKept = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs', 'IDAT', 'IEND'])

function ofPng(image: Buffer): Buffer | null {
  const kept: Buffer[] = [image.subarray(0, pngSignature)]
  const seen = new Set<string>()
  for (let at = pngSignature; at + 12 <= image.length; ) {
    const end = at + 12 + image.readUInt32BE(at)
    const name = image.toString('latin1', at + 4, at + 8)
    if (end > image.length || (seen.size === 0 && name !== 'IHDR')) return null
    if (pngKept.has(name)) kept.push(image.subarray(at, end))
    seen.add(name)
    if (name === 'IEND') return seen.has('IDAT') ? Buffer.concat(kept) : null
    at = end
  }
  return null
}

const [startOfImage, endOfImage, startOfScan] = [0xd8, 0xd9, 0xda]
const [app0, app1, app14] = [0xe0, 0xe1, 0xee]
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7
/** Frames, tables, restart intervals, scans: all of the picture itself. */
const isPicture = (marker: number) => (marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xda && marker <= 0xdf)

function ofJpeg(image: Buffer): Buffer | null {
  const kept: Buffer[] = [Buffer.from([0xff, startOfImage])]
  let hasScan = false
  for (let at = 2; at + 4 <= image.length || image[at + 1] === endOfImage; ) {
    const marker = image[at + 1]
    if (image[at] !== 0xff || marker === undefined) return null
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === endOfImage) return hasScan ? Buffer.concat([...kept, Buffer.from([0xff, endOfImage])]) : null
    const length = image.readUInt16BE(at + 2)
    const dataEnd = at + 2 + length
    if (length < 2 || dataEnd > image.length) return null
    const end = marker === startOfScan ? endOfScan(image, dataEnd) : dataEnd
    kept.push(keptOfSegment(marker, image.subarray(at + 4, dataEnd), image.subarray(at, end)))
    hasScan ||= marker === startOfScan
    at = end
  }
  return null
}

/** Compressed data goes on until a marker that is neither a stuffed byte nor a restart. */
function endOfScan(image: Buffer, from: number): number {
  let at = image.indexOf(0xff, from)
  for (; at >= 0 && at + 1 < image.length; at = image.indexOf(0xff, at + 1)) {
    const next = image[at + 1] ?? 0
    if (next !== 0x00 && next !== 0xff && !isRestart(next)) return at
  }
  return image.length
}

const nothing = Buffer.alloc(0)

function keptOfSegment(marker: number, data: Buffer, whole: Buffer): Buffer {
  if (isPicture(marker)) return whole
  // How colours are written.
  if (marker === app14 && data.toString('latin1', 0, 5) === 'Adobe') return whole
  if (marker === app0 && data.toString('latin1', 0, 5) === 'JFIF\0' && data.length >= 14) return jfif(data)
  if (marker === app1 && data.toString('latin1', 0, 6) === 'Exif\0\0') return orientation(data.subarray(6))
  return nothing
}

/** Version and density, without the thumbnail, which may show what was cropped. */
const jfif = (data: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, app0, 0, 16]), data.subarray(0, 12), Buffer.from([0, 0])])

const orientationTag = 0x0112

/** Of all that a camera says, which way up its picture is. @param tiff what follows "Exif" */
function orientation(tiff: Buffer): Buffer {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const read16 = (at: number) => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const first = tiff.length < 8 ? 0 : isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let index = 0; index < read16(first); index += 1) {
    const entry = first + 2 + index * 12
    if (entry + 12 > tiff.length) break
    if (read16(entry) !== orientationTag) continue
    const value = read16(entry + 8)
    return value > 1 && value <= 8 ? turned(value) : nothing
  }
  return nothing
}

const turned = (value: number): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, app1, 0, 34]),
    Buffer.from('Exif\0\0MM\0*', 'latin1'),
    Buffer.from([0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]),
  ])
