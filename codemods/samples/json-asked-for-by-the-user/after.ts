import OpenAI from 'openai'

const openai = new OpenAI()

export async function colours(mood: string): Promise<unknown> {
  const completion = await openai.responses.create({
    model: 'gpt-4o-mini',
    instructions: 'You know colours.',
    input: `Colours for ${mood}, as a json object.`,
    text: { format: { type: 'json_object' } },
    store: false,
  })
  return JSON.parse(completion.output_text || '{}')
}
