package org.ringlake.jobs.config;

/**
 * Checks what is written about a feed or source for people; it changes nothing that is computed.
 */
final class Descriptions {
  private Descriptions() {}

  static void check(Section file) {
    if (file.isScalar("description")) {
      file.optional("description", Values::text);
      return;
    }
    try (Section description = file.section("description")) {
      description.optional("en", Values::text);
      description.optional("zh", Values::text);
    }
  }
}
