/** The parts of a benchmark that `--only` names. Throws where there is none of a name. */
export function chosenParts<Part>(only: string, parts: Readonly<Record<string, Part>>): Part[] {
  return only.split(',').map((name) => {
    const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (part !== undefined) return part;
    throw new Error(`--only knows ${Object.keys(parts).join(', ')}, and not ${name}.`);
  });
}
