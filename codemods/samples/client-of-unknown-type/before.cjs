async function ask(llm, question) {
  const completion = await llm.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}

module.exports = { ask }
