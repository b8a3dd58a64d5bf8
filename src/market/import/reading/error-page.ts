/** What a file is that was saved in place of a table, in words after the file's name; null if it may be a table. */
export function errorPage(start: string): string | null {
  const text = start.replace(/^\uFEFF/, '').trimStart();
  if (/^(<!doctype html|<html|<head|<body|<script|<!--)/i.test(text)) {
    const title = /<title[^>]*>([^<]{1,120})/i.exec(text)?.[1]?.trim();
    return `is a web page${title ? ` titled ${JSON.stringify(title)}` : ' (HTML)'}, not a table.`;
  }
  if (/^<\?xml|^<[a-z]+[\s>]/i.test(text)) {
    const code = /<code>([^<]{1,80})<\/code>/i.exec(text)?.[1] ?? /<message>([^<]{1,120})/i.exec(text)?.[1];
    return code ? `is an error message of the server: ${JSON.stringify(code)}.` : 'is XML, not a table.';
  }
  if (/^[{[]/.test(text)) return jsonError(text);
  const line = text.split(/\r?\n/, 1)[0]!.trim();
  return ERROR_LINE.test(line)
    ? `is an error message of the server: ${JSON.stringify(line.slice(0, 120))}.`
    : null;
}

const ERROR_LINE =
  /^(?:(?:http\/?[\d.]* )?(?:error )?[45]\d\d\b|access denied|forbidden|unauthori[sz]ed|(?:page |file |resource |object )?not found|service unavailable|too many requests|rate limit|bad (?:gateway|request)|gateway time-?out|internal server error|request (?:blocked|rejected|timed out)|the requested url|no (?:data|records?) (?:found|available)|session (?:has )?expired|please enable (?:javascript|cookies)|an error occurred|error(?:$|[ :]))/i;

/** An object whose only words are those of an error, or a list without records. */
function jsonError(text: string): string | null {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return null;
  }
  if (Array.isArray(content))
    return content.length === 0 ? 'is an empty list (JSON): the service had no records.' : null;
  const entries = Object.entries(content as Record<string, unknown>);
  const message = entries.find(
    ([key, value]) =>
      /^(error|errors|message|msg|detail|reason|showMessage|title)$/i.test(key) && typeof value === 'string',
  )?.[1];
  const hasRecords = entries.some(([, value]) => Array.isArray(value) && value.length > 0);
  if (hasRecords || JSON.stringify(content).length > 2000) return null;
  if (message !== undefined) return `is an error message of the service (JSON): ${JSON.stringify(message)}.`;
  const isEmpty = entries.every(
    ([, value]) =>
      value === null || value === '' || value === '[]' || (Array.isArray(value) && value.length === 0),
  );
  if (isEmpty) return 'is an answer without records (JSON).';
  return entries.some(([key]) => /error|status/i.test(key))
    ? `is an error message of the service (JSON): ${JSON.stringify(text.trim().slice(0, 120))}.`
    : null;
}
