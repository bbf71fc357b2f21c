import OpenAI from 'openai'

const openai = new OpenAI()

export async function colours(mood: string): Promise<unknown> {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: 'You know colours.' },
      { role: 'user', content: `Colours for ${mood}, as a json object.` },
    ],
    response_format: { type: 'json_object' },
  })
  return JSON.parse(completion.choices[0]?.message.content || '{}')
}
