// Makes the slug of a title.

@external("page", "log")
declare function log(text: string): void;

export function slug(title: string): string {
  const words = title.toLowerCase().split(" ");
  const kept = new Array<string>();
  for (let i = 0; i < words.length; i++) {
    if (words[i].length > 0) kept.push(words[i]);
  }
  const result = kept.join("-");
  log(result);
  return result;
}
