interface Settings {
  max_tokens: number
  response_format: { type: string }
}

export const settings: Settings = { max_tokens: 100, response_format: { type: 'json_object' } }

export function read(result: { choices: { message: { content: string | null } }[] }): string {
  return result.choices[0]?.message.content ?? ''
}
