import OpenAI from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";

const Verdict = z.object({ spam: z.boolean(), reason: z.string() });

export async function judge(client: OpenAI, mail: string) {
  const completion = await client.beta.chat.completions.parse({
    model: "gpt-4o-mini",
    messages: [
      { role: "system", content: "Is this mail spam?" },
      { role: "user", content: mail },
    ],
    response_format: zodResponseFormat(Verdict, "verdict"),
    temperature: 0,
  });

  const message = completion.choices[0]?.message;
  if (!message?.parsed) throw new Error("No verdict");
  return message.parsed;
}
