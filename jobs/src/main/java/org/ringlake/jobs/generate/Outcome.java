package org.ringlake.jobs.generate;

import java.util.Locale;

/** What a talk came to. */
enum Outcome {
  REFUSED,
  CALLBACK,
  INTENT,
  APPOINTMENT,
  SALE,
  NONE,
  DO_NOT_CALL;

  /** The contract's word. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isPositive() {
    return this == INTENT || this == APPOINTMENT || this == SALE;
  }
}
