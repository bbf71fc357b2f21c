import OpenAI from 'openai'

interface Plugin {
  settings: { openAiKey: string; openAiBaseUrl: string }
}

export async function title(plugin: Plugin, note: string): Promise<string | null | undefined> {
  const openai = new OpenAI({ apiKey: plugin.settings.openAiKey, baseURL: plugin.settings.openAiBaseUrl })
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: `A title for: ${note}` }],
  })
  return completion.choices[0]?.message.content
}
