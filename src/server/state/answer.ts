// An answer between the server and its stateful routes: what the server sends, and what is asked of what it got.

import type { Elements } from '../../shim/elements.ts'
import { streamHeaders } from '../answers.ts'
import { elementsOf } from '../elements.ts'
import { isPieces, JsonBody, type Outgoing } from '../front.ts'
import type { Pieces } from '../pieces.ts'

export class Answer implements Outgoing {
  readonly status: number
  readonly headers: Outgoing['headers']
  readonly body: Outgoing['body']

  constructor({ status, headers, body }: Outgoing) {
    this.status = status
    this.headers = headers
    this.body = body
  }

  static json(value: unknown): Answer {
    return new Answer({ status: 200, headers: { 'content-type': 'application/json' }, body: new JsonBody(value) })
  }

  static stream(body: Pieces): Answer {
    return new Answer({ status: 200, headers: streamHeaders, body })
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300
  }

  /** The body where it is a stream. */
  get pieces(): Pieces | undefined {
    return isPieces(this.body) ? this.body : undefined
  }

  /** What that stream is made of; whoever reads it reads it instead of the pieces. */
  get elements(): Elements | undefined {
    return isPieces(this.body) ? elementsOf(this.body) : undefined
  }

  /** The value of the body, which is no stream; throws where it is no JSON. */
  json(): unknown {
    const { body } = this
    if (body instanceof JsonBody) return body.value
    return JSON.parse(body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body))
  }

  /** The same head around another body. */
  with(body: Outgoing['body']): Answer {
    return new Answer({ status: this.status, headers: this.headers, body })
  }
}
