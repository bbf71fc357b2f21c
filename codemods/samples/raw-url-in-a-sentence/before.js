// POST https://api.openai.com/v1/chat/completions
export const known = ['/v1/chat/completions', '/v1/responses']

export function explain(status) {
  console.error(`POST /v1/chat/completions failed with ${status}`)
  throw new Error('https://api.openai.com/v1/chat/completions cannot be reached')
}
