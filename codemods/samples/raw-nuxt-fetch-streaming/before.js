export default content =>
  $fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    responseType: 'stream',
    body: { model: 'gpt-4o', messages: [{ role: 'user', content }], stream: true },
  })
