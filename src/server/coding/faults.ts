// What can be wrong with the coding of a body: the status, the code and the sentence its sender is answered.
import { RefusedCall } from '../contract.ts'

/** Without this header the caller's next request on the same connection would be read out of the rest of the body. */
const closing = { headers: { connection: 'close' } }

export function tooLarge(limit: number): RefusedCall {
  const size = limit >= 1024 * 1024 ? `${Math.floor(limit / 1024 / 1024)} MiB` : `${limit} bytes`
  const message = `The request body is larger than ${size}, the limit of this server. Send less.`
  return new RefusedCall(413, 'body_too_large', message, closing)
}

export function incomplete(): RefusedCall {
  return new RefusedCall(400, 'incomplete_body', 'The request broke off before its body was complete.', closing)
}

export function corrupt(coding: string): RefusedCall {
  const message = `The request body is not ${coding}, as its content-encoding says, or it is cut.`
  return new RefusedCall(400, 'invalid_encoding', message)
}

export function unsupported(codings: string): RefusedCall {
  const message = `The content-encoding of the request is not supported here. Send ${codings}, or no coding.`
  return new RefusedCall(415, 'unsupported_encoding', message, {
    headers: { ...closing.headers, 'accept-encoding': codings.replace(' or ', ', ') },
  })
}

/** The one coding of a body. Several are a way to hide a bomb in a bomb; no client does it. */
export function singleCoding(coding: string): string {
  const names = coding.split(',').map(name => name.trim().toLowerCase())
  const [name = '', ...others] = names.filter(each => each !== '' && each !== 'identity')
  if (others.length > 0) {
    const message = 'The request body is compressed more than once. Compress it once, or not at all.'
    throw new RefusedCall(415, 'unsupported_encoding', message, closing)
  }
  return name === 'x-gzip' ? 'gzip' : name
}

/** HTTP's deflate has a zlib header (RFC 9110 §8.4.1.2), which some clients have always left out. */
export function deflateFormat([first = 0, second = 0]: Uint8Array): 'deflate' | 'deflate-raw' {
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0 ? 'deflate' : 'deflate-raw'
}
