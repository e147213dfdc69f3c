import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutMetadata } from '#backend/attachments/without-metadata.ts'
import { jpegWith, pngWith, segment } from './pictures.ts'

const words = (text: string) => Buffer.from(text, 'latin1')

/** Exif of one entry, in either order of bytes. */
function exif(orientation: number, isLittle: boolean): Buffer {
  const big = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
  const little = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
  return Buffer.concat([words('Exif\0\0'), Buffer.from(isLittle ? little : big), words('48.8566 N iPhone de Sophie')])
}

describe('a PNG without its metadata', () => {
  it('is the same picture, and says nothing else', () => {
    const said = { tEXt: 'Author\0Sophie', eXIf: 'MM GPS 48.8566', iTXt: 'XMP', tIME: '2025', iCCP: 'ecran de Sophie' }
    expect(withoutMetadata(pngWith({ ...said, gAMA: '\0\0\xb1\x8f' }), 'image/png')).toEqual(
      pngWith({ gAMA: '\0\0\xb1\x8f' }),
    )
  })

  it('is cut where it ends', () => {
    const picture = pngWith()
    expect(withoutMetadata(Buffer.concat([picture, words('PK a whole archive')]), 'image/png')).toEqual(picture)
  })

  it.each([
    ['cut short', pngWith().subarray(0, 60)],
    ['of no picture', Buffer.concat([pngWith().subarray(0, 33), pngWith().subarray(-12)])],
    ['of other chunks than it says', pngWith({}, 'junk between two chunks, long enough to be read as one')],
  ])('is refused: %s', (_, image) => expect(withoutMetadata(image, 'image/png')).toBeNull())
})

describe('a JPEG without its metadata', () => {
  const said = [
    segment(0xe1, words('http://ns.adobe.com/xap/1.0/\0 Sophie')),
    segment(0xe2, words('ICC_PROFILE\0 ecran de Sophie')),
    segment(0xed, words('Photoshop 3.0\0 Sophie')),
    segment(0xfe, words('pris par Sophie')),
  ]
  const jfif = segment(0xe0, Buffer.concat([words('JFIF\0'), Buffer.from([1, 1, 0, 0, 72, 0, 72, 0, 0])]))
  const adobe = segment(0xee, Buffer.concat([words('Adobe'), Buffer.from([0, 100, 0, 0, 0, 0, 1])]))

  it('is the same picture, and says nothing else', () => {
    const thumbnail = Buffer.concat([words('JFIF\0'), Buffer.from([1, 1, 0, 0, 72, 0, 72, 1, 1]), words('vue')])
    const image = jpegWith([segment(0xe0, thumbnail), ...said, adobe], 'a whole video after it')
    expect(withoutMetadata(image, 'image/jpeg')).toEqual(jpegWith([jfif, adobe]))
  })

  it.each([true, false])('still stands upright (little endian: %s)', (isLittle) => {
    const image = jpegWith([segment(0xe1, exif(6, isLittle))])
    const cleaned = withoutMetadata(image, 'image/jpeg')
    expect(cleaned?.toString('latin1')).not.toMatch(/Sophie|48\.8566/)
    expect(cleaned).toEqual(jpegWith([segment(0xe1, Buffer.concat([exif(6, false).subarray(0, 28), Buffer.alloc(4)]))]))
    expect(withoutMetadata(jpegWith([segment(0xe1, exif(1, isLittle))]), 'image/jpeg')).toEqual(jpegWith())
  })

  it.each([
    ['cut short', jpegWith().subarray(0, -2)],
    ['of no picture', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ['of segments longer than itself', Buffer.from([0xff, 0xd8, 0xff, 0xdb, 0xff, 0xff, 0xff, 0xd9])],
    ['of nothing but its beginning', Buffer.from([0xff, 0xd8, 0xff])],
  ])('is refused: %s', (_, image) => expect(withoutMetadata(image, 'image/jpeg')).toBeNull())
})

it('whatever bytes come, an answer comes too, and never longer than they are', () => {
  const starts = [pngWith({ eXIf: 'MM' }), jpegWith([segment(0xe1, exif(3, true))])]
  fc.assert(
    fc.property(
      fc.constantFrom(...starts),
      fc.array(fc.tuple(fc.nat(160), fc.nat(255)), { maxLength: 6 }),
      fc.uint8Array({ maxLength: 40 }),
      (start, flips, tail) => {
        const image = Buffer.concat([start, tail])
        for (const [at, byte] of flips) if (at < image.length) image[at] = byte
        for (const type of ['image/png', 'image/jpeg'] as const)
          expect((withoutMetadata(image, type) ?? '').length).toBeLessThanOrEqual(image.length)
      },
    ),
  )
})
