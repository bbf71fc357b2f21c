const API_URL = `${process.env.OPENAI_BASE_URL || 'https://api.openai.com/v1'}/chat/completions`;

function ask(question) {
  const payload = {
    model: 'gpt-4o',
    messages: [
      { role: 'system', content: 'Answer in one word.' },
      { role: 'user', content: question },
    ],
    max_tokens: 100,
  };
  const options = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    body: JSON.stringify(payload),
  };
  return fetch(API_URL, options)
    .then(response => response.json())
    .then(data => {
      if (data.error) {
        throw new Error(data.error.message);
      }
      return data.choices?.[0]?.message?.content?.trim() ?? '';
    });
}

console.log(await ask('What is the capital of France?'));
