package org.ringlake.jobs.config;

/** Turns the text of a value into what it means. */
@FunctionalInterface
interface ValueParser<T> {

  /**
   * The meaning of the text.
   *
   * @throws IllegalArgumentException saying what is wrong and what to write, to follow the text
   */
  T parse(String text);
}
