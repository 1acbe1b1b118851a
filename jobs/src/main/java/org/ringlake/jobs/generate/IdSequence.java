package org.ringlake.jobs.generate;

/** Identifiers that no other pod gives out, in the order in which they are asked for. */
final class IdSequence {
  private static final int POD_WIDTH = 4;
  private static final int NUMBER_WIDTH = 7;

  private final String prefix;
  private long last;

  IdSequence(String prefix, int pod) {
    this.prefix = Id.of(prefix, pod, POD_WIDTH) + "-";
  }

  String next() {
    last++;
    return Id.of(prefix, last, NUMBER_WIDTH);
  }
}
