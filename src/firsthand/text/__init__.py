"""Pure string work that several stages need: normalise, sentences, shingles, align, numbers, names, when, encoding."""
