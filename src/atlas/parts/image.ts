// An image the model is shown: chat nests URL and detail under `image_url`, Responses keeps them flat and can also
// name an uploaded file.
import { child, isObject, readObject, readOptionalString, readString } from '../read.ts'
import { lost, mapped, renamed, same, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'
import type { Part } from './part.ts'

export const imageFields = compile({
  chat: {
    type: tag,
    image_url: mapped({
      to: ['image_url', 'detail'],
      is: 'object',
      note: 'The members of the chat object are fields of the part.',
      toResponses(value, target, at, run) {
        const image = readObject(value, at, 'image_url')
        readString(image.url, child(at, 'url'), 'The URL of an image')
        convertFields(urlFields.toResponses, image, target, at, run)
      },
      toChat: {
        image_url(value, target, at) {
          if (value !== null) imageUrl(target).url = readString(value, at, 'image_url')
        },
        detail(value, target, at) {
          const detail = readOptionalString(value, at, 'The detail of an image')
          if (detail !== undefined) imageUrl(target).detail = detail
        },
      },
    }),
    prompt_cache_breakpoint: same('object'),
  },
  responses: {
    file_id: lost('string', 'Chat cannot show an uploaded image by its file id; send a URL or a data URL.'),
  },
})

const urlFields = compile({ chat: { url: renamed('image_url', 'string'), detail: same('string') }, responses: {} })

function imageUrl(target: Record<string, unknown>): Record<string, unknown> {
  if (isObject(target.image_url)) return target.image_url
  const created = {}
  target.image_url = created
  return created
}

export const image: Part = {
  toResponses(part, at, run) {
    readObject(part.image_url, child(at, 'image_url'), 'The image_url of an image part')
    return convertFields(imageFields.toResponses, part, { type: 'input_image' }, at, run)
  },
  toChat(part, at, run) {
    if (part.image_url === undefined || part.image_url === null) {
      readString(part.file_id, child(at, 'file_id'), 'The file_id of an image without an image_url')
      run.dropped(at, 'no-counterpart', 'Chat cannot show an uploaded image by its file id; send a URL or a data URL.')
      return undefined
    }
    return convertFields(imageFields.toChat, part, { type: 'image_url' }, at, run)
  },
}
