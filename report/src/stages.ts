// A stage's colour, as a class: the stages that edit text have one of their own.

const TONES = ["repair", "structure", "redact", "normalize", "convert"];

export const stageTone = (stage: string): string =>
  TONES.includes(stage) ? `tone-${stage}` : "tone-other";
