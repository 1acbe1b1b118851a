package org.ringlake.jobs.world;

/** What is wrong with a line as a line, whatever its values. */
enum Damage {
  NONE,
  FIELD_TOO_FEW,
  FIELD_TOO_MANY,
  INVALID_UTF8,
  /** Such a line is the last of its file: there it harms no other, however a reader goes on. */
  UNCLOSED_QUOTE
}
